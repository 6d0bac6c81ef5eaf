import { expect, test } from "vitest";
import { csvOf } from "@/lib/exports/csv";
import type { Answer, Totals } from "@/lib/statistics/schema";
import { tables } from "./tables";

const totals: Totals = { calls: 5, errors: 2, serverErrors: 0, errorRate: 0.4, bytes: 900, byFunctions: 1, averageMs: 1.234, p50Ms: 1, p95Ms: null, p99Ms: null };
const answer: Answer = {
  zone: "Europe/Amsterdam",
  resolution: "hour",
  split: "key",
  from: new Date("2026-10-25T00:00:00Z"),
  until: new Date("2026-10-25T02:00:00Z"),
  buckets: [
    { start: new Date("2026-10-25T00:00:00Z"), end: new Date("2026-10-25T01:00:00Z") },
    { start: new Date("2026-10-25T01:00:00Z"), end: new Date("2026-10-25T02:00:00Z") },
  ],
  series: [{ id: "k", label: '=HYPERLINK("http://evil.example")', calls: [3, 0] }, { id: "other", label: "Other", calls: [1, 1] }], // prettier-ignore
  totals,
  before: null,
  operations: [{ operation: "expos.list", ...totals }],
  keys: [{ keyId: null, label: "No key", ...totals }],
};

async function csv({ heading, rows }: { heading: string[]; rows: string[][] }): Promise<string> {
  async function* each() {
    yield* rows;
  }
  let text = "";
  for await (const line of csvOf(heading, each())) text += line;
  return text;
}

test("the hour that comes twice is told apart by UTC, and the rows add up", async () => {
  const { rows } = tables.time(answer);
  expect(rows).toEqual([
    ["2026-10-25 02:00", "2026-10-25T00:00:00Z", "3", "1", "4"],
    ["2026-10-25 02:00", "2026-10-25T01:00:00Z", "0", "1", "1"],
  ]);
});

test("what a key is called never runs as a formula", async () => {
  expect(await csv(tables.time(answer))).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
});

test("what is not known stays empty, and is not nought", async () => {
  expect(tables.operations(answer).rows).toEqual([["expos.list", "5", "2", "0", "1", "900", "1.23", "1.00", "", ""]]);
  expect(tables.keys(answer).rows[0]?.slice(0, 2)).toEqual(["No key", ""]);
});
