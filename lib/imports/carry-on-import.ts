import type { Context } from "@/lib/core/context";
import { isVisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { JobEvent } from "@/lib/core/jobs";
import { log } from "@/lib/core/log";
import { runtime } from "@/lib/core/runtime";
import { loadPlan, StoredImport, type Plan } from "./load-plan";
import { checkBatch, LEASE_SECONDS, nextRows, runBatch, Superseded } from "./run-batch";

/** What background work is asked for to have an import checked, or its rows brought in. Asked twice, the second finds it taken. */
export function importEvent(importId: string): JobEvent {
  return { name: "import/begun", data: { importId } };
}

/**
 * Carries an import on for a while, if nobody else does. What is known of it stands in the database: a process that dies leaves an import
 * whose lease runs out, and whoever is asked next carries on behind its last commit.
 * @param signal  this process is stopping: it is given back after the batch at work
 * @param sliceMs  for how long, about
 * @returns `more` is left; or it is `over`, for this time; or `taken`: somebody else has it, or there is nothing to do
 */
export async function carryOnImport(importId: string, { signal, sliceMs = Infinity }: { signal?: AbortSignal; sliceMs?: number } = {}): Promise<"more" | "over" | "taken"> {
  const runner = newId();
  const endsAtMs = performance.now() + sliceMs;
  try {
    if (!(await claim(importId, runner))) return "taken";
    const plan = await loadPlan(importId);
    while (await step(plan, runner)) {
      if (!signal?.aborted && performance.now() < endsAtMs) continue;
      await release(importId, runner);
      return "more";
    }
  } catch (error) {
    if (error instanceof Superseded) return "taken";
    log("error", "an import failed", { importId, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    await fail(importId, runner).catch(() => undefined); // the lease runs out, and the next to be asked tries again
  }
  return "over";
}

/** Imports that nobody is at although they are to go on: whoever had them died, or what should have started them was lost. */
export async function abandonedImports(): Promise<string[]> {
  const rows = await runtime().database.read.$queryRaw<{ id: string }[]>`
    SELECT id FROM import WHERE state IN ('checking', 'running') AND (runner IS NULL OR "runnerUntil" < now()) ORDER BY id LIMIT 1000`;
  return rows.map(({ id }) => id);
}

/** One batch. @returns whether there is more */
async function step(plan: Plan, runner: string): Promise<boolean> {
  const found = await runtime().database.read.import.findUnique({ where: { id: plan.id } });
  if (!found || found.runner !== runner) return false;
  const { state } = StoredImport.parse(found);
  if (found.isCancelling) return end(plan.id, runner, state === "running" ? "cancelled" : "mapping");
  const rows = await nextRows(plan.id, found.position);
  if (rows.length === 0) return end(plan.id, runner, state === "running" ? "done" : "checked");
  const batch = state === "running" ? runBatch : checkBatch;
  await patiently(() => batch(contextOf(plan), plan, rows, runner));
  return true;
}

/** A busy database is waited for: an import has time. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isVisitError(error) || error.code !== "unavailable" || tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

function contextOf({ organisationId, accountId }: Plan): Context {
  return { organisationId, actor: accountId ? { kind: "account", id: accountId } : { kind: "system" }, events: { kind: "all" }, now: new Date() };
}

async function claim(importId: string, runner: string): Promise<boolean> {
  const { writer } = runtime().database;
  const taken = await writer.$executeRaw`UPDATE import SET runner = ${runner}, "runnerUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${importId} AND state IN ('checking', 'running') AND (runner IS NULL OR "runnerUntil" < now())`;
  return taken === 1;
}

async function end(importId: string, runner: string, state: string): Promise<false> {
  const { writer } = runtime().database;
  const isOver = state === "done" || state === "cancelled";
  await writer.$transaction(async (tx) => {
    await tx.import.updateMany({
      where: { id: importId, runner },
      data: { state, runner: null, runnerUntil: null, isCancelling: false, ...(isOver && { finishedAt: new Date() }) },
    });
    // What was brought in stands where it belongs; a second copy of it has no use any more.
    if (state === "done") await tx.$executeRaw`UPDATE import_row SET cells = '{}' WHERE "importId" = ${importId} AND fate <> 'refused'`;
  });
  return false;
}

async function release(importId: string, runner: string): Promise<void> {
  await runtime().database.writer.import.updateMany({ where: { id: importId, runner }, data: { runner: null, runnerUntil: null } });
}

async function fail(importId: string, runner: string): Promise<void> {
  await runtime().database.writer.$executeRaw`UPDATE import SET state = CASE state WHEN 'running' THEN 'failed' ELSE 'mapping' END,
    runner = NULL, "runnerUntil" = NULL, "isCancelling" = false, "finishedAt" = now(),
    message = 'Something went wrong on our side behind row ' || position || '. What was done before it stays; try again to carry on.'
    WHERE id = ${importId} AND runner = ${runner}`;
}
