import { runtime } from "@/lib/core/runtime";

/** Deletes events and runs of jobs that are over for a day: until then they tell the same event from a new one. @returns how many rows */
export async function purgeEngine(now: Date): Promise<number> {
  const { writer } = runtime().database;
  const before = new Date(now.getTime() - dayMs);
  let purged = 0;
  for (let gone = batch; gone === batch; purged += gone) {
    gone = await writer.$executeRaw`DELETE FROM job_event WHERE id IN (SELECT id FROM job_event WHERE "deliveredAt" < ${before} LIMIT ${batch})`;
  }
  for (let gone = batch; gone === batch; purged += gone) {
    gone = await writer.$executeRaw`DELETE FROM engine_run WHERE id IN (SELECT id FROM engine_run WHERE state <> 'running' AND "endedAt" < ${before} LIMIT ${batch})`;
  }
  return purged;
}

const batch = 5000;
const dayMs = 24 * 3600_000;
