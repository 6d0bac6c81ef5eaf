import type { Transaction } from "@/lib/core/db";
import { runtime } from "@/lib/core/runtime";
import { clockOf, type Clock } from "./clock";
import { addTo, alone } from "./roll-up";

/**
 * Cuts hours and days anew for organisations whose zone is another one now, as far back as quarters are kept. Days before that stay those of
 * the zone they were counted in; every month is made anew of the days that begin in it.
 * @returns for how many
 */
export async function rezone(now: Date): Promise<number> {
  const moved = await runtime().database.read.$queryRaw<Moved[]>`
    SELECT z."organisationId", z.zone AS before, o.timezone AS after FROM statistics_zone z JOIN organisation o ON o.id = z."organisationId" WHERE o.timezone <> z.zone`;
  for (const one of moved) await alone((tx) => cutAnew(tx, one, now.getTime()));
  return moved.length;
}

type Moved = { organisationId: string; before: string; after: string };

async function cutAnew(tx: Transaction, { organisationId, before, after }: Moved, nowMs: number): Promise<void> {
  const [old, clock] = [clockOf(before), clockOf(after)];
  const firstMs = clock.nextOf("day", nowMs - (runtime().settings.statisticsKeptDays.quarters - 1) * dayMs);
  const cutMs = old.startOf("day", firstMs); // the old zone's day that the first new one begins in: what is left of it stays a day of the old zone
  const quarters: number[] = [];
  for (let at = cutMs; at < nowMs + dayMs; at += quarterMs) quarters.push(at);
  const startOf = (unit: "hour" | "day") => quarters.map((at) => new Date((at < firstMs ? old : clock).startOf(unit, at)).toISOString());
  const places = [organisationId, quarters.map((at) => new Date(at).toISOString())];
  for (const tier of ["hour", "day"] as const) {
    await tx.$executeRawUnsafe(`DELETE FROM statistics_${tier} WHERE "organisationId" = $1 AND bucket >= $2::timestamptz`, organisationId, new Date(cutMs).toISOString());
    const rows = `(SELECT q."organisationId", q."keyId", q."kindId", p.start, q.calls, q."durationUs", q.bytes, q.durations, q.sizes
                     FROM statistics_quarter q JOIN unnest($2::timestamptz[], $3::timestamptz[]) AS p(quarter, start) ON p.quarter = q.bucket WHERE q."organisationId" = $1) r`;
    await tx.$executeRawUnsafe(addTo(tier, "start", rows), ...places, startOf(tier));
  }
  await sumMonths(tx, organisationId, clock);
  await tx.statisticsZone.update({ where: { organisationId }, data: { zone: after } });
}

async function sumMonths(tx: Transaction, organisationId: string, clock: Clock): Promise<void> {
  const days = await tx.$queryRaw<{ bucket: Date }[]>`SELECT DISTINCT bucket FROM statistics_day WHERE "organisationId" = ${organisationId} AND "keyId" = '='`;
  await tx.$executeRaw`DELETE FROM statistics_month WHERE "organisationId" = ${organisationId}`;
  const rows = `(SELECT d."organisationId", d."keyId", d."kindId", p.month, d.calls, d."durationUs", d.bytes, d.durations, d.sizes
                   FROM statistics_day d JOIN unnest($2::timestamptz[], $3::timestamptz[]) AS p(day, month) ON p.day = d.bucket WHERE d."organisationId" = $1) r`;
  const months = days.map(({ bucket }) => new Date(clock.startOf("month", bucket.getTime())).toISOString());
  await tx.$executeRawUnsafe(addTo("month", "month", rows), organisationId, days.map(({ bucket }) => bucket.toISOString()), months); // prettier-ignore
}

const dayMs = 24 * 3_600_000;
const quarterMs = 15 * 60_000;
