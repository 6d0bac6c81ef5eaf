import { invalid } from "@/lib/core/errors";
import { letters } from "@/lib/exports/workbook";
import { type DelimitedChoices, type Delimiter, readDelimited } from "./delimited";
import { unreadable } from "./unreadable";
import { MAX_COLUMNS, readWorkbook, type SheetRow } from "./workbook";

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_ROWS = 100_000;

/** A file with a heading row, as far as importing is concerned. */
export type Table = {
  /** how it was read, for people: `CSV, semicolon, UTF-8` */
  format: string;
  /** the headings; each has a name, no two the same */
  columns: string[];
  /** what follows the headings, empty rows left out, as many cells as there are columns. Throws like `readTable`. */
  rows: AsyncGenerator<SheetRow>;
};

/**
 * Reads an XLSX or CSV file, known by its content and not by its name.
 * @throws validation_failed  `file`: too large, too many rows or columns, no rows, or not readable
 */
export async function readTable(bytes: Uint8Array, choices: DelimitedChoices = {}): Promise<Table> {
  if (bytes.byteLength === 0) throw unreadable("The file is empty.");
  if (bytes.byteLength > MAX_FILE_BYTES) throw invalid({ field: "file", error: "too_long", description: "The file is larger than 20 MB. Split it." });
  const { format, rows } = openRows(bytes, choices);
  const filled = withoutEmpty(rows);
  const first = await filled.next();
  if (first.done) throw unreadable("The file has no rows.");
  const columns = headings(first.value.cells);
  return { format, columns, rows: shaped(filled, columns.length) };
}

function openRows(bytes: Uint8Array, choices: DelimitedChoices): { format: string; rows: AsyncGenerator<SheetRow> } {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (start === "504b0304") return { format: "XLSX", rows: readWorkbook(bytes) };
  if (start === "d0cf11e0") throw unreadable("This is an old XLS workbook, or one with a password. Save it as XLSX without a password.");
  if (start === "25504446") throw unreadable("This is a PDF. Only XLSX and CSV can be imported.");
  const { encoding, delimiter, rows } = readDelimited(bytes, choices);
  return { format: `CSV, ${DELIMITER_NAMES[delimiter]}, ${encoding.toUpperCase().replace("WINDOWS", "Windows")}`, rows };
}

async function* withoutEmpty(rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  for await (const row of rows) if (row.cells.some((cell) => cell.trim() !== "")) yield row;
}

async function* shaped(rows: AsyncGenerator<SheetRow>, width: number): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const { number, cells } of rows) {
    if (++count > MAX_ROWS) throw invalid({ field: "file", error: "too_long", description: "The file has more than 100,000 rows. Split it." });
    // PostgreSQL holds any character but this one; a reader of text shows it as unknown too
    yield { number, cells: Array.from({ length: width }, (_, column) => (cells[column] ?? "").replaceAll("\0", "\ufffd")) };
  }
}

/** Blanks around headings go, an empty one is named by its letter, a repeated one gets a number. */
export function headings(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== "");
  if (last >= MAX_COLUMNS) throw unreadable(`The file has more than ${MAX_COLUMNS} columns.`);
  const names: string[] = [];
  for (const [index, cell] of cells.slice(0, last + 1).entries()) {
    const name = cell.trim().replaceAll(/\s+/g, " ") || `Column ${letters(index)}`;
    let unique = name;
    for (let count = 2; names.includes(unique); count++) unique = `${name} (${count})`;
    names.push(unique);
  }
  return names;
}

const DELIMITER_NAMES: Record<Delimiter, string> = { comma: "comma", semicolon: "semicolon", tab: "tab", bar: "vertical bar" };
