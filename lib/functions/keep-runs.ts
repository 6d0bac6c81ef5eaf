import { runtime } from "@/lib/core/runtime";

/** A run that nobody is at, though its moment has come: the process that had it died, or what should have started it was lost. */
export type StrandedRun = { runId: string; organisationId: string; at: Date; /** begun how many times */ attempt: number };

/**
 * Finds the oldest of them, at most 1,000, to be begun again, and notes that they are: one that only waits for its turn, because there is too
 * much to do, is asked for once in five minutes and not each time. Executing one that is not stranded after all does no harm.
 */
export function findStranded(now: Date): Promise<StrandedRun[]> {
  return runtime().database.query<StrandedRun>("find stranded runs", strandedText, [now]);
}

/** Until when a run that is at work belongs to whoever has it, unless they go on; null when it is over, waits or is gone. */
export async function leaseOf(runId: string): Promise<Date | null> {
  const [row] = await runtime().database.query<{ leaseUntil: Date | null }>("lease of run", `SELECT "leaseUntil" FROM function_run WHERE id = $1 AND state = 'running'`, [runId]);
  return row?.leaseUntil ?? null;
}

/** Deletes runs older than the operator keeps them, a few at a time. @returns how many */
export async function purgeRuns(now: Date): Promise<number> {
  const { database, settings } = runtime();
  const before = new Date(now.getTime() - settings.runsKeptDays * 24 * 3_600_000);
  for (let purged = 0; ; ) {
    const [row] = await database.query<{ count: number }>("purge runs", purgeText, [before]);
    purged += row?.count ?? 0;
    if (!row || row.count < batch) return purged;
  }
}

const batch = 2000;
const strandedText = `WITH stranded AS (
    SELECT id FROM function_run
     WHERE state IN ('waiting', 'running') AND ((state = 'waiting' AND at < $1::timestamptz - interval '30 seconds') OR (state = 'running' AND "leaseUntil" < now()))
       AND ("askedAt" IS NULL OR "askedAt" < "leaseUntil" OR "askedAt" < now() - interval '5 minutes')
     ORDER BY at LIMIT 1000 FOR UPDATE SKIP LOCKED)
  UPDATE function_run r SET "askedAt" = now() FROM stranded WHERE r.id = stranded.id RETURNING r.id AS "runId", r."organisationId", r.at, r.attempt`;
const purgeText = `WITH gone AS (DELETE FROM function_run WHERE id IN (
    SELECT id FROM function_run WHERE "createdAt" < $1 AND state NOT IN ('waiting', 'running') ORDER BY "createdAt" LIMIT ${batch} FOR UPDATE SKIP LOCKED) RETURNING 1)
  SELECT count(*)::int AS count FROM gone`;
