import type { Context } from "@/lib/core/context";
import { toVisitError, type Transaction } from "@/lib/core/db";
import { runtime } from "@/lib/core/runtime";
import { clockOf } from "./clock";
import { matches, totalsOf, type KindSums } from "./figures";
import { keyLabels } from "./key-labels";
import { type KnownKind } from "./kinds";
import type { KeptDays } from "./question";
import { everyKey, sumByKey, sumByKind, sumOverTime, type KeyScope, type Rows } from "./read-counts";
import { mostKeys, type Answer, type KeyFigures, type OperationFigures, type Question, type Totals } from "./schema";
import { seriesOf, type Grouping } from "./series";
import { canSummarise } from "./summary";
import { bucketsOf, segmentsOf, tiers, tiersFor, widened } from "./tiers";

/** How long the counts of this server are kept. */
export function keptDays(): KeptDays {
  return runtime().settings.statisticsKeptDays;
}

/** Everything that the counts say to a question: one snapshot, so that its parts add up. */
export async function readStatistics(ctx: Context, question: Question): Promise<Answer> {
  const found = await inSnapshot((tx) => lookUp(tx, ctx, question));
  const labelOf = await keyLabels(ctx, [...new Set([...found.keys.flatMap(({ keyId }) => keyId ?? []), ...question.keys])]);
  const { grouping, points, ...rest } = found;
  const keys = found.keys.map((key) => ({ ...key, label: key.keyId === null ? "No key" : labelOf(key.keyId) }));
  return { ...rest, keys, series: seriesOf(grouping, points, found.buckets.length, labelOf) };
}

/** @throws unavailable when the database has no time */
async function inSnapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await runtime().database.read.$transaction(work, { isolationLevel: "RepeatableRead", timeout: 15_000 });
  } catch (error) {
    throw toVisitError(error);
  }
}

async function lookUp(tx: Transaction, ctx: Context, question: Question) {
  await tx.$executeRaw`SET LOCAL jit = off`; // it would take longer to begin than the answer takes
  const known = new Map((await tx.statisticsKind.findMany()).map((kind): [number, KnownKind] => [kind.id, kind]));
  const { resolution, split } = question;
  const zone = await zoneOf(tx, ctx.organisationId);
  const clock = clockOf(zone);
  const nowMs = ctx.now.getTime();
  const span = widened({ fromMs: question.from.getTime(), untilMs: question.until.getTime() }, nowMs, keptDays(), clock);
  const buckets = bucketsOf(span, resolution, zone);
  // What lies ahead is empty: the last part of a span that ends now is this month so far, one row instead of many of hours and minutes.
  const read = span.untilMs < nowMs ? span : { ...span, untilMs: clock.nextOf("month", nowMs) };
  const matching = [...known.values()].filter((kind) => matches(kind, question.types)); // sums too, where status and origin are all that is asked
  const isPlain = canSummarise(question.types);
  const { organisationId } = ctx;
  const isSomeKeys = question.keys.length > 0;
  const scope: KeyScope = isSomeKeys ? { kind: "some", ids: question.keys } : { kind: "all" };
  const rows: Rows = { organisationId, scope, segments: segmentsOf(read, tiers, clock), kindIds: matching.length === known.size ? undefined : matching.map(({ id }) => id), isSummed: false };
  const withKind = <T extends { kindId: number }>(sums: readonly T[]) => sums.flatMap((one) => { const kind = known.get(one.kindId); return kind ? [{ ...one, kind }] : []; }); // prettier-ignore

  // Of chosen keys what is read key by key says all; the organisation's rows are fewer than those of all its keys.
  const byKey = withKind(await sumByKey(tx, { ...rows, isSummed: isPlain && !isSomeKeys, scope: { kind: "each", ids: isSomeKeys ? question.keys : await everyKey(tx, organisationId) } }));
  const byKind = isSomeKeys ? byKey : withKind(await sumByKind(tx, rows));
  const totals = totalsOf(byKind);
  const operations = operationsOf(byKind);
  const keys = keysOf(byKey, isSomeKeys ? undefined : totals);
  const grouping = groupingOf(split, matching, operations, keys, isSomeKeys);
  const timed: Rows = { ...rows, segments: segmentsOf(read, tiersFor(resolution), clock), isSummed: isPlain && (split === "status" || split === "key") };
  const starts = buckets.map(({ start }) => start);
  const points = await sumOverTime(tx, timed, starts, grouping.kindGroups);
  if (grouping.keyIds) points.push(...(await sumOverTime(tx, { ...timed, scope: { kind: "each", ids: grouping.keyIds } }, starts, "key")));

  const before = await sumBefore(tx, { ...rows, isSummed: isPlain }, span, nowMs, clockOf(zone), withKind);
  return { zone, resolution, split, from: new Date(span.fromMs), until: new Date(span.untilMs), buckets, totals, before, operations, keys: keys.slice(0, mostKeys), grouping, points };
}

/** The span of the same length before; null where not all of it is kept. */
async function sumBefore(tx: Transaction, rows: Rows, { fromMs, untilMs }: { fromMs: number; untilMs: number }, nowMs: number, clock: ReturnType<typeof clockOf>, withKind: (sums: Awaited<ReturnType<typeof sumByKind>>) => KindSums[]): Promise<Totals | null> {
  const kept = keptDays();
  const earlier = widened({ fromMs: fromMs - (untilMs - fromMs), untilMs: fromMs }, nowMs, kept, clock);
  if (nowMs - earlier.fromMs > kept.days * dayMs) return null;
  return totalsOf(withKind(await sumByKind(tx, { ...rows, segments: segmentsOf(earlier, tiers, clock) })));
}

