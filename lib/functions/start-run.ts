import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { sendJob, wakeJobs } from "@/lib/core/jobs";
import { runtime } from "@/lib/core/runtime";
import { audit } from "./audit";
import { functionOf, noRun } from "./function-row";
import { mayActWith, type FunctionManager } from "./manage";
import { getRunEvent } from "./runs";
import { isJson, maxCodeBytes, maxWrittenEventBytes } from "./schema";
import { purposes, readable } from "./sealed";
import { storeRun, type NewRun } from "./store-run";
import { previousRun, taskEvent, type PreviousRun } from "./task-event";
import { tell } from "./tell";

/**
 * @property event   what the code is called with: JSON text, or what a run of the function was called with; absent: what a task is called with
 * @property code    what runs; absent: the draft as it is stored
 */
export type RunNow = { event?: string | { runId: string }; isDryRun: boolean; code?: string };

/**
 * Runs a draft at once, published or not, switched on or not.
 * @throws not_found (also the run whose event it is to have), validation_failed (`event`, `code`), forbidden (its API key may do more than the account)
 */
export async function runNow(ctx: FunctionManager, functionId: string, { event, isDryRun, code }: RunNow): Promise<{ runId: string }> {
  const { read } = runtime().database;
  const found = await functionOf(read, ctx, functionId);
  await mayActWith(read, ctx, found.apiKeyId);
  const draft = code ?? found.draft;
  if (Buffer.byteLength(draft) > maxCodeBytes) throw invalid({ field: "code", error: "too_long", description: "must be at most 256 KiB" });
  const asked = event === undefined ? (found.kind === "task" ? await eventNow(ctx, functionId) : "{}") : typeof event === "string" ? written(event) : await getRunEvent(ctx, functionId, event.runId);
  return start(ctx, { functionId, trigger: "manual", code: { draft }, event: asked, isDryRun, isAlone: found.kind === "task" && !isDryRun });
}

/** What a task would be called with if it fell due at this moment. */
async function eventNow({ now }: Context, functionId: string): Promise<string> {
  const [row] = await runtime().database.query<{ previous: PreviousRun | null }>("previous run", `SELECT ${previousRun} AS previous FROM function f WHERE f.id = $1`, [functionId]);
  return taskEvent(now, row?.previous ?? null);
}

/**
 * Runs what ran, the same code with the same input.
 * @throws not_found, also when the input cannot be decrypted any more; forbidden (its API key may do more than the account)
 */
export async function runAgain(ctx: FunctionManager, runId: string): Promise<{ runId: string }> {
  const { read } = runtime().database;
  const found = await read.functionRun.findFirst({ where: { id: runId, organisationId: ctx.organisationId }, include: { function: { select: { kind: true, apiKeyId: true } } } });
  const event = found && readable(found.eventSealed, purposes.event(runId));
  if (!found || event === null) throw noRun();
  await mayActWith(read, ctx, found.function.apiKeyId);
  const { functionId, version, draftCode, isDryRun } = found;
  const code = version === null ? { draft: draftCode ?? "" } : { version };
  return start(ctx, { functionId, trigger: "again", code, event, isDryRun, isAlone: found.function.kind === "task" && !isDryRun });
}

/** Ends a run: one that waits at once, one that is at work within about a second. One that is over stays as it was. @throws not_found */
export async function cancelRun(ctx: Context, runId: string): Promise<void> {
  const [row] = await runtime().database.query<{ functionId: string }>("cancel run", cancelText, [runId, ctx.organisationId, ctx.now]);
  if (!row) throw noRun();
  tell(ctx.organisationId, `functions:${row.functionId}`, `runs:${runId}`);
}

/** @throws validation_failed (`event`) */
function written(event: string): string {
  if (Buffer.byteLength(event) > maxWrittenEventBytes) throw invalid({ field: "event", error: "too_long", description: "must be at most 4 MiB" });
  if (!isJson(event)) throw invalid({ field: "event", error: "invalid_value", description: "must be JSON" });
  return event;
}

async function start(ctx: Context, run: Omit<NewRun, "organisationId" | "at" | "now" | "startedById">): Promise<{ runId: string }> {
  const { organisationId, now } = ctx;
  const runId = await runtime().database.writer.$transaction(async (tx) => {
    const id = await storeRun(tx, { ...run, organisationId, at: now, now, startedById: ctx.actor.kind === "account" ? ctx.actor.id : null });
    await audit(tx, ctx, run.functionId, "run", `${run.trigger} ${id}`);
    await sendJob(runEvent({ runId: id, organisationId, at: now }), tx);
    return id;
  });
  wakeJobs();
  tell(organisationId, `functions:${run.functionId}`);
  return { runId };
}

/** What background work is asked for to have a run executed. @param more  makes it another event than the first about this run */
export function runEvent({ runId, organisationId, at }: { runId: string; organisationId: string; at: Date }, more = ""): RunEvent {
  return { name: "function/run", id: `run:${runId}${more}`, data: { runId, organisationId, at: at.toISOString() } };
}
type RunEvent = { name: string; id: string; data: { runId: string; organisationId: string; at: string } };

const cancelText = `UPDATE function_run
  SET state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END, "endedAt" = CASE state WHEN 'waiting' THEN $3::timestamptz ELSE "endedAt" END, "isCancelling" = (state = 'running')
  WHERE id = $1 AND "organisationId" = $2 RETURNING "functionId"`;
