import type { Context } from "@/lib/core/context";
import { csvOf } from "@/lib/exports/csv";
import type { FateName } from "./import-state";
import { getImport, listImportRows, type ImportRef } from "./verbs";
import { fateWords } from "./words";

/**
 * What became, or is to become, of each row, as CSV: the file's own columns with the row's number, its fate and why in front. Of rows
 * that were brought in the columns are empty; refused ones can be put right here and uploaded again.
 * @throws not_found
 */
export async function importReport(ctx: Context, ref: ImportRef, fate?: FateName): Promise<{ fileName: string; bytes: AsyncGenerator<string> }> {
  const { columns, fileName, state } = await getImport(ctx, ref);
  const when = state === "checked" ? "foreseen" : "done";
  async function* rows() {
    for (let after = 0; ; ) {
      const page = await listImportRows(ctx, ref, { fate, after, limit: PAGE_ROWS });
      for (const row of page) {
        const known = row.fate === null ? "" : fateWords[row.fate][when];
        yield [String(row.number), known, reasonsOf(row.errors), ...columns.map((_, index) => row.cells[index] ?? "")];
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      after = last.number;
    }
  }
  return { fileName: `${fileName.replace(/\.\w+$/, "")} ${fate ?? "checked"}.csv`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, " "), bytes: csvOf(["Row", "Result", "Why", ...columns], rows()) };
}

/** `E-mail must be an e-mail address …. diet is required.` */
export function reasonsOf(errors: readonly { column?: string | undefined; field: string; description: string }[]): string {
  return errors.map((error) => sentence(error)).join(" ");
}

/**
 * One fault: a sentence of its own when it concerns no column, else about the column of the file, or the member no column gave.
 * The rules speak to programs, and say expo for what people call an event.
 */
export function sentence({ column, field, description }: { column?: string | undefined; field: string; description: string }): string {
  const told = description.replaceAll(/\bexpo\b/g, "event");
  const text = field === "" ? told : `${column ?? field}: ${told}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const PAGE_ROWS = 1000;
