import type { AuditedAction, AuditRow } from "@/lib/functions/schema";

/** What was done, in the pages' words. */
export const actionWords: Readonly<Record<AuditedAction, string>> = {
  create: "Made",
  settings: "Settings changed",
  publish: "Published",
  restore: "Restored",
  state: "State set",
  "link.renew": "Link renewed",
  "secret.set": "Secret set",
  "secret.delete": "Secret deleted",
  "stored.edit": "Value of the state changed",
  "stored.view": "Value of the state looked at",
  run: "Run by hand",
  delete: "Deleted",
};

/** What is told beside it; of a run that is for machines, and of what was made and deleted its name. */
export function detailOf({ action, detail }: Pick<AuditRow, "action" | "detail">): string {
  return action === "run" ? "" : detail;
}
