import { runtime } from "@/lib/core/runtime";

/** Removes counts and logged calls that were kept long enough. @returns how many rows */
export async function purgeStatistics(now: Date): Promise<number> {
  const { statisticsKeptDays: kept, requestLogDays } = runtime().settings;
  const before = (days: number) => new Date(now.getTime() - days * dayMs - hourMs); // questions may be an hour behind
  let purged = 0;
  for (const [table, column, days] of [
    ["statistics_minute", "bucket", kept.minutes],
    ["statistics_quarter", "bucket", kept.quarters],
    ["statistics_hour", "bucket", kept.quarters],
    ["statistics_day", "bucket", kept.days],
    ["statistics_month", "bucket", kept.days],
    ["logged_call", "at", requestLogDays],
    ["statistics_source", `"flushedAt"`, sourcesKeptDays],
  ] as const) {
    for (let gone = batch; gone === batch; purged += gone) {
      gone = await runtime().database.writer.$executeRawUnsafe(`DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${column} < $1 LIMIT ${batch}))`, before(days));
    }
  }
  return purged;
}

const batch = 5000;
/** After so long without a call a living process makes its journal known again; what a dead one left longer ago than this is found unknown. */
const sourcesKeptDays = 400;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
