import { expect, test } from "vitest";
import { cursorText, runFilter, runQuery } from "./run-query";

const zone = "Europe/Amsterdam";

test("times are those of the zone's clocks", () => {
  const query = runQuery({ from: "2026-07-01T09:00", until: "2026-11-24T09:30" });
  expect(runFilter(query, zone)).toEqual({ from: new Date("2026-07-01T07:00:00Z"), until: new Date("2026-11-24T08:30:00Z") });
});

test("all that went wrong is asked for by one word", () => {
  expect(runFilter(runQuery({ outcome: "failed" }), zone)).toEqual({ outcomes: ["threw", "timedOut", "outOfMemory", "died"] });
});

test("a page goes on where the one before ended", () => {
  const end = { createdAt: new Date("2026-11-24T08:30:00.123Z"), id: "abc123" };
  expect(runFilter(runQuery({ before: cursorText(end) }), zone)).toEqual({ cursor: end });
});

test.each([{ outcome: "great" }, { from: "yesterday" }, { from: "2026-13-01T09:00" }, { until: ["2026-07-01T09:00"] }, { before: "x" }, { before: "1_'" }])("%o asks for nothing in particular", (query) => {
  expect(runFilter(runQuery(query), zone)).toEqual({});
});
