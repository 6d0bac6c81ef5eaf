import { expect, test } from "vitest";
import { bodyFormat, namesProblemJson, sniff, wishOf } from "./negotiate";

test.each<[string | null, string]>([
  [null, "asBody"],
  ["", "asBody"],
  ["*/*", "asBody"],
  ["*/*;q=0.5", "asBody"],
  ["application/json", "json"],
  ["application/xml", "xml"],
  ["text/xml", "xml"],
  ["Text/XML; charset=utf-8", "xml"],
  ["application/xml, application/json", "json"],
  ["application/xml, application/json;q=0.9", "xml"],
  ["application/xml;q=0.9, application/json", "json"],
  ["application/xml, */*", "json"],
  ["application/xml, */*;q=0.8", "xml"],
  ["application/xml;q=0.8, */*;q=0.8", "json"],
  ["application/xml, application/*", "json"],
  ["application/json;q=0, application/xml;q=0.1", "xml"],
  ["application/xml;q=0", "json"],
  ["application/xml;q=nonsense", "json"],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"],
  ["text/html;q=0.1, application/xml", "json"],
  ["image/png", "json"],
  ["application/problem+json, application/xml;q=0.5", "xml"],
])("Accept %j wishes for %s", (accept, wish) => {
  expect(wishOf(accept)).toBe(wish);
});

test.each<[string | null, string]>([
  [null, "unsaid"],
  ["", "unsaid"],
  ["application/x-www-form-urlencoded", "unsaid"],
  ["application/json; charset=utf-8", "json"],
  ["application/merge-patch+json", "json"],
  ["TEXT/XML", "xml"],
  ["application/soap+xml", "xml"],
  ["text/plain", "unsupported"],
  ["multipart/form-data; boundary=x", "unsupported"],
  ["application/octet-stream", "unsupported"],
])("Content-Type %j is %s", (type, format) => {
  expect(bodyFormat(type)).toBe(format);
});

test("an unnamed body is XML when its first character is <, past blanks and a byte order mark", () => {
  expect(sniff(Buffer.from("\ufeff \r\n\t<visitor/>"))).toBe("xml");
  expect(sniff(Buffer.from('  {"a":"<"}'))).toBe("json");
  expect(sniff(Buffer.from(""))).toBe("json");
});

test("problem+json only where Accept names it", () => {
  expect(namesProblemJson("application/json, application/problem+json")).toBe(true);
  expect(namesProblemJson("application/json")).toBe(false);
  expect(namesProblemJson("application/problem+json;q=0")).toBe(false);
  expect(namesProblemJson(null)).toBe(false);
});
