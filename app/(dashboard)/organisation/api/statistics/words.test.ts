import { expect, test } from "vitest";
import { durationBoundsMs } from "@/lib/statistics/histogram";
import type { Resolution } from "@/lib/statistics/schema";
import { columnsOf, duration, formatWords, percentileWords, rate, size } from "./words";

const amsterdam = "Europe/Amsterdam";

function hours(from: string, count: number): { start: Date; end: Date }[] {
  return Array.from({ length: count }, (_, index) => ({ start: new Date(Date.parse(from) + index * 3600_000), end: new Date(Date.parse(from) + (index + 1) * 3600_000) }));
}

const named = (buckets: { start: Date; end: Date }[], resolution: Resolution, isLive = false) => columnsOf({ buckets, resolution, zone: amsterdam }, isLive).map(({ name }) => name);

test("in the hour that comes twice, each of the two says its offset", () => {
  expect(named(hours("2026-10-25T00:00:00Z", 3), "hour")).toEqual([
    "Sun, 25 Oct 2026, 02:00 – 02:00, GMT+02:00",
    "Sun, 25 Oct 2026, 02:00 – 03:00, GMT+01:00",
    "Sun, 25 Oct 2026, 03:00 – 04:00, GMT+01:00",
  ]);
});

test("what is cut by the span, or not over yet, says so", () => {
  const cut = [
    { start: new Date("2026-11-24T01:20:00Z"), end: new Date("2026-11-24T02:00:00Z") },
    { start: new Date("2026-11-24T02:00:00Z"), end: new Date("2026-11-24T02:10:00Z") },
  ];
  expect(named(cut, "hour")).toEqual(["Tue, 24 Nov 2026, 02:00 – 03:00, from 02:20", "Tue, 24 Nov 2026, 03:00 – 04:00, until 03:10"]);
  expect(named(cut, "hour", true).at(-1)).toBe("Tue, 24 Nov 2026, 03:00 – 04:00, so far");
  expect(named(cut.slice(0, 1), "week")).toEqual(["Week of Mon, 23 Nov 2026, from 24 Nov, 02:20, until 24 Nov, 03:00"]);
});

test("below many hours stand days, below few their times", () => {
  const ticks = (count: number) => columnsOf({ buckets: hours("2026-11-23T21:00:00Z", count), resolution: "hour", zone: amsterdam }, false).flatMap(({ tick }) => tick ?? []);
  expect(ticks(4)).toEqual(["22:00", "23:00", "24 Nov", "01:00"]);
  expect(ticks(51)).toEqual(["24 Nov", "25 Nov", "26 Nov"]);
});

test.each([
  [duration(0.84), "0.8 ms"],
  [duration(9.96), "10.0 ms"],
  [duration(999.96), "1.0 s"],
  [duration(3210), "3.2 s"],
  [duration(16_240), "16.2 s"],
  [percentileWords(15_000), "15.0 s"],
  [percentileWords(durationBoundsMs.at(-1) ?? 0), "over 60 s"],
  [percentileWords(null), "none"],
  [size(999), "999 B"],
  [size(3482), "3.4 KiB"],
  [size(5 * 1024 ** 3), "5.0 GiB"],
  [size(164.1 * 1024 ** 2), "164 MiB"],
  [formatWords("ndjson"), "NDJSON"],
  [formatWords("other"), ""],
  [rate(0), "0.0%"],
  [rate(0.0001), "<0.1%"],
  [rate(0.024), "2.4%"],
  [rate(1), "100.0%"],
])("%s is %s", (words, expected) => {
  expect(words).toBe(expected);
});
