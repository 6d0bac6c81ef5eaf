import { zipOf } from "./zip-writer";

/**
 * An XLSX workbook of one sheet, written as the rows come. Every cell is text and marked as such (as if typed with an apostrophe), so
 * that nothing is ever taken for a formula, `007` keeps its zeros, and no value is altered for it.
 */
export function workbookOf(sheetName: string, heading: readonly string[], rows: AsyncIterable<readonly string[]>): AsyncGenerator<Uint8Array> {
  return zipOf([
    { path: "[Content_Types].xml", content: [CONTENT_TYPES] },
    { path: "_rels/.rels", content: [relations("officeDocument", "xl/workbook.xml")] },
    { path: "xl/workbook.xml", content: [workbook(sheetName)] },
    { path: "xl/_rels/workbook.xml.rels", content: [relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml")] },
    { path: "xl/styles.xml", content: [STYLES] },
    { path: "xl/worksheets/sheet1.xml", content: sheet(heading, rows) },
  ]);
}

async function* sheet(heading: readonly string[], rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  yield `<cols>${heading.map((name, index) => `<col min="${index + 1}" max="${index + 1}" width="${Math.min(40, Math.max(12, name.length + 2))}" style="${TEXT_STYLE}" customWidth="1"/>`).join("")}</cols><sheetData>`;
  yield rowOf(1, heading, HEADING_STYLE);
  let number = 1;
  for await (const row of rows) yield rowOf(++number, row, TEXT_STYLE);
  yield "</sheetData></worksheet>";
}

function rowOf(number: number, cells: readonly string[], style: number): string {
  const filled = cells.map((text, index) => (text === "" ? "" : `<c r="${letters(index)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeCell(text)}</t></is></c>`));
  return `<row r="${number}">${filled.join("")}</row>`;
}

/** What XML cannot hold is written as `_x000D_`, and what looks like that as `_x005F_x000D_`. Longer than a cell can be, it ends with …. */
function escapeCell(text: string): string {
  const whole = text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS - 1)}…` : text;
  return whole
    .replaceAll(/_x(?=[0-9A-Fa-f]{4}_)/g, "_x005F_x")
    .replaceAll(/[&<>]/g, (sign) => (sign === "&" ? "&amp;" : sign === "<" ? "&lt;" : "&gt;"))
    .replaceAll(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

/** 0 → A, 26 → AA */
export function letters(index: number): string {
  return (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
}

/** Sheet names have at most 31 characters and none of `[]:*?/\`. */
function workbook(sheetName: string): string {
  const name = sheetName.replaceAll(/[[\]:*?/\\']/g, " ").trim().slice(0, 31) || "Sheet1";
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets><sheet name="${escapeCell(name).replaceAll('"', "&quot;")}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

function relations(...pairs: readonly string[]): string {
  const entries = pairs.flatMap((kind, index) => (index % 2 ? [] : [`<Relationship Id="rId${index / 2 + 1}" Type="${RELATIONSHIPS}/${kind}" Target="${pairs[index + 1] ?? ""}"/>`]));
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join("")}</Relationships>`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`;
const TEXT_STYLE = 1;
const HEADING_STYLE = 2;
/** 0 as it comes · 1 text (format 49 is `@`) · 2 text in bold */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;
const CELL_CHARACTERS = 32_767;
