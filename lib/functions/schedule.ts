import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { scheduleOf } from "./function-row";
import { nextRun } from "./schedule-times";
import { previousRun, taskEvent, type PreviousRun } from "./task-event";
import { purposes, seal } from "./sealed";
import { tell } from "./tell";

/** A run that the schedule gave rise to, to be executed at `at`. */
export type DueRun = { runId: string; functionId: string; organisationId: string; at: Date };

/**
 * Claims what falls due before the next tick, and stores a run of each. The row of the function is the truth: of processes that
 * claim at once each run is claimed by one. A task whose run is not over yet is passed over, and catches up when it is; after an
 * outage, too, there is one run and not one for each that was missed.
 * @param aheadMs  until when the next tick is sure to come
 */
export async function claimDueTasks(now: Date, aheadMs = 60_000): Promise<DueRun[]> {
  const claimed: DueRun[] = [];
  for (;;) {
    const due = await runtime().database.query<DueFunction>("due tasks", dueText, [new Date(now.getTime() + aheadMs), batch]);
    const some = due.length === 0 ? [] : await claim(due, now);
    claimed.push(...some);
    // What others claimed meanwhile is due no more; when nothing could be claimed of a full batch, the next tick goes on.
    if (due.length < batch || some.length === 0) break;
  }
  for (const { organisationId, functionId } of claimed) tell(organisationId, `functions:${functionId}`);
  return claimed;
}

async function claim(due: readonly DueFunction[], now: Date): Promise<DueRun[]> {
  const rows = due.flatMap((found) => {
    const schedule = scheduleOf(found);
    if (!schedule) return [];
    const runId = newId();
    const at = found.nextRunAt > now ? found.nextRunAt : now;
    const event = seal(taskEvent(at, found.previous), purposes.event(runId));
    return [{ functionId: found.id, slot: found.nextRunAt, next: nextRun(schedule, at, found.id), runId, at, event }];
  });
  return runtime().database.query<DueRun>("claim due tasks", claimText, [JSON.stringify(rows), now]);
}

type DueFunction = { id: string; kind: string; everyMinutes: number | null; dailyAt: string | null; zone: string | null; nextRunAt: Date; previous: PreviousRun | null };

const batch = 1000;
const isDue = `f.state = 'active' AND f.kind = 'task' AND f."publishedVersion" IS NOT NULL
  AND NOT EXISTS (SELECT FROM function_run r WHERE r."functionId" = f.id AND r.state IN ('waiting', 'running') AND r.trigger = 'schedule')`;
const dueText = `SELECT f.id, f.kind, f."everyMinutes", f."dailyAt", f.zone, f."nextRunAt", ${previousRun} AS previous FROM function f
  WHERE f."nextRunAt" <= $1 AND ${isDue} ORDER BY f."nextRunAt", f.id LIMIT $2`;
/** `slot` is what was read: who finds it moved comes too late. Rows are locked in the order of their ids. */
const claimText = `
  WITH due AS (SELECT * FROM json_to_recordset($1::json) AS d("functionId" text, slot timestamptz, next timestamptz, "runId" text, at timestamptz, event text)),
       held AS (SELECT f.id FROM function f JOIN due ON due."functionId" = f.id WHERE f."nextRunAt" = due.slot AND f.state = 'active' ORDER BY f.id FOR NO KEY UPDATE OF f),
       moved AS (UPDATE function f SET "nextRunAt" = due.next FROM due, held WHERE f.id = held.id AND f.id = due."functionId" AND f."nextRunAt" = due.slot
                 RETURNING f.id, f."organisationId", f."publishedVersion")
  INSERT INTO function_run (id, "organisationId", "functionId", trigger, "isAlone", slot, version, at, "createdAt", "eventSealed")
  SELECT due."runId", moved."organisationId", moved.id, 'schedule', true, due.slot, moved."publishedVersion", due.at, $2, due.event
    FROM due JOIN moved ON moved.id = due."functionId"
  ON CONFLICT DO NOTHING
  RETURNING id AS "runId", "functionId", "organisationId", at`;
