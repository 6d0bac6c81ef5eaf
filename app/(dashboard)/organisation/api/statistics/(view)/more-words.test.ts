import { expect, test } from "vitest";
import { moreKeysWords } from "./more-words";

test("what a list leaves out is promised only where it can be had", () => {
  expect(moreKeysWords(10, 10)).toBe("");
  expect(moreKeysWords(49, 10)).toBe("And 39 more; all are in the CSV.");
  expect(moreKeysWords(50, 10)).toBe("The CSV has the 50 with the most calls. Any other is found by choosing it under API key.");
});
