import { defuse } from "./defuse";

/**
 * A download for people: RFC 4180, UTF-8 with a mark by which spreadsheet programs know it, cells defused.
 * (What software reads is the API's own CSV, whose values are never altered.)
 */
export async function* csvOf(heading: readonly string[], rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield `\ufeff${lineOf(heading)}`;
  for await (const row of rows) yield lineOf(row);
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string): string {
  const text = defuse(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
