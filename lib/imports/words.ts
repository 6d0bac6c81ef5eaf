import type { FateName, ImportState } from "./import-state";
import type { Resource } from "./targets";

/** What an import is about, in running text. */
export const nouns: Readonly<Record<Resource, { one: string; many: string; Many: string }>> = {
  visitors: { one: "visitor", many: "visitors", Many: "Visitors" },
  partners: { one: "partner", many: "partners", Many: "Partners" },
};

export const stateWords: Readonly<Record<ImportState, string>> = {
  mapping: "Columns to choose",
  checking: "Checking",
  checked: "Checked, not imported yet",
  running: "Importing",
  done: "Done",
  cancelled: "Stopped",
  failed: "Failed",
};

/** A fate before and after it came true. */
export const fateWords: Readonly<Record<FateName, { foreseen: string; done: string }>> = {
  create: { foreseen: "To add", done: "Added" },
  update: { foreseen: "To update", done: "Updated" },
  unchanged: { foreseen: "Unchanged", done: "Unchanged" },
  refused: { foreseen: "Refused", done: "Refused" },
};
