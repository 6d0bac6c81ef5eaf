import { expect, test } from "vitest";
import { failureWords } from "./failure-words";

test.each([
  [[], undefined],
  [["Sync"], "The function “Sync” works with this key and fails from then on."],
  [["A", "B", "C"], "3 functions work with this key and fail from then on: “A”, “B” and “C”."],
  [["A", "B", "C", "D", "E", "F", "G"], "7 functions work with this key and fail from then on: “A”, “B”, “C”, “D”, “E” and 2 more."],
])("whoever takes a key from %j is told", (names, words) => {
  expect(failureWords(names)).toBe(words);
});
