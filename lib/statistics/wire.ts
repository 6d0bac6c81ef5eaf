import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { badParameter, forbidden } from "@/lib/core/errors";
import type { Item } from "@/lib/core/wire";
import { daysText, earliestOf, resolutionsFor } from "./question";
import type { Answer, Question, Totals } from "./schema";
import { keptDays, readStatistics } from "./verbs";
import type { StatisticsAnswer, StatisticsQuery } from "./wire-schema";

/**
 * The counts as the API tells them.
 * @throws malformed for a span or a resolution that makes no sense; forbidden for a key that sees some events only, because calls are not counted by event
 */
export async function getStatistics(ctx: Context, query: z.output<typeof StatisticsQuery>): Promise<Item> {
  if (ctx.events.kind === "chosen") throw forbidden("Statistics are those of the whole organisation. This API key sees chosen events only.");
  const answer = wireOf(await readStatistics(ctx, questionOf(ctx, query)));
  const json = JSON.stringify(answer);
  return { json, revision: 0n, validator: createHash("sha1").update(json).digest("hex").slice(0, 16) };
}

function questionOf({ now }: Context, { types = [], keys = [], from, until, resolution, split }: z.output<typeof StatisticsQuery>): Question {
  const end = until === undefined ? new Date(Math.floor(now.getTime() / hourMs) * hourMs) : new Date(Math.min(Date.parse(until), now.getTime()));
  const kept = keptDays();
  const earliest = earliestOf(end, now, kept);
  if (end <= earliest) throw badParameter({ field: "until", error: "invalid_value", description: `until must lie within the last ${daysText(kept.days)}: for so long counts are kept` });
  const wished = from === undefined ? new Date(end.getTime() - 24 * hourMs) : new Date(from);
  const start = wished < earliest ? earliest : wished;
  if (start >= end) throw badParameter({ field: "from", error: "invalid_value", description: "from must lie before until, and not in the future" });
  const choices = resolutionsFor({ from: start, until: end }, now, kept);
  const chosen = choices.find((choice) => choice.resolution === resolution);
  if (chosen?.refusal !== undefined) throw badParameter({ field: "resolution", error: "invalid_value", description: `resolution cannot be ${chosen.resolution}. ${chosen.refusal}` });
  return { types, keys, from: start, until: end, resolution: resolution ?? choices.find(({ refusal }) => refusal === undefined)?.resolution ?? "day", split };
}

function wireOf({ from, until, zone: timezone, resolution, split, totals, before, buckets, series, operations, keys }: Answer): z.input<typeof StatisticsAnswer> {
  return {
    from: timeOf(from),
    until: timeOf(until),
    timezone,
    resolution,
    split,
    totals: figuresOf(totals),
    before: before && figuresOf(before),
    buckets: buckets.map(({ start, end }, at) => {
      const parts = series.map(({ id: name, calls }) => ({ name, calls: calls[at] ?? 0 }));
      return { start: timeOf(start), end: timeOf(end), calls: parts.reduce((sum, { calls }) => sum + calls, 0), parts: parts.filter(({ calls }) => calls > 0) };
    }),
    operations: operations.map(({ operation, ...own }) => ({ ...figuresOf(own), operation })),
    keys: keys.map(({ keyId: id, label: name, ...own }) => ({ ...figuresOf(own), id, name })),
  };
}

function figuresOf({ calls, errors, serverErrors, bytes, p95Bytes, byFunctions, averageMs, p50Ms, p95Ms, p99Ms }: Totals) {
  return { calls, errors, serverErrors, bytes, p95Bytes: typeof p95Bytes === "number" ? Math.round(p95Bytes) : null, byFunctions, averageMs: tenths(averageMs), p50Ms: tenths(p50Ms), p95Ms: tenths(p95Ms), p99Ms: tenths(p99Ms) };
}

function tenths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

function timeOf(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

const hourMs = 3_600_000;
