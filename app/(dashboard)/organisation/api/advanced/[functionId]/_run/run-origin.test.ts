import { expect, test } from "vitest";
import { originWords } from "./run-origin";

test.each([
  [{ trigger: "schedule", startedBy: null }, "Schedule"],
  [{ trigger: "endpoint", startedBy: null }, "Call from outside"],
  [{ trigger: "manual", startedBy: "Ada Lovelace" }, "Run now by Ada Lovelace"],
  [{ trigger: "again", startedBy: null }, "Run again by an account that is no more"],
] as const)("of a run it is said who had it run, by name when it was somebody", (run, words) => {
  expect(originWords(run)).toBe(words);
});
