import { cellText, isDateFormat, unescapeText } from "./cell-text";
import { unreadable } from "./unreadable";
import { xmlEvents, type XmlEvent } from "./xml-events";
import { listZip, unpack, type Budget, type Packed } from "./zip";

/** A row as people number it in their spreadsheet, from 1. Cells are text; an empty one is "". */
export type SheetRow = { number: number; cells: string[] };

/**
 * The rows of a workbook's first visible sheet. Beside its shared strings nothing is held in memory, and what is unpacked is
 * counted: `UNPACKED_BYTES` for everything together.
 * @throws validation_failed  when the file is no workbook, damaged or too large
 */
export async function* readWorkbook(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const book: Book = { files: listZip(bytes), budget: { left: UNPACKED_BYTES } };
  const { sheetPath, is1904 } = await findSheet(book);
  const strings = await readStrings(book);
  const dateStyles = await readDateStyles(book);
  let row: SheetRow | undefined;
  let lastNumber = 0;
  let cell: { column: number; type: string; isDate: boolean } | undefined;
  let value = "";
  let isInValue = false;
  let isReadingAid = false;
  for await (const events of eventsOf(book, sheetPath)) for (const event of events) {
    if (event.kind === "text") {
      if (isInValue && !isReadingAid) value += event.text;
    } else if (event.name === "row") {
      if (event.kind === "open") {
        row = { number: (lastNumber = Number(event.attributes.r) || lastNumber + 1), cells: [] };
        cell = undefined;
      } else if (row) {
        yield row;
        row = undefined;
      }
    } else if (event.name === "c" && row) {
      if (event.kind === "open") {
        // Some programs leave the address out: then the cell follows the one before.
        const column = event.attributes.r === undefined ? (cell?.column ?? -1) + 1 : columnOf(event.attributes.r);
        cell = { column, type: event.attributes.t ?? "n", isDate: dateStyles.has(Number(event.attributes.s ?? 0)) };
        value = "";
      } else if (cell && value !== "") {
        if (cell.column >= MAX_COLUMNS) throw unreadable(`The sheet has more than ${MAX_COLUMNS} columns.`);
        while (row.cells.length < cell.column) row.cells.push("");
        row.cells[cell.column] = cellText(cell.type, value, { strings, isDate: cell.isDate, is1904 });
      }
    } else if (event.name === "v" || event.name === "t") {
      isInValue = event.kind === "open";
    } else if (event.name === "rPh") {
      isReadingAid = event.kind === "open";
    }
  }
}

type Book = { files: Map<string, Packed>; budget: Budget };

/** In lots, as they are parsed: awaiting each of ten million events would take longer than all the rest. */
function eventsOf({ files, budget }: Book, path: string): AsyncGenerator<XmlEvent[]> {
  const file = files.get(path);
  if (!file) throw unreadable("The file is an archive but not a workbook. Save it as XLSX or CSV.");
  return xmlEvents(unpack(file, budget));
}

/** Sheets are listed in the order of their tabs, and their files have names that tell nothing of it. */
async function findSheet(book: Book): Promise<{ sheetPath: string; is1904: boolean }> {
  const sheets: { relation: string; isVisible: boolean }[] = [];
  let is1904 = false;
  for await (const events of eventsOf(book, "xl/workbook.xml")) for (const event of events) {
    if (event.kind !== "open") continue;
    if (event.name === "workbookPr") is1904 = ["1", "true"].includes(event.attributes.date1904 ?? "");
    if (event.name !== "sheet") continue;
    const relation = Object.entries(event.attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";
    sheets.push({ relation, isVisible: (event.attributes.state ?? "visible") === "visible" });
  }
  const wanted = (sheets.find(({ isVisible }) => isVisible) ?? sheets[0])?.relation;
  if (wanted === undefined) throw unreadable("The workbook has no sheet.");
  for await (const events of eventsOf(book, "xl/_rels/workbook.xml.rels")) for (const event of events) {
    if (event.kind !== "open" || event.attributes.Id !== wanted) continue;
    const target = event.attributes.Target ?? "";
    return { sheetPath: target.startsWith("/") ? target.slice(1) : `xl/${target}`, is1904 };
  }
  throw unreadable("The workbook has no sheet.");
}

/** The texts that cells point to by number. Reading aids beside Chinese and Japanese names (rPh) are left out. */
async function readStrings(book: Book): Promise<string[]> {
  const strings: string[] = [];
  if (!book.files.has("xl/sharedStrings.xml")) return strings;
  let text = "";
  let isInText = false;
  let isReadingAid = false;
  for await (const events of eventsOf(book, "xl/sharedStrings.xml")) for (const event of events) {
    if (event.kind === "text") text += isInText && !isReadingAid ? event.text : "";
    else if (event.name === "t") isInText = event.kind === "open";
    else if (event.name === "rPh") isReadingAid = event.kind === "open";
    else if (event.name === "si" && event.kind === "open") text = "";
    else if (event.name === "si") strings.push(unescapeText(text));
  }
  return strings;
}

/** Dates are numbers with a date format: the styles (by index) that have one. */
async function readDateStyles(book: Book): Promise<Set<number>> {
  const found = new Set<number>();
  if (!book.files.has("xl/styles.xml")) return found;
  const formats = new Map<number, string>();
  let isInCellStyles = false;
  let index = 0;
  for await (const events of eventsOf(book, "xl/styles.xml")) for (const event of events) {
    if (event.kind === "text") continue;
    if (event.name === "cellXfs") isInCellStyles = event.kind === "open";
    if (event.kind !== "open") continue;
    if (event.name === "numFmt") formats.set(Number(event.attributes.numFmtId), event.attributes.formatCode ?? "");
    if (event.name !== "xf" || !isInCellStyles) continue;
    const format = Number(event.attributes.numFmtId ?? 0);
    if (isDateFormat(format, formats.get(format))) found.add(index);
    index++;
  }
  return found;
}

/** `AB12` → 27: columns count from 0. */
function columnOf(address: string): number {
  let column = 0;
  for (const letter of address.match(/^[A-Z]+/)?.[0] ?? "A") column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

export const MAX_COLUMNS = 250;
const UNPACKED_BYTES = 256 * 1024 * 1024;
