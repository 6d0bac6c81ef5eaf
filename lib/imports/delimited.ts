import { parse } from "csv-parse";
import { parse as parseSync } from "csv-parse/sync";
import { Readable } from "node:stream";
import { unreadable } from "./unreadable";
import type { SheetRow } from "./workbook";

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** In the order in which they win when they cut equally well: a comma also stands in texts, a tab hardly ever. */
export const DELIMITERS = { tab: "\t", semicolon: ";", comma: ",", bar: "|" } as const;
export type Delimiter = keyof typeof DELIMITERS;

/** How a file of delimited text is read. What is absent is found out. */
export type DelimitedChoices = { encoding?: Encoding; delimiter?: Delimiter };

export type Delimited = { encoding: Encoding; delimiter: Delimiter; rows: AsyncGenerator<SheetRow> };

/** @throws validation_failed  when the bytes are not text of that encoding; the rows throw it when a quotation never ends */
export function readDelimited(bytes: Uint8Array, choices: DelimitedChoices = {}): Delimited {
  const encoding = choices.encoding ?? detectEncoding(bytes);
  const text = decode(bytes, encoding);
  const told = /^sep=(.)\r?\n/.exec(text); // Excel's own way of naming the delimiter
  const body = told ? text.slice(told[0].length) : text;
  const delimiter = choices.delimiter ?? namedDelimiter(told?.[1]) ?? detectDelimiter(body);
  return { encoding, delimiter, rows: rowsOf(body, DELIMITERS[delimiter], told ? 2 : 1) };
}

/**
 * A byte order mark tells; without one, zero bytes at every second place tell UTF-16, and what is no UTF-8 to the last byte is
 * Windows-1252, in which any bytes are text.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const start = bytes.subarray(0, 4096);
  const zeros = [0, 0] as [number, number];
  start.forEach((byte, at) => (zeros[at % 2 === 0 ? 0 : 1] += byte === 0 ? 1 : 0));
  if (zeros[1] > start.length / 6) return "utf-16le";
  if (zeros[0] > start.length / 6) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The one that cuts the first rows into most columns, equally many in each; a stray quotation mark counts against it. */
export function detectDelimiter(text: string): Delimiter {
  return bestDelimiter(text, false) ?? bestDelimiter(text, true) ?? "comma";
}

function bestDelimiter(text: string, isLenient: boolean): Delimiter | undefined {
  let best: { delimiter: Delimiter | undefined; score: number } = { delimiter: undefined, score: 0 };
  for (const delimiter of Object.keys(DELIMITERS).filter(isDelimiter)) {
    const widths = widthsOf(text, DELIMITERS[delimiter], isLenient);
    const columns = widths[0] ?? 0;
    const score = columns < 2 ? 0 : (columns * widths.filter((width) => width === columns).length) / widths.length;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === "windows-1252") return fromWindows1252(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(`The file is not ${encoding.toUpperCase()}. Choose another encoding, or let it be detected.`);
  }
}

/** Node 20's own decoder reads Latin-1 here, in which 0x80 to 0x9F are control characters and not €, “ or Š. */
function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replaceAll(/[\x80-\x9f]/g, (character) => FROM_0X80[character.charCodeAt(0) - 0x80] ?? character);
}

/** Row numbers are those a spreadsheet program would show: empty rows count, a cell of several lines does not. */
async function* rowsOf(text: string, delimiter: string, firstNumber: number): AsyncGenerator<SheetRow> {
  const parser = Readable.from(pieces(text)).pipe(parse({ ...LENIENT, delimiter, max_record_size: RECORD_CHARACTERS }));
  let number = firstNumber;
  try {
    for await (const record of parser) {
      const cells: string[] = record;
      yield { number: number++, cells };
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("CSV_"))) throw error;
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
    const at = firstNumber + ("records" in error ? Number(error.records) : 0);
    throw unreadable(isOpen ? `From row ${at} on, a quotation mark is opened and not closed.` : `Row ${at} cannot be read.`);
  }
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = at + PIECE_CHARACTERS;
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last < 0xdc00) end++; // never between the halves of a surrogate pair
    yield text.slice(at, end);
    at = end;
  }
}

/** How many columns each of the first rows has; the last, perhaps cut off, is not counted. */
function widthsOf(text: string, delimiter: string, isLenient: boolean): number[] {
  try {
    const records: string[][] = parseSync(text.slice(0, SAMPLE_CHARACTERS), { ...LENIENT, relax_quotes: isLenient, delimiter, to: SAMPLE_ROWS, skip_empty_lines: true });
    const whole = text.length > SAMPLE_CHARACTERS && records.length < SAMPLE_ROWS ? records.slice(0, -1) : records;
    return whole.map(({ length }) => length);
  } catch {
    return [];
  }
}

function namedDelimiter(character: string | undefined): Delimiter | undefined {
  return Object.keys(DELIMITERS).filter(isDelimiter).find((name) => DELIMITERS[name] === character);
}

function isDelimiter(name: string): name is Delimiter {
  return name in DELIMITERS;
}

const LENIENT = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false } as const;
const FROM_0X80 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const PIECE_CHARACTERS = 64 * 1024;
const RECORD_CHARACTERS = 1024 * 1024;
const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_ROWS = 25;
