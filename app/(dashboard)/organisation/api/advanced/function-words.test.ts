import { expect, test } from "vitest";
import { byteWords, durationWords, scheduleWords } from "./function-words";

test.each([
  [{ kind: "every", minutes: 1 }, "About every minute"],
  [{ kind: "every", minutes: 9 }, "About every 9 minutes"],
  [{ kind: "daily", at: "07:30", zone: "America/New_York" }, "Daily at 07:30 in New York"],
] as const)("a schedule is told in words", (schedule, words) => {
  expect(scheduleWords(schedule)).toBe(words);
});

test.each([
  [0.4, "0 ms"],
  [840, "840 ms"],
  [3_240, "3.2 s"],
  [252_000, "4 min 12 s"],
])("%d ms are %s", (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

test.each([
  [12, "12 B"],
  [3_482, "3.4 KiB"],
  [8_388_608, "8.0 MiB"],
])("%d bytes are %s", (bytes, words) => {
  expect(byteWords(bytes)).toBe(words);
});
