import { expect, test } from "vitest";
import { memoryChoices, memoryWords, timeChoices, timeWords } from "./limit-choices";

test("times go up to the operator's cap, and the one of now is among them", () => {
  expect(timeChoices(90_000, 45_000).map(timeWords)).toEqual(["1 second", "5 seconds", "10 seconds", "30 seconds", "45 seconds", "1 minute", "90 seconds"]);
});

test("so does memory", () => {
  expect(memoryChoices(128 * 1_048_576, 64 * 1_048_576).map(memoryWords)).toEqual(["16 MiB", "32 MiB", "64 MiB", "128 MiB"]);
});
