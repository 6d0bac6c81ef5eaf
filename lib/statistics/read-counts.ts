import type { Transaction } from "@/lib/core/db";
import { durationSlots, sizeSlots } from "./histogram";
import { summaryKey } from "./summary";
import type { Segment } from "./tiers";

/** Whose calls: of the organisation in all, of some keys, or of every key by itself. */
export type KeyScope = { kind: "all" } | { kind: "some"; ids: readonly string[] } | { kind: "each"; ids: readonly string[] };

/**
 * Which rows of which tables a question is about. `kindIds` undefined: of every kind. `isSummed`: the sums over operations and formats will do;
 * what is not rolled up yet has its own kinds all the same.
 */
export type Rows = { organisationId: string; segments: readonly Segment[]; scope: KeyScope; kindIds: readonly number[] | undefined; isSummed: boolean };

export type Sums = { calls: number; durationUs: number; bytes: number; durations: number[]; sizes: number[] };

/** Sums by kind of call, or by kind and key. */
export async function sumByKind(tx: Transaction, rows: Rows): Promise<(Sums & { kindId: number })[]> {
  const { sql, values } = sourceOf(rows, `"kindId", ${measures}`);
  return tx.$queryRawUnsafe(`SELECT "kindId", ${sums} FROM (${sql}) r GROUP BY "kindId"`, ...values);
}

export async function sumByKey(tx: Transaction, rows: Rows): Promise<(Sums & { kindId: number; keyId: string })[]> {
  const { sql, values } = sourceOf(rows, `ltrim("keyId", '=') AS "keyId", "kindId", ${measures}`);
  return tx.$queryRawUnsafe(`SELECT "keyId", "kindId", ${sums} FROM (${sql}) r GROUP BY "keyId", "kindId"`, ...values);
}

export type Point = { bucket: number; group: string; calls: number };

/**
 * Calls over time.
 * @param starts  of the buckets, in order; a point's `bucket` is an index into it
 * @param groups  by id of a kind of call, which group it belongs to; `key`: each key is a group
 */
export async function sumOverTime(tx: Transaction, rows: Rows, starts: readonly Date[], groups: ReadonlyMap<number, string> | "key"): Promise<Point[]> {
  const byKey = groups === "key";
  const { sql, values } = sourceOf(rows, byKey ? `bucket, ltrim("keyId", '=') AS "group", calls` : `bucket, "kindId", calls`);
  const startsAt = values.push(starts.map((start) => start.toISOString()));
  const bucket = `(width_bucket(bucket, $${startsAt}::timestamptz[]) - 1)::int AS bucket`;
  if (byKey) return tx.$queryRawUnsafe(`SELECT ${bucket}, "group", sum(calls)::float8 AS calls FROM (${sql}) r GROUP BY 1, 2`, ...values);
  const names = [...new Set(groups.values())];
  const kindsAt = values.push([...groups.keys()]);
  const namesAt = values.push([...groups.values()].map((name) => names.indexOf(name)));
  const points: { bucket: number; name: number; calls: number }[] = await tx.$queryRawUnsafe(
    `SELECT ${bucket}, g.name, sum(calls)::float8 AS calls FROM (${sql}) r JOIN unnest($${kindsAt}::int[], $${namesAt}::int[]) AS g(id, name) ON g.id = r."kindId" GROUP BY 1, 2`,
    ...values,
  );
  return points.map(({ bucket, name, calls }) => ({ bucket, group: names[name] ?? "", calls }));
}

/** All keys of which anything was ever counted: found by jumping from one to the next, not by looking at every row. */
export async function everyKey(tx: Transaction, organisationId: string): Promise<string[]> {
  const rows: { keyId: string }[] = await tx.$queryRawUnsafe(
    `WITH RECURSIVE key AS (
       SELECT min("keyId") AS id FROM statistics_day WHERE "organisationId" = $1 AND "keyId" > ''
       UNION ALL SELECT (SELECT min("keyId") FROM statistics_day WHERE "organisationId" = $1 AND "keyId" > key.id) FROM key WHERE key.id IS NOT NULL)
     SELECT id AS "keyId" FROM key WHERE id NOT LIKE '=%'
     UNION SELECT "keyId" FROM statistics_delta WHERE "organisationId" = $1 AND "keyId" > ''`,
    organisationId,
  );
  return rows.map(({ keyId }) => keyId);
}

/** The rows of the segments, and what was counted since the last roll-up: together nothing is missing and nothing is there twice. */
function sourceOf({ organisationId, segments, scope, kindIds, isSummed }: Rows, columns: string): { sql: string; values: unknown[] } {
  const values: unknown[] = [organisationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const ofDelta = scope.kind === "all" ? "" : ` AND "keyId" = ANY(${bind(scope.ids)}::text[])`;
  const ofTier = ` AND "keyId" = ANY(${bind((scope.kind === "all" ? [""] : scope.ids).map((id) => (isSummed ? summaryKey(id) : id)))}::text[])`;
  const kind = kindIds ? ` AND "kindId" = ANY(${bind(kindIds)}::int[])` : "";
  const within = (fromMs: number, untilMs: number) => `bucket >= ${bind(new Date(fromMs).toISOString())}::timestamptz AND bucket < ${bind(new Date(untilMs).toISOString())}::timestamptz`;
  const parts = segments.map(({ tier, fromMs, untilMs }) => `SELECT ${columns} FROM statistics_${tier} WHERE "organisationId" = $1${ofTier} AND ${within(fromMs, untilMs)}${kind}`);
  const [first, last] = [segments[0], segments.at(-1)];
  parts.push(`SELECT ${columns} FROM statistics_delta WHERE "organisationId" = $1${ofDelta} AND ${within(first?.fromMs ?? 0, last?.untilMs ?? 0)}${kind}`);
  return { sql: parts.join("\nUNION ALL "), values };
}

/** Element by element: days and months hold longer numbers than the other tables, and whole arrays would be copied to become alike. */
const elements = (column: string, count: number) => Array.from({ length: count }, (_, at) => `${column}[${at + 1}] AS ${column}${at}`).join(", ");
const sumElements = (column: string, count: number) => `ARRAY[${Array.from({ length: count }, (_, at) => `sum(${column}${at})::float8`).join(", ")}] AS ${column}`;
const measures = `calls, "durationUs", bytes, ${elements("durations", durationSlots)}, ${elements("sizes", sizeSlots)}`;
const sums = `sum(calls)::float8 AS calls, sum("durationUs")::float8 AS "durationUs", sum(bytes)::float8 AS bytes, ${sumElements("durations", durationSlots)}, ${sumElements("sizes", sizeSlots)}`;
