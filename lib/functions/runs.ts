import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { noRun, wordOf } from "./function-row";
import { kinds, LogLine, RunCall, RunError, runStates, triggers, type RunCursor, type RunDetails, type RunFilter, type RunProgress, type RunRow } from "./schema";
import { purposes, readable } from "./sealed";
import { namesOf } from "./verbs";

/** Runs, the latest first, 50 at a time. `next`: where the page behind begins; absent at the end. */
export async function listRuns(ctx: Context, { functionId, trigger, outcomes, from, until, cursor }: RunFilter): Promise<{ runs: RunRow[]; next?: RunCursor }> {
  const values: unknown[] = [ctx.organisationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const wanted = [
    `"organisationId" = $1`,
    ...(functionId === undefined ? [] : [`"functionId" = ${bind(functionId)}`]),
    ...(trigger === undefined ? [] : [`trigger = ${bind(trigger)}`]),
    ...(outcomes === undefined || outcomes.length === 0 ? [] : [`state = ANY (${bind(outcomes)})`]),
    ...(from === undefined ? [] : [`"createdAt" >= ${bind(from)}`]),
    ...(until === undefined ? [] : [`"createdAt" < ${bind(until)}`]),
    ...(cursor === undefined ? [] : [`("createdAt", id) < (${bind(cursor.createdAt)}::timestamptz, ${bind(cursor.id)})`]),
  ];
  const text = `SELECT ${shown} FROM function_run WHERE ${wanted.join(" AND ")} ORDER BY "createdAt" DESC, id DESC LIMIT ${pageRows + 1}`;
  const rows = await runtime().database.query<StoredRow>("", text, values); // no name: planned for the filters it comes with
  const page = rows.slice(0, pageRows);
  const people = await namesOf(ctx, page.map(({ startedById }) => startedById));
  const runs = page.map((row) => rowOf(row, people));
  const last = runs.at(-1);
  return { runs, ...(last && rows.length > pageRows && { next: { createdAt: last.createdAt, id: last.id } }) };
}

/** A run as it stands; while it is at work its log is at most about a second old. @throws not_found */
export async function followRun(ctx: Context, runId: string): Promise<RunProgress> {
  const found = await runtime().database.read.functionRun.findFirst({ where: { id: runId, organisationId: ctx.organisationId }, omit: { eventSealed: true, draftCode: true } });
  if (!found) throw noRun();
  return {
    ...rowOf({ ...found, peakMemoryBytes: found.peakMemoryBytes === null ? null : String(found.peakMemoryBytes) }, await namesOf(ctx, [found.startedById])),
    resultText: readable(found.shownSealed ?? found.resultSealed, purposes.result(runId)),
    log: z.array(LogLine).parse(found.log),
    isLogTruncated: found.isLogTruncated,
    calls: z.array(RunCall).parse(found.calls),
    isCancelling: found.isCancelling,
    attempt: found.attempt,
  };
}

/** The same with what never changes of it: what ran, and with what. @throws not_found */
export async function getRun(ctx: Context, runId: string): Promise<RunDetails> {
  const { read } = runtime().database;
  const found = await read.functionRun.findFirst({
    where: { id: runId, organisationId: ctx.organisationId },
    select: { functionId: true, version: true, draftCode: true, eventSealed: true, function: { select: { name: true, kind: true } } },
  });
  if (!found) throw noRun();
  const published = found.version === null ? null : await read.functionVersion.findUnique({ where: { functionId_number: { functionId: found.functionId, number: found.version } } });
  return {
    ...(await followRun(ctx, runId)),
    functionName: found.function.name,
    kind: wordOf(kinds, found.function.kind),
    code: found.draftCode ?? published?.code ?? "",
    eventText: readable(found.eventSealed, purposes.event(runId)),
  };
}

/** What a run of the function was called with, JSON text. @throws not_found, also when it cannot be decrypted any more */
export async function getRunEvent(ctx: Context, functionId: string, runId: string): Promise<string> {
  const found = await runtime().database.read.functionRun.findFirst({ where: { id: runId, functionId, organisationId: ctx.organisationId }, select: { eventSealed: true } });
  const event = found && readable(found.eventSealed, purposes.event(runId));
  if (event === null) throw noRun();
  return event;
}

/** A run of the function as lists show it; undefined when there is none. */
export async function findRun(ctx: Context, functionId: string, runId: string): Promise<RunRow | undefined> {
  const [row] = await runtime().database.query<StoredRow>("function run", `SELECT ${shown} FROM function_run WHERE id = $1 AND "functionId" = $2 AND "organisationId" = $3`, [runId, functionId, ctx.organisationId]);
  return row && rowOf(row, await namesOf(ctx, [row.startedById]));
}

/** @param people  names of accounts by id */
function rowOf(row: StoredRow, people: ReadonlyMap<string, string>): RunRow {
  const { id, functionId, isDryRun, version, at, createdAt, startedAt, endedAt, cpuMs, wallMs, peakMemoryBytes } = row;
  return {
    id,
    functionId,
    trigger: wordOf(triggers, row.trigger),
    isDryRun,
    version,
    state: wordOf(runStates, row.state),
    at,
    createdAt,
    startedAt,
    endedAt,
    cpuMs,
    wallMs,
    peakMemoryBytes: peakMemoryBytes === null ? null : Number(peakMemoryBytes),
    error: row.error === null ? null : RunError.parse(row.error),
    startedBy: people.get(row.startedById ?? "") ?? null,
  };
}

/** `peakMemoryBytes` as text, as pg reads a bigint. */
type StoredRow = Omit<RunRow, "trigger" | "state" | "peakMemoryBytes" | "error" | "startedBy"> & { startedById: string | null; trigger: string; state: string; peakMemoryBytes: string | null; error: unknown };

const shown = `id, "functionId", trigger, "isDryRun", version, state, at, "createdAt", "startedAt", "endedAt", "cpuMs", "wallMs", "peakMemoryBytes", error, "startedById"`;
const pageRows = 50;
