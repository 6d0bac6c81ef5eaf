import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { makeWorkbook, makeZip } from "@/test/archive";
import type { DelimitedChoices } from "./delimited";
import { headings, readTable } from "./read-table";

async function read(bytes: Uint8Array | string, choices?: DelimitedChoices) {
  const table = await readTable(typeof bytes === "string" ? Buffer.from(bytes) : bytes, choices);
  const rows: string[][] = [];
  const numbers: number[] = [];
  for await (const { cells, number } of table.rows) {
    rows.push(cells);
    numbers.push(number);
  }
  return { ...table, rows, numbers };
}

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, "utf16le").swap16();
}

async function excelFile(fill: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe("CSV", () => {
  const text = "Vorname;Straße\r\nZoë;Łódź 7\r\n";
  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16LE with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16BE with a mark", utf16be(`\ufeff${text}`)],
    ["UTF-16LE without a mark", Buffer.from(text, "utf16le")],
    ["UTF-16BE without a mark", utf16be(text)],
  ])("is read from %s", async (_, bytes) => {
    const { columns, rows } = await read(bytes);
    expect(columns).toEqual(["Vorname", "Straße"]);
    expect(rows).toEqual([["Zoë", "Łódź 7"]]);
  });

  test("is read from Windows-1252 when it is no UTF-8", async () => {
    const { format, rows } = await read(Buffer.from("Name,Prijs\nZo\xeb,\x80 7\n", "latin1"));
    expect(rows).toEqual([["Zoë", "€ 7"]]);
    expect(format).toBe("CSV, comma, Windows-1252");
  });

  test.each([
    ["a,b\n1,2", "comma"],
    ["a;b\n1,5;2,5", "semicolon"],
    ["a\tb, c\n1\t2, 3", "tab"],
    ["a|b\n1|2", "vertical bar"],
    ['a;"b,c,d"\n1;"2,3,4"', "semicolon"],
    ["sep=|\na|b\n1|2", "vertical bar"],
  ])("the delimiter of %j is found: %s", async (csv, delimiter) => {
    const { format, columns } = await read(csv);
    expect(format).toContain(delimiter);
    expect(columns).toHaveLength(2);
  });

  test("a choice goes before what would be found", async () => {
    expect((await read("a;b\n1;2", { delimiter: "comma" })).columns).toEqual(["a;b"]);
    await expect(read(Buffer.from("Zo\xeb", "latin1"), { encoding: "utf-8" })).rejects.toMatchObject({ more: { errors: [{ field: "file" }] } });
  });

  test("text is kept as it stands: zeros in front, blanks, quotes, breaks, astral characters", async () => {
    const { rows } = await read('a,b,c,d\n007, x ,"say ""hi""\nthere",𝕏\n');
    expect(rows).toEqual([["007", " x ", 'say "hi"\nthere', "𝕏"]]);
  });

  test("rows carry the numbers a spreadsheet program shows, and empty ones are left out", async () => {
    const { rows, numbers } = await read('\nName,City\nAda,"a\nb"\n,\n\nBob\n');
    expect(rows).toEqual([["Ada", "a\nb"], ["Bob", ""]]);
    expect(numbers).toEqual([3, 6]);
  });

  test("an astral character on the border between two pieces survives", async () => {
    const { rows } = await read(`a\n${"x".repeat(64 * 1024 - 3)}𝕏\n`);
    expect(rows[0]?.[0]?.endsWith("x𝕏")).toBe(true);
  });

  test("a quotation that never ends is refused with its row", async () => {
    await expect(read('a,b\n1,2\n"open,4\n5,6\n')).rejects.toMatchObject({ more: { errors: [{ description: expect.stringContaining("row 3") }] } });
  });

  test("a zero character, which the database cannot hold, is shown as unknown", async () => {
    expect((await read("a,b\n1\0,2", { encoding: "utf-8" })).rows).toEqual([["1\ufffd", "2"]]);
  });
});

