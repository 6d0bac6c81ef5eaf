import { sumOf } from "@/components/chart/stacked-chart-parts";
import { wallTime } from "@/lib/core/wall-time";
import type { Answer, Totals } from "@/lib/statistics/schema";

type Sheet = { title: string; heading: string[]; rows: string[][] };

/** What the page shows, each part as a table for a file: numbers as they are, times on the organisation's clocks and in UTC. */
export const tables = {
  time: ({ buckets, series, zone }: Answer): Sheet => ({
    title: "Calls over time",
    heading: [`From (${zone})`, "From (UTC)", ...series.map(({ label }) => label), "Total"],
    rows: buckets.map(({ start }, at) => {
      const calls = series.map((one) => one.calls[at] ?? 0);
      return [wallTime(zone, start).replace("T", " "), start.toISOString().replace(".000Z", "Z"), ...[...calls, sumOf(calls)].map(String)];
    }),
  }),
  operations: ({ operations }: Answer): Sheet => ({
    title: "Operations",
    heading: ["Operation", ...measures],
    rows: operations.map((row) => [row.operation, ...measured(row)]),
  }),
  keys: ({ keys }: Answer): Sheet => ({
    title: "API keys",
    heading: ["API key", "Id", ...measures],
    rows: keys.map((row) => [row.label, row.keyId ?? "", ...measured(row)]),
  }),
} as const;

function measured(totals: Totals): string[] {
  const { calls, errors, serverErrors, byFunctions, bytes, averageMs, p50Ms, p95Ms, p99Ms } = totals;
  return [...[calls, errors, serverErrors, byFunctions, bytes].map(String), ...[averageMs, p50Ms, p95Ms, p99Ms].map((ms) => (ms === null ? "" : ms.toFixed(2)))];
}

const measures = ["Calls", "Errors (4xx, 5xx)", "Server errors (5xx)", "By functions", "Bytes", "Average ms", "p50 ms", "p95 ms", "p99 ms"];
