import type { Context } from "@/lib/core/context";
import { isVisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { part, runtime } from "@/lib/core/runtime";
import { loadPlan, StoredImport, type Plan } from "./load-plan";
import { checkBatch, LEASE_SECONDS, nextRows, runBatch, Superseded } from "./run-batch";

/**
 * Runs imports in the background of this process. What it knows stands in the database: a process that dies leaves an import whose
 * lease runs out, and whoever looks at it next carries on behind its last commit.
 */
class ImportRunner {
  readonly #running = new Map<string, Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isStopping = false;

  /** Takes the import if nobody has it. Returns at once. */
  start(importId: string): void {
    if (this.#isStopping || this.#running.has(importId)) return;
    const run = this.#run(importId).finally(() => this.#running.delete(importId));
    this.#running.set(importId, run);
  }

  /** Resolves when this process is not at work on the import any more. */
  async settled(importId: string): Promise<void> {
    await this.#running.get(importId);
  }

  /** Does it when every lease of now has run out. */
  later(work: () => void): void {
    this.#timers.add(setTimeout(work, LEASE_SECONDS * 1000 + 1000).unref());
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.allSettled(this.#running.values());
  }

  async #run(importId: string): Promise<void> {
    const runner = newId();
    try {
      if (!(await claim(importId, runner))) return;
      const plan = await loadPlan(importId);
      while (await step(plan, runner)) if (this.#isStopping) return await release(importId, runner);
    } catch (error) {
      if (error instanceof Superseded) return;
      log("error", "an import failed", { importId, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      await fail(importId, runner).catch(() => undefined); // the lease runs out, and the next to look tries again
    }
  }
}

export const importRunner = part("imports", () => new ImportRunner());

/** Carries on with what processes that are gone left behind: at once, and again when the last of their leases has run out. */
export async function resumeImports(): Promise<void> {
  const { read } = runtime().database;
  const unfinished = await read.import.findMany({ where: { state: { in: ["checking", "running"] } }, select: { id: true } });
  const start = () => unfinished.forEach(({ id }) => importRunner().start(id));
  start();
  if (unfinished.length > 0) importRunner().later(start);
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
