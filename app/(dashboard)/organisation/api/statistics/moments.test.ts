import { expect, test } from "vitest";
import { clockPart, momentWords, offsetPart } from "./moments";

test("of an hour that comes twice the second says so, everywhere else clocks are enough", () => {
  expect([0, 1, 2].map((hour) => momentWords(new Date(Date.UTC(2026, 9, 25, hour, 30)), "Europe/Amsterdam"))).toEqual(["25 Oct 2026, 02:30", "25 Oct 2026, 02:30 (GMT+01:00)", "25 Oct 2026, 03:30"]);
});

test("an input gets the clock of a moment, and a person its offset", () => {
  expect(["2026-10-25T02:30", "2026-10-25T02:30+01:00"].map((moment) => [clockPart(moment), offsetPart(moment)])).toEqual([["2026-10-25T02:30", ""], ["2026-10-25T02:30", " (GMT+01:00)"]]); // prettier-ignore
});
