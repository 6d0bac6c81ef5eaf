import fc from "fast-check";
import { expect, test } from "vitest";
import { hostileText } from "@/lib/codec/arbitrary";
import { decodeJson, encodeJson } from "@/lib/codec/json";
import { scanJson } from "@/lib/codec/json-scan";

const malformed: readonly (readonly [string | Uint8Array, string])[] = [
  ["", "The body is empty"],
  ["   ", "expected a value, found the end of the body"],
  ["{", "expected a member name in double quotes, found the end"],
  ["[", "expected a value, found the end"],
  ['{"a"', 'expected a colon after member "a"'],
  ['{"a":', "expected a value, found the end"],
  ['{"a":}', 'expected a value, found "}"'],
  ['{"a":1,}', 'expected a member name in double quotes, found "}"'],
  ["[1,]", 'expected a value, found "]"'],
  ["[1 2]", 'expected a comma or the end of the list, found "2"'],
  ['{"a":1 "b":2}', "expected a comma or the end of the object"],
  ["{a:1}", 'expected a member name in double quotes, found "a"'],
  ["{'a':1}", `expected a member name in double quotes, found "'"`],
  ["{}{}", 'expected the end of the document, found "{"'],
  ["[]]", 'expected the end of the document, found "]"'],
  ["nul", 'expected a value, found "n"'],
  ["True", 'expected a value, found "T"'],
  ["NaN", 'expected a value, found "N"'],
  ["-Infinity", 'expected a value, found "-"'],
  ["undefined", 'expected a value, found "u"'],
  ["01", "leading zeros"],
  ["1.", "bare decimal point"],
  [".5", 'expected a value, found "."'],
  ["+1", 'expected a value, found "+"'],
  ["0x10", 'expected the end of the document, found "x"'],
  ["1e", 'expected the end of the document, found "e"'],
  ["1e400", "the number is too large"],
  ['{"a":{"b":[-1e999]}}', 'the number at "a.b.0" is too large'],
  ["9007199254740992", "the integer must lie between -(2^53 - 1) and 2^53 - 1"],
  ['{"visits":123456789012345678901234567890}', 'the integer at "visits"'],
  ['"abc', "a text is not closed"],
  ['"a\nb"', "a control character (U+000A) inside a text must be escaped"],
  ['"a\u0000b"', "a control character (U+0000)"],
  ['"\\x41"', '"\\\\x" is no escape in JSON'],
  ['"\\u12"', "is no escape in JSON"],
  ['"\\', "is no escape in JSON"],
  ['{"a":1,"a":2}', 'member "a" appears twice in one object'],
  ['{"a":1,"\\u0061":2}', 'member "a" appears twice'],
  ['[{"b":{"c":1,"d":2,"c":3}}]', 'member "0.b.c" appears twice'],
  ['{"__proto__":1,"__proto__":2}', 'member "__proto__" appears twice'],
  [`{${Array.from({ length: 40 }, (_, index) => `"m${index}":1`).join()},"m3":2}`, 'member "m3" appears twice'],
  ["// note\n1", 'expected a value, found "/"'],
  ["/* note */ 1", 'expected a value, found "/"'],
  ["[".repeat(65) + "]".repeat(65), "more than 64 levels"],
  ["[".repeat(100_000), "more than 64 levels"],
  [`[${"1,".repeat(100_000)}1]`, "more than 100,000 values"],
  [`[[${"{},".repeat(60_000)}0],{${Array.from({ length: 50_000 }, (_, index) => `"m${index}":""`).join()}}]`, "more than 100,000 values"],
  ['{"a":'.repeat(70), "more than 64 levels"],
  ["<visitor/>", 'expected a value, found "<"'],
  ["\u00a0{}", "expected a value"],
  ["\ufeff\ufeff{}", "expected a value"],
  [new Uint8Array([0x22, 0xff, 0x22]), "not valid UTF-8"],
  [new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), "not valid UTF-8"],
  [new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), "not valid UTF-8"],
  [new Uint8Array([0x22, 0xf0, 0x9f, 0x98]), "not valid UTF-8"],
  [Buffer.from('\ufeff{"a":1}', "utf16le"), "looks like UTF-16"],
  [Buffer.from('{"a":1}', "utf16le"), "looks like UTF-16"],
];

test.each(malformed)("refused with its sentence: %j", (body, sentence) => {
  expect(decodeJson(bytesOf(body))).toEqual({ ok: false, description: expect.stringContaining(sentence) });
});

test("a refusal says line and column", () => {
  expect(decodeJson(bytesOf('{\r\n  "a": 1,\r\n  "b": oops\r\n}'))).toEqual({ ok: false, description: 'Malformed JSON at line 3, column 8: expected a value, found "o".' });
});

test("a refusal never quotes more than a little of the body", () => {
  const decoded = decodeJson(bytesOf(`{"${"x".repeat(5000)}":1,"${"x".repeat(5000)}":2}`));
  expect(JSON.stringify(decoded).length).toBeLessThan(250);
});

test.each([
  ["\ufeff{}", {}],
  [" [1, -0.5e1 ,\t\"\\ud83d\\ude00\\/\" ]\n", [1, -5, "😀/"]],
  ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ["1234567890.12345678", 1234567890.1234568],
  ["[".repeat(64) + "]".repeat(64), JSON.parse("[".repeat(64) + "]".repeat(64))],
])("taken: %s", (body, value) => {
  expect(decodeJson(bytesOf(body))).toEqual({ ok: true, value });
});

test("__proto__ is a member like any other and changes no prototype", () => {
  const decoded = decodeJson(bytesOf('{"__proto__":{"isAdmin":true}}'));
  const value = decoded.ok ? decoded.value : undefined;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(encodeJson(value)).toBe('{"__proto__":{"isAdmin":true}}');
});

test("the scan takes exactly what JSON.parse takes, but for what JSON.parse would lose", () => {
  const token = fc.oneof(fc.constantFrom("{", "}", "[", "]", ":", ",", '"a"', '"b"', '"\\u00e9"', "1", "-2.5e3", "0", "00", "-", "true", "null", " ", "\n", '"', "\\"), hostileText);
  const document = fc.oneof(
    fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join("")),
    fc.tuple(fc.json({ maxDepth: 4 }), fc.nat(), token).map(([json, at, inserted]) => json.slice(0, at % json.length) + inserted + json.slice(at % json.length)),
    fc.json({ maxDepth: 4 }),
  );
  fc.assert(fc.property(document, (text) => {
    const scanned = outcome(() => scanJson(text));
    const parsed = outcome(() => JSON.parse(text));
    return scanned === parsed || /appears twice|to be kept exactly|too large/.test(scanned ?? "") || (scanned !== undefined && parsed !== undefined);
  }), { numRuns: 5000 });
});

function outcome(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? Buffer.from(body) : body;
}
