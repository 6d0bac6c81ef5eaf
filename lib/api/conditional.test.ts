import { expect, test } from "vitest";
import { etagOf, expectation, isKnown } from "./conditional";

test.each([
  ['"12.json"', "12", true],
  ['"12.xml"', "12", true],
  ['W/"12.json"', "12", true],
  ['"11.json", "12.json"', "12", true],
  ["12", "12", true],
  ['"12"', "12", true],
  ["*", "12", true],
  ['"13.json"', "12", false],
  ['"12.json"', "12-abc", false],
  ['"12-abc.json"', "12-abc", true],
  ['"1"', "12", false],
  [",", "12", false],
])("If-None-Match %s knows %s: %s", (header, validator, expected) => {
  expect(isKnown(header, validator)).toBe(expected);
});

test.each([
  ['"12.json"', "12-abc", true],
  ['"12-old.json"', "12-abc", true],
  ['"12-old.json"', "12", true],
  ['"11.json"', "12", false],
  ["*", "12", true],
  ['"120"', "12", false],
])("If-Match %s holds for %s: %s", (header, validator, expected) => {
  expect(expectation(header)?.(validator)).toBe(expected);
});

test("no header is no condition", () => {
  expect(expectation(null)).toBeUndefined();
  expect(expectation(" ")).toBeUndefined();
  expect(isKnown(null, "12")).toBe(false);
  expect(etagOf("12", "xml")).toBe('"12.xml"');
});
