import { expect, test } from "vitest";
import { firstRun, nextRun } from "./schedule-times";
import { intervals, type Schedule } from "./schema";

const amsterdam = (at: string): Schedule => ({ kind: "daily", at, zone: "Europe/Amsterdam" });

test.each(intervals)("about every %i minutes is that interval, within a twentieth and 20 seconds", (minutes) => {
  const start = new Date("2027-03-09T09:00:00Z");
  const gaps = Array.from({ length: 500 }, (_, at) => nextRun({ kind: "every", minutes }, start, `task${at}`).getTime() - start.getTime());
  const spreadMs = Math.min(minutes * 3000, 20_000);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(minutes * 60_000 - spreadMs);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(minutes * 60_000 + spreadMs);
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeGreaterThan(spreadMs);
});

test("the jitter can be worked out again, and differs from run to run", () => {
  const every: Schedule = { kind: "every", minutes: 9 };
  const start = new Date("2027-03-09T09:00:00Z");
  expect(nextRun(every, start, "a")).toEqual(nextRun(every, start, "a"));
  const later = new Date(start.getTime() + 1000);
  expect(nextRun(every, later, "a").getTime() - later.getTime()).not.toBe(nextRun(every, start, "a").getTime() - start.getTime());
});

test.each([
  { what: "later today", at: "18:30", start: "2027-03-09T09:00:00Z", next: "2027-03-09T17:30:00Z" },
  { what: "tomorrow, when today's is over", at: "09:00", start: "2027-03-09T08:00:00Z", next: "2027-03-10T08:00:00Z" },
  { what: "tomorrow in the zone though not in UTC", at: "00:30", start: "2027-03-09T23:10:00Z", next: "2027-03-09T23:30:00Z" },
  { what: "an hour earlier in UTC from the day clocks go forward", at: "09:00", start: "2027-03-27T12:00:00Z", next: "2027-03-28T07:00:00Z" },
  { what: "after the gap, in the hour that is left out", at: "02:30", start: "2027-03-27T12:00:00Z", next: "2027-03-28T01:30:00Z" },
  { what: "the first time, in the hour that comes twice", at: "02:30", start: "2027-10-30T12:00:00Z", next: "2027-10-31T00:30:00Z" },
  { what: "once, though the hour comes twice", at: "02:30", start: "2027-10-31T00:30:00Z", next: "2027-11-01T01:30:00Z" },
])("daily: $what", ({ at, start, next }) => {
  expect(nextRun(amsterdam(at), new Date(start), "a").toISOString()).toBe(next.replace("Z", ".000Z"));
});

test("a task that was published begins at once, a daily one at its time", () => {
  const now = new Date("2027-03-09T09:00:00Z");
  expect(firstRun({ kind: "every", minutes: 60 }, now)).toEqual(now);
  expect(firstRun(amsterdam("18:30"), now).toISOString()).toBe("2027-03-09T17:30:00.000Z");
});
