interface ParseOptions {
  /** true: the first line has the names (default); false: rows are arrays; or the names themselves. */
  readonly columns?: boolean | readonly string[];
  readonly delimiter?: string;
}
interface BuildOptions {
  /** Which members in which order; default: those of the first row. */
  readonly columns?: readonly string[];
  readonly delimiter?: string;
}

/** RFC 4180: quoted fields, doubled quotes, any line ending; values stay the text they are. */
export const csv = {
  parse(text: unknown, { columns = true, delimiter = "," }: ParseOptions = {}): Record<string, string>[] | string[][] {
    const rows = parseRows(String(text).replace(/^\ufeff/, ""), toDelimiter(delimiter));
    if (columns === false) return rows;
    const names = columns === true ? (rows.shift() ?? []) : columns;
    return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ""])));
  },
  build(rows: readonly unknown[], { columns, delimiter = "," }: BuildOptions = {}): string {
    const separator = toDelimiter(delimiter);
    const first = rows[0];
    const names = columns ?? (typeof first === "object" && first !== null && !Array.isArray(first) ? Object.keys(first) : undefined);
    const lines = rows.map((row) => (Array.isArray(row) ? row : (names ?? []).map((name) => (typeof row === "object" && row !== null ? Reflect.get(row, name) : undefined))));
    return [...(names ? [names] : []), ...lines].map((line) => line.map((value) => quoted(value, separator)).join(separator) + "\r\n").join("");
  },
};

function toDelimiter(delimiter: unknown): string {
  if (typeof delimiter !== "string" || delimiter.length !== 1 || /["\r\n]/.test(delimiter)) throw new TypeError("delimiter must be one character, not a quote or a line end");
  return delimiter;
}

function quoted(value: unknown, delimiter: string): string {
  const text = value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  return /["\r\n]/.test(text) || text.includes(delimiter) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

function parseRows(text: string, delimiter: string): string[][] {
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter === "\\" || delimiter === "]" || delimiter === "^" || delimiter === "-" ? `\\${delimiter}` : delimiter}\\r\\n]*))(\\r\\n|\\r|\\n|$|.)`, "y");
  const rows: string[][] = [];
  let row: string[] = [];
  while (field.lastIndex < text.length || row.length > 0) {
    const from = field.lastIndex;
    const match = field.exec(text);
    const [, inQuotes, bare = "", end = ""] = match ?? [];
    if (!match || (end.length === 1 && end !== delimiter && !/[\r\n]/.test(end))) throw new SyntaxError(`CSV: line ${rows.length + 1}: a quoted field must end before a delimiter or a line end`);
    row.push(inQuotes === undefined ? bare : inQuotes.replaceAll('""', '"'));
    if (end === delimiter) continue;
    if (row.length > 1 || row[0] !== "" || inQuotes !== undefined) rows.push(row);
    row = [];
    if (end === "" || field.lastIndex === from) break;
  }
  return rows;
}
