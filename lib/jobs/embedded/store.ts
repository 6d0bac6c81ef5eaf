import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { StepResult } from "./protocol";

/** A piece of work in graphile-worker's queue: carry a run on, begin with a step, or let a schedule strike. */
export type Job =
  | { kind: "advance"; runId: string }
  | { kind: "step"; runId: string; stepId: string }
  | { kind: "wake"; runId: string; stepId: string }
  | { kind: "cron"; functionId: string; cron: string; at: string };

export type Run = { id: string; functionId: string; event: Record<string, unknown>; attempt: number; parentRunId: string | null; parentStepId: string | null };
export type Step = { id: string; kind: "run" | "sleep" | "event" | "invoke"; state: "waiting" | "done" | "failed"; attempt: number; result: string | null };
export type NewRun = { functionId: string; key: string; event: unknown; parentRunId?: string; parentStepId?: string };
export type QueueSpec = { job: Job; runAt?: Date; jobKey?: string };

type Queryable = Pick<pg.ClientBase, "query">;

/** @returns the run with its steps in the order in which they ended; undefined when it is over or unknown */
export async function loadRun(db: Queryable, runId: string): Promise<{ run: Run; steps: Step[] } | undefined> {
  const { rows } = await db.query<{ id: string; functionId: string; event: string; attempt: number; parentRunId: string | null; parentStepId: string | null; steps: Step[] | null }>({
    name: "engine-load",
    text: `SELECT id, "functionId", event, attempt, "parentRunId", "parentStepId",
      (SELECT json_agg(json_build_object('id', s.id, 'kind', s.kind, 'state', s.state, 'attempt', s.attempt, 'result', s.result) ORDER BY s."doneAs") FROM engine_step s WHERE s."runId" = r.id) steps
      FROM engine_run r WHERE id = $1 AND state = 'running'`,
    values: [runId],
  });
  const [row] = rows;
  if (!row) return undefined;
  const { steps, event, ...run } = row;
  return { run: { ...run, event: JSON.parse(event) }, steps: steps ?? [] };
}

/** Locks a run for a change. @returns false when it is over, cancelled meanwhile for instance */
export async function holdRun(db: Queryable, runId: string): Promise<boolean> {
  const { rowCount } = await db.query({ name: "engine-hold", text: `SELECT 1 FROM engine_run WHERE id = $1 AND state = 'running' FOR UPDATE`, values: [runId] });
  return rowCount === 1;
}

/** Starts those runs that are not there yet. */
export async function addRuns(db: Queryable, runs: readonly NewRun[]): Promise<void> {
  if (runs.length === 0) return;
  const column = <K extends keyof NewRun>(name: K) => runs.map((run) => run[name] ?? null);
  const { rows } = await db.query<{ id: string }>({
    name: "engine-add-runs",
    text: `INSERT INTO engine_run (id, "functionId", key, event, "parentRunId", "parentStepId")
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) ON CONFLICT ("functionId", key) DO NOTHING RETURNING id`,
    values: [runs.map(() => randomUUID()), column("functionId"), column("key"), runs.map(({ event }) => JSON.stringify(event)), column("parentRunId"), column("parentStepId")],
  });
  await enqueue(db, rows.map(({ id }) => ({ job: { kind: "advance", runId: id } })));
}

/** Puts work into the queue; what has the key of something pending replaces it, at the pending one's time. */
export async function enqueue(db: Queryable, specs: readonly QueueSpec[]): Promise<void> {
  if (specs.length === 0) return;
  await db.query({
    name: "engine-enqueue",
    text: `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
      SELECT ('job', body::json, NULL, coalesce(run_at, now()), $4, job_key, NULL, NULL)::graphile_worker.job_spec FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS spec(body, run_at, job_key)), true)`,
    values: [specs.map(({ job }) => JSON.stringify(job)), specs.map(({ runAt }) => runAt ?? null), specs.map(({ jobKey }) => jobKey ?? null), attemptsOfTheQueue],
  });
}

/** Notes a step for the first time; one that is noted already stays as it is. @returns whether it was new */
export async function addStep(db: Queryable, runId: string, step: { id: string; kind: Step["kind"]; awaits?: string | undefined; condition?: string | undefined }): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "engine-add-step",
    text: `INSERT INTO engine_step ("runId", id, kind, state, awaits, condition) VALUES ($1, $2, $3, 'waiting', $4, $5) ON CONFLICT DO NOTHING`,
    values: [runId, step.id, step.kind, step.awaits, step.condition],
  });
  return rowCount === 1;
}

/** Ends a step, once. @returns whether this call did */
export async function endStep(db: Queryable, runId: string, stepId: string, result: StepResult): Promise<boolean> {
  const isData = result.type === "data";
  const { rowCount } = await db.query({
    name: "engine-end-step",
    text: `INSERT INTO engine_step AS s ("runId", id, kind, state, result) VALUES ($1, $2, 'run', $3, $4)
      ON CONFLICT ("runId", id) DO UPDATE SET state = EXCLUDED.state, result = EXCLUDED.result, awaits = NULL, "doneAs" = EXCLUDED."doneAs" WHERE s.state = 'waiting'`,
    values: [runId, stepId, isData ? "done" : "failed", JSON.stringify(isData ? (result.data ?? null) : result.error)],
  });
  return rowCount === 1;
}

/** Counts a failed try, of a planned step or of the function itself. */
export async function countAttempt(db: Queryable, runId: string, stepId: string | undefined): Promise<void> {
  if (stepId === undefined) await db.query(`UPDATE engine_run SET attempt = attempt + 1 WHERE id = $1`, [runId]);
  else await db.query(`UPDATE engine_step SET attempt = attempt + 1 WHERE "runId" = $1 AND id = $2`, [runId, stepId]);
}

/** Progress: the next try of the function itself is a first one again. */
export async function forgetAttempts(db: Queryable, run: Run): Promise<void> {
  if (run.attempt > 0) await db.query(`UPDATE engine_run SET attempt = 0 WHERE id = $1`, [run.id]);
}

/** Closes a run. Its steps are of no use any more. */
export async function endRun(db: Queryable, runId: string, state: "completed" | "failed" | "cancelled", output: unknown): Promise<void> {
  await db.query({
    name: "engine-end-run",
    text: `WITH gone AS (DELETE FROM engine_step WHERE "runId" = $1) UPDATE engine_run SET state = $2, output = $3, "endedAt" = now() WHERE id = $1`,
    values: [runId, state, JSON.stringify(output ?? null)],
  });
}

/** Puts an event of the engine's own among those to deliver. */
export async function addEvent(db: Queryable, name: string, body: unknown): Promise<void> {
  await db.query(`INSERT INTO job_event (id, name, data) VALUES ($1, $2, $3)`, [randomUUID(), name, JSON.stringify(body)]);
}

/** How often a job may take its process down with it, or fail for want of the database, before it is given up. */
export const attemptsOfTheQueue = 12;
