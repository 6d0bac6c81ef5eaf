import { runtime } from "@/lib/core/runtime";

/** Removes counts and logged calls that were kept long enough; where that fails, the other tables have it done all the same. @returns how many rows @throws what failed */
export async function purgeStatistics(now: Date): Promise<number> {
  const { statisticsKeptDays: kept, requestLogDays } = runtime().settings;
  const before = (days: number) => new Date(now.getTime() - days * dayMs - hourMs); // questions may be an hour behind
  const failed: unknown[] = [];
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
    await purge(table, column, before(days)).then((gone) => (purged += gone), (error: unknown) => failed.push(error)); // prettier-ignore
  }
  if (failed.length > 0) throw failed[0];
  return purged;
}

async function purge(table: string, column: string, before: Date): Promise<number> {
  for (let purged = 0; ; ) {
    const gone = await runtime().database.writer.$executeRawUnsafe(`DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${column} < $1 LIMIT ${batch}))`, before);
    purged += gone;
    if (gone < batch) return purged;
  }
}

const batch = 5000;
/** After so long without a call a living process makes its journal known again; what a dead one left longer ago than this is found unknown. */
const sourcesKeptDays = 400;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
