import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockOf } from "./clock";
import { instantOf, momentText, resolutionsFor, spanOf, viewIn, type KeptDays } from "./question";
import { presets, Resolution } from "./schema";
import { bucketsOf, widened } from "./tiers";

const zone = "Europe/Amsterdam";
const now = new Date("2026-11-23T12:00:00Z");
const view = (query: string) => viewIn(new URLSearchParams(query), zone, now);

test("an empty address is the last 24 hours by hour and status", () => {
  expect(view("")).toEqual({ types: [], keys: [], preset: "24h", from: new Date("2026-11-22T12:00:00Z"), until: now, isLive: true, resolution: "hour", split: "status", faults: [] });
});

test("two moments are read on the organisation's clocks, on both sides of a change of them", () => {
  const { from, until, resolution, isLive, faults } = view("span=custom&from=2026-10-24T09:00&until=2026-10-26T09:00");
  expect([from.toISOString(), until.toISOString(), resolution, isLive, faults]).toEqual(["2026-10-24T07:00:00.000Z", "2026-10-26T08:00:00.000Z", "hour", false, []]);
  expect(spanOf("month", zone, now).from.toISOString()).toBe("2026-10-31T23:00:00.000Z");
  expect(view("from=2026-11-20T09:00&until=2030-01-01T00:00").until).toEqual(now);
});

test("the second of an hour that comes twice is meant with its offset, and has an address of its own", () => {
  const [first, second] = [new Date("2026-10-25T00:30:00Z"), new Date("2026-10-25T01:30:00Z")];
  expect([first, second].map((at) => momentText(zone, at))).toEqual(["2026-10-25T02:30", "2026-10-25T02:30+01:00"]);
  const { from, until, faults } = view("from=2026-10-25T02:00%2B01:00&until=2026-10-25T02:59%2B01:00");
  expect([from.toISOString(), until.toISOString(), faults]).toEqual(["2026-10-25T01:00:00.000Z", "2026-10-25T01:59:00.000Z", []]);
  expect(view("from=2026-10-25T02:00&until=2026-10-25T02:00%2B01:00")).toMatchObject({ from: new Date("2026-10-25T00:00:00Z"), until: new Date("2026-10-25T01:00:00Z") });
});

test("an offset is understood whatever the zone, and one that cannot be is a moment that is not read", () => {
  expect(["2026-11-01T09:00Z", "2026-11-01T09:00:30-05:30", "2026-11-01T09:00+25:00", "2026-11-01+01:00", "Z", "", null].map((text) => instantOf(text, zone)?.toISOString())).toEqual(["2026-11-01T09:00:00.000Z", "2026-11-01T14:30:30.000Z", ...new Array(5).fill(undefined)]);
});

test("every minute of a year is written as one that leads back to it, in zones that move by an hour, by half of one, and not at all", () => {
  const minute = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2027, 0) / 60_000 }).map((minutes) => new Date(minutes * 60_000));
  const around = fc.integer({ min: -180, max: 180 }).map((minutes) => new Date(Date.UTC(2026, 9, 25, 1) + minutes * 60_000));
  fc.assert(fc.property(fc.oneof(minute, around), fc.constantFrom(zone, "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"), (at, own) => void expect(instantOf(momentText(own, at), own)).toEqual(at)), { numRuns: 300 });
});

test.each([
  ["span=5y", "There is no span “5y”."],
  ["span=custom&from=2026-11-20", "From and until must be dates with a time, like 2026-11-01T09:00."],
  ["from=2026-11-20T09:00&until=2026-11-19T09:00", "From must lie before until."],
  ["from=2027-01-01T09:00&until=2027-01-02T09:00", "From must not lie in the future."],
  ["type=resource:visitors&type=colour:red", "There is no type “colour:red”."],
  ["key=abc", "There is no API key “abc”."],
  ["resolution=second", "There is no resolution “second”."],
  ["span=30d&resolution=hour", "By hour this span would have more than 400 points: choose at most 16 days."],
  ["from=2026-11-01T00:00&until=2026-11-01T01:00&resolution=minute", "Counts by minute are kept for 2 days; this span begins earlier."],
  ["span=1h&resolution=week", "The span is shorter than a week."],
  ["from=1930-01-01T00:00", "Counts are kept for 5 years: the span begins with them."],
  ["from=0001-01-01T00:00&until=2001-01-01T00:00", "Counts are kept for 5 years: none are left of that time."],
  ["split=colour", "Calls cannot be told apart by “colour”."],
])("%s is shown as something else, with a sentence why", (query, sentence) => {
  expect(view(query).faults).toEqual([sentence]);
});

describe("every view", () => {
  const minute = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 1900 * 1440 }), fc.integer({ min: 0, max: 2000 * 525_000 })).map((ago) => new Date(now.getTime() - ago * 60_000).toISOString().slice(0, 16)); // prettier-ignore
  const spans = fc.oneof(
    fc.constantFrom(...presets.map(({ name }) => `span=${name}`)),
    fc.tuple(minute, minute).map((moments) => moments.sort()).map(([from, until]) => `from=${from}&until=${until}`), // prettier-ignore
  );
  const resolutions = fc.constantFrom("", ...Resolution.options.map((resolution) => `resolution=${resolution}`));
  const queries = fc.tuple(spans, resolutions).map(([span, resolution]) => [span, resolution].filter(Boolean).join("&"));
  const keptDays = fc.constantFrom({ minutes: 2, quarters: 90, days: 1826 }, { minutes: 1, quarters: 1, days: 1 }, { minutes: 36_500, quarters: 36_500, days: 36_500 });
  const shown = (query: string, own: string, kept: KeptDays) => viewIn(new URLSearchParams(query), own, now, kept);

  test("has a resolution that makes sense for its span", () => {
    fc.assert(
      fc.property(queries, keptDays, (query, kept) => {
        const { from, until, resolution } = shown(query, zone, kept);
        const choices = resolutionsFor({ from, until }, now, kept);
        return choices.every(({ refusal }) => refusal !== undefined) || choices.some((choice) => choice.resolution === resolution && choice.refusal === undefined);
      }),
      { numRuns: 300 },
    );
  });

  test("has 400 points at most, whatever is kept and wherever clocks are changed", () => {
    fc.assert(
      fc.property(queries, keptDays, fc.constantFrom(zone, "Australia/Lord_Howe", "America/St_Johns"), (query, kept, own) => {
        const { from, until, resolution } = shown(query, own, kept);
        const span = widened({ fromMs: from.getTime(), untilMs: until.getTime() }, now.getTime(), kept, clockOf(own));
        return bucketsOf(span, resolution, own).length <= 400;
      }),
      { numRuns: 300 },
    );
  });
});
