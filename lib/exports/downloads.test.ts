import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { readTable } from "@/lib/imports/read-table";
import { csvOf } from "./csv";
import { defuse, undefuse } from "./defuse";
import { workbookOf } from "./workbook";

const heading = ["Name", "=Formula heading", "Note"];
const dangerous = ["=1+1", "+31 6 12345678", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("http://evil.example","x")', "=cmd|' /C calc'!A0", "'=1", "''=1"];
const harmless = ["007", "O'Neill", "'t Hooft", "a=b", "1 - 2", "", "two\nlines", 'say "hi", please', "张伟 𝕏", " blank ends ", "_x000D_", "<b>&amp;", "a\rb"];

async function* rowsOf(values: readonly string[]) {
  for (const value of values) yield ["x", value, "y"];
}

async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

async function readBack(bytes: Buffer): Promise<string[]> {
  const { rows } = await readTable(bytes);
  const values: string[] = [];
  for await (const { cells } of rows) values.push(cells[1] ?? "");
  return values;
}

test("no cell of a CSV begins as a formula does", async () => {
  const text = (await bytesOf(csvOf(heading, rowsOf(dangerous)))).toString();
  const cells = text.slice(1).split("\r\n").slice(0, -1).map((line) => line.split(",")[1] ?? "");
  expect(cells.length).toBe(dangerous.length + 1);
  for (const cell of cells) expect(cell).toMatch(/^"?'/);
});

test.each([...dangerous, ...harmless])("%j comes back as it was", (value) => {
  expect(undefuse(defuse(value))).toBe(value);
});

test("what needs no defusing is left alone", () => {
  expect(harmless.map(defuse)).toEqual(harmless);
});

test("a CSV is read again cell for cell", async () => {
  const values = [...dangerous, ...harmless];
  expect((await readBack(await bytesOf(csvOf(heading, rowsOf(values))))).map(undefuse)).toEqual(values);
});

test("a workbook is read again cell for cell", async () => {
  const values = [...dangerous, ...harmless];
  expect(await readBack(await bytesOf(workbookOf("Visitors", heading, rowsOf(values))))).toEqual(values);
});

test("a spreadsheet program finds text in every cell, formatted as text, and no formula", async () => {
  const workbook = new ExcelJS.Workbook();
  const bytes = await bytesOf(workbookOf("Wood & Steel: 2027/28, a very long name indeed", heading, rowsOf(dangerous)));
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = workbook.worksheets;
  expect(sheet?.name).toBe("Wood & Steel  2027 28, a very l");
  const cells = dangerous.map((_, index) => sheet?.getCell(index + 2, 2));
  for (const cell of cells) {
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
    expect(cell?.formula).toBeUndefined();
    expect(cell?.numFmt).toBe("@");
  }
});

test("a workbook is written as its rows come", async () => {
  let asked = 0;
  async function* endless() {
    for (;;) yield [`row ${++asked} ${Math.random()}`, "x", "y"];
  }
  let received = 0;
  for await (const bytes of workbookOf("Endless", heading, endless())) if ((received += bytes.byteLength) > 1_000_000) break;
  expect(asked).toBeLessThan(1_000_000);
});