/** By whose clocks the organisation's hours and days were cut: its own, but for a minute after these were changed. */
async function zoneOf(tx: Transaction, organisationId: string): Promise<string> {
  const stored = await tx.statisticsZone.findUnique({ where: { organisationId } });
  return stored?.zone ?? (await tx.organisation.findUniqueOrThrow({ where: { id: organisationId }, select: { timezone: true } })).timezone;
}

function operationsOf(byKind: readonly KindSums[]): OperationFigures[] {
  const names = [...new Set(byKind.map(({ kind }) => kind.operation))];
  const figures = names.map((operation) => ({ operation, ...totalsOf(byKind.filter(({ kind }) => kind.operation === operation)) }));
  return figures.sort((one, other) => (other.p95Ms ?? 0) - (one.p95Ms ?? 0));
}

/** @param all  of calls with and without a key */
function keysOf(byKey: readonly (KindSums & { keyId: string })[], all: Totals | undefined): Omit<KeyFigures, "label">[] {
  const rows = new Map<string, KindSums[]>();
  for (const row of byKey) rows.set(row.keyId, [...(rows.get(row.keyId) ?? []), row]);
  const figures: Omit<KeyFigures, "label">[] = [...rows].map(([keyId, own]) => ({ keyId, ...totalsOf(own) }));
  const sum = (name: "calls" | "errors" | "serverErrors" | "bytes" | "byFunctions") => (all?.[name] ?? 0) - figures.reduce((so, key) => so + key[name], 0);
  const calls = sum("calls");
  if (calls > 0) figures.push({ keyId: null, calls, errors: sum("errors"), serverErrors: sum("serverErrors"), errorRate: sum("errors") / calls, bytes: sum("bytes"), p95Bytes: null, byFunctions: sum("byFunctions"), averageMs: null, p50Ms: null, p95Ms: null, p99Ms: null });
  return figures.sort((one, other) => other.calls - one.calls);
}

function groupingOf(split: Question["split"], wanted: readonly KnownKind[], operations: readonly OperationFigures[], keys: readonly { keyId: string | null }[], isSomeKeys: boolean): Grouping {
  if (split === "key") {
    const keyIds = keys.flatMap(({ keyId }) => keyId ?? []).slice(0, mostSeries);
    return { split, order: keyIds, keyIds, hasRest: !isSomeKeys || keys.length > mostSeries, kindGroups: new Map(wanted.map(({ id }) => [id, "all"])) };
  }
  if (split === "operation") {
    const order = operations.toSorted((one, other) => other.calls - one.calls).slice(0, mostSeries).map(({ operation }) => operation); // prettier-ignore
    return { split, order, hasRest: operations.length > mostSeries, kindGroups: new Map(wanted.map(({ id, operation }) => [id, order.includes(operation) ? operation : "other"])) };
  }
  const groupOf = (kind: KnownKind) => (split === "status" ? `${kind.statusClass}xx` : kind.format);
  return { split, order: split === "status" ? ["2xx", "3xx", "4xx", "5xx"] : ["json", "xml", "ndjson", "csv", "other"], hasRest: false, kindGroups: new Map(wanted.map((kind) => [kind.id, groupOf(kind)])) };
}

/** Calls of each key in each of the last 24 hours, the oldest first. Keys without any are left out. */
export async function readKeyLines(ctx: Context): Promise<Map<string, number[]>> {
  const hourMs = 3_600_000;
  const nowMs = ctx.now.getTime();
  const untilMs = Math.floor(nowMs / hourMs + 1) * hourMs;
  const fromMs = untilMs - 24 * hourMs;
  const starts = Array.from({ length: 24 }, (_, at) => new Date(fromMs + at * hourMs));
  const points = await inSnapshot(async (tx) => {
    const ids = await everyKey(tx, ctx.organisationId);
    return sumOverTime(tx, { organisationId: ctx.organisationId, segments: [{ tier: "quarter", fromMs, untilMs }], scope: { kind: "each", ids }, kindIds: undefined, isSummed: true }, starts, "key");
  });
  const lines = new Map<string, number[]>();
  for (const { bucket, group, calls } of points) {
    const line = lines.get(group) ?? new Array<number>(24).fill(0);
    line[bucket] = calls;
    lines.set(group, line);
  }
  return lines;
}

export type TypeOption = { group: "Resource" | "Operation" | "Access" | "Format" | "Status" | "Origin"; value: string; label: string };

/** What calls can be chosen by. @param operations  of the API; calls of endpoint functions come besides */
export function typeOptions(operations: readonly { id: string }[]): TypeOption[] {
  const ids = [...operations.map(({ id }) => id), "functions.call"];
  const of = (group: TypeOption["group"], sort: string, values: readonly (readonly [value: string, label: string])[]) => values.map(([value, label]) => ({ group, value: `${sort}:${value}`, label }));
  const resources = [...new Set(ids.map((id) => id.split(".", 1)[0] ?? ""))];
  return [
    ...of("Resource", "resource", resources.map((name) => [name, name])), // prettier-ignore
    ...of("Operation", "operation", ids.map((id) => [id, id])), // prettier-ignore
    ...of("Access", "access", [["read", "Read"], ["write", "Write"]]), // prettier-ignore
    ...of("Format", "format", [["json", "JSON"], ["xml", "XML"], ["ndjson", "NDJSON"], ["csv", "CSV"], ["other", "Other"]]), // prettier-ignore
    ...of("Status", "status", [["2xx", "2xx – done"], ["3xx", "3xx – not modified"], ["4xx", "4xx – refused"], ["5xx", "5xx – failed"]]), // prettier-ignore
    ...of("Origin", "origin", [["outside", "From outside"], ["function", "By functions"]]), // prettier-ignore
  ];
}

const mostSeries = 8;
const dayMs = 24 * 3_600_000;
