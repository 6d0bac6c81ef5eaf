import { expect, test } from "vitest";
import type { Answer, Series, Totals } from "@/lib/statistics/schema";
import { columnsOf } from "../words";
import { summaryOf } from "./summary";

const hour = (index: number) => ({ start: new Date(Date.UTC(2026, 9, 25, index)), end: new Date(Date.UTC(2026, 9, 25, index + 1)) });
const totals: Totals = { calls: 0, errors: 0, serverErrors: 0, errorRate: 0, bytes: 0, byFunctions: 0, averageMs: null, p50Ms: null, p95Ms: null, p99Ms: null };

function summary(series: readonly Series[], buckets = [0, 1, 2].map(hour)): string {
  const calls = series.flatMap((one) => one.calls).reduce((sum, count) => sum + count, 0);
  const answer: Answer = { zone: "Europe/Amsterdam", resolution: "hour", split: "status", from: hour(0).start, until: hour(buckets.length - 1).end, buckets, series: [...series], totals: { ...totals, calls }, before: null, operations: [], keys: [] };
  return summaryOf(answer, columnsOf(answer, false));
}

test("who does not see the chart hears how many there were, when most, and of what", () => {
  expect(summary([{ id: "2xx", label: "2xx", calls: [900, 1200, 0] }, { id: "4xx", label: "4xx", calls: [0, 99, 1] }])).toBe(
    "2,200 calls from 25 Oct 2026, 02:00 until 25 Oct 2026, 04:00. The most, 1,299, in Sun, 25 Oct 2026, 02:00 – 03:00, GMT+01:00. 2xx 95.5%, 4xx 4.5%. Draw across the chart to look closer.",
  ); // prettier-ignore
});

test("of a single piece of time nothing is compared, and nothing can be drawn across", () => {
  expect(summary([{ id: "2xx", label: "2xx", calls: [1] }], [hour(0)])).toBe("1 call from 25 Oct 2026, 02:00 until 25 Oct 2026, 02:00 (GMT+01:00). 2xx 100.0%.");
});
