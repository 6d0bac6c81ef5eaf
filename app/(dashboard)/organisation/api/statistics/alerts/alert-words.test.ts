import { expect, test } from "vitest";
import type { AlertInput } from "@/lib/statistics/schema";
import { alertWords, timeChoices, timeWords } from "./alert-words";

const rest = { keyId: null, mailTo: ["ada@engine.example"], isEnabled: true };
const alerts: [AlertInput, string][] = [
  [{ about: "errors", against: "threshold", limit: 5, minutes: 15, ...rest }, "More than 5% errors within 15 minutes"],
  [{ about: "errors", against: "week", limit: 2.5, minutes: 60, ...rest }, "Error rate 2.5 points above that of a week before, within an hour"],
  [{ about: "volume", against: "threshold", limit: 12_000, minutes: 1440, ...rest }, "More than 12,000 calls within a day"],
  [{ about: "volume", against: "threshold", limit: 20, isBelow: true, minutes: 60, ...rest }, "Fewer than 20 calls within an hour"],
  [{ about: "volume", against: "week", limit: 50, minutes: 90, ...rest }, "50% more or fewer calls within 90 minutes than a week before"],
  [{ about: "quiet", minutes: 120, ...rest }, "No call for 2 hours"],
];

test.each(alerts)("%o", (alert, words) => {
  expect(alertWords(alert)).toBe(words);
});

test("a time that no choice names stays one", () => {
  expect(timeChoices(42)).toContain(42);
  expect(timeWords(10_080)).toBe("a week");
});