describe("XLSX", () => {
  test("what a spreadsheet program wrote is read as text", async () => {
    const bytes = await excelFile((workbook) => {
      workbook.addWorksheet("hidden", { state: "hidden" }).addRow(["wrong sheet"]);
      const sheet = workbook.addWorksheet("People");
      sheet.addRow(["Name", "Phone", "Born", "Arrives", "Member", "Site", "Sum", "Note"]);
      sheet.addRow([
        "007",
        31612345678,
        new Date("1815-12-10T00:00:00Z"),
        new Date("2027-03-09T09:05:00Z"),
        true,
        { text: "site", hyperlink: "https://a.example" },
        { formula: "1+1", result: 2 },
        { richText: [{ text: "a<" }, { text: "&amp;b" }] },
      ]);
      sheet.addRow([]);
      sheet.addRow(["张伟", null, new Date("1990-02-28T00:00:00Z"), null, false, null, 0.1, " two\nlines "]);
      sheet.getColumn(3).numFmt = "dd-mm-yyyy";
    });
    const { format, columns, rows, numbers } = await read(bytes);
    expect(format).toBe("XLSX");
    expect(columns).toEqual(["Name", "Phone", "Born", "Arrives", "Member", "Site", "Sum", "Note"]);
    expect(rows).toEqual([
      ["007", "31612345678", expect.any(String), "2027-03-09T09:05:00", "true", "site", "2", "a<&amp;b"],
      ["张伟", "", "1990-02-28", "", "false", "", "0.1", " two\nlines "],
    ]);
    expect(numbers).toEqual([2, 4]);
  });

  test("other programs' ways: prefixes, no addresses, inline and escaped text, reading aids, dates since 1904", async () => {
    const { columns, rows } = await read(
      makeWorkbook(
        `<x:row xmlns:x="x"><x:c t="inlineStr"><x:is><x:r><x:t>Na</x:t></x:r><x:r><x:t>me</x:t></x:r></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c><c r="C1" t="str"><v>Born</v></c></x:row>
         <row><c t="inlineStr"><is><t>a_x000D_b &amp;lt;</t></is></c><c t="s"><v>1</v></c><c s="1"><v>0</v></c></row>`,
        {
          strings: "<si><t>Company</t></si><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>",
          styles: "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>",
          workbookPr: "<workbookPr date1904='1'/>",
        },
      ),
    );
    expect(columns).toEqual(["Name", "Company", "Born"]);
    expect(rows).toEqual([["a\rb &lt;", "東京", expect.stringContaining("00:00:00")]]);
  });

  test.each([
    ["a bomb", () => makeWorkbook(`<row r="1"><c r="A1" t="str"><v>${"0".repeat(300 * 1024 * 1024)}</v></c></row>`), "too large"],
    ["another archive", () => makeZip({ "readme.txt": "hello" }), "not a workbook"],
    ["a locked workbook", () => makeZip({ "xl/workbook.xml": "" }, { isEncrypted: true }), "password"],
    ["a cut workbook", () => makeWorkbook("<row/>").subarray(0, -40), "damaged"],
    ["broken XML", () => makeWorkbook("<row><c></row>"), "damaged"],
    ["a DOCTYPE", () => makeZip({ "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' }), "damaged"],
    ["no sheet", () => makeZip({ "xl/workbook.xml": "<workbook/>", "xl/_rels/workbook.xml.rels": "<Relationships/>" }), "no sheet"],
    ["an old workbook", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "XLS"],
    ["nothing", () => new Uint8Array(), "empty"],
    ["headings only in column 300", () => Buffer.from(`${",".repeat(299)}x`), "250 columns"],
    ["21 MB", () => new Uint8Array(21 * 1024 * 1024), "20 MB"],
    ["100,001 rows", () => Buffer.from(`a\n${"1\n".repeat(100_001)}`), "100,000 rows"],
  ])("%s is refused with a sentence", async (_, make, sentence) => {
    await expect(read(make())).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "file", description: expect.stringContaining(sentence) }] } });
  });
});

test("headings are trimmed, named and made different", () => {
  expect(headings([" Name ", "", "Name", "E-mail\n address", ""])).toEqual(["Name", "Column B", "Name (2)", "E-mail address"]);
});
