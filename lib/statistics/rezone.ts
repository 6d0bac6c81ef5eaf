import type { Transaction } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { runtime } from "@/lib/core/runtime";
import { addToTier } from "./add-to-tier";
import { clockOf, type Clock } from "./clock";
import { alone } from "./roll-up";
import type { Tier } from "./tiers";

/**
 * Cuts hours and days anew for organisations whose zone is another one now, as far back as quarters are kept. Days before that stay those of
 * the zone they were counted in; every month is made anew of the days that begin in it.
 * @returns for how many
 */
export async function rezone(): Promise<number> {
  const moved = await runtime().database.read.$queryRaw<Moved[]>`
    SELECT z."organisationId", z.zone AS before, o.timezone AS after FROM statistics_zone z JOIN organisation o ON o.id = z."organisationId" WHERE o.timezone <> z.zone`;
  let done = 0;
  for (const one of moved) {
    const fail = (error: unknown) => log("error", "an organisation's days cannot be cut anew", { organisationId: one.organisationId, detail: String(error) }); // the others are not to wait for it
    if (await alone((tx) => cutAnew(tx, one)).catch(fail)) done++;
  }
  return done;
}

type Moved = { organisationId: string; before: string; after: string };

async function cutAnew(tx: Transaction, { organisationId, before, after }: Moved): Promise<true> {
  const [old, clock] = [clockOf(before), clockOf(after)];
  const kept = await bucketsIn(tx, "quarter", organisationId);
  const oldestMs = kept[0] ?? 0;
  let firstMs = clock.startOf("day", oldestMs);
  while (old.startOf("day", firstMs) < oldestMs) firstMs = clock.nextOf("day", firstMs); // of an earlier day there may have been more, which is gone
  const cutMs = old.startOf("day", firstMs); // the old zone's day that the first new one begins in: what is left of it stays a day of the old zone
  const quarters = kept.filter((at) => at >= cutMs);
  const startOf = (unit: "hour" | "day") => quarters.map((at) => new Date((at < firstMs ? old : clock).startOf(unit, at)).toISOString());
  const places = [organisationId, quarters.map((at) => new Date(at).toISOString())];
  for (const tier of ["hour", "day"] as const) {
    await tx.$executeRawUnsafe(`DELETE FROM statistics_${tier} WHERE "organisationId" = $1 AND bucket >= $2::timestamptz`, organisationId, new Date(cutMs).toISOString());
    const rows = `(SELECT q."organisationId", q."keyId", q."kindId", p.start, q.calls, q."durationUs", q.bytes, q.durations, q.sizes
                     FROM statistics_quarter q JOIN unnest($2::timestamptz[], $3::timestamptz[]) AS p(quarter, start) ON p.quarter = q.bucket WHERE q."organisationId" = $1) r`;
    await tx.$executeRawUnsafe(addToTier(tier, "start", rows), ...places, startOf(tier));
  }
  await sumMonths(tx, organisationId, clock);
  await tx.statisticsZone.update({ where: { organisationId }, data: { zone: after } });
  return true;
}

/** Where anything was counted, in ms, in order. */
async function bucketsIn(tx: Transaction, tier: Tier, organisationId: string): Promise<number[]> {
  const rows = await tx.$queryRawUnsafe<{ bucket: Date }[]>(`SELECT DISTINCT bucket FROM statistics_${tier} WHERE "organisationId" = $1 AND "keyId" = '=' ORDER BY bucket`, organisationId);
  return rows.map(({ bucket }) => bucket.getTime());
}

async function sumMonths(tx: Transaction, organisationId: string, clock: Clock): Promise<void> {
  const days = await bucketsIn(tx, "day", organisationId);
  await tx.$executeRaw`DELETE FROM statistics_month WHERE "organisationId" = ${organisationId}`;
  const rows = `(SELECT d."organisationId", d."keyId", d."kindId", p.month, d.calls, d."durationUs", d.bytes, d.durations, d.sizes
                   FROM statistics_day d JOIN unnest($2::timestamptz[], $3::timestamptz[]) AS p(day, month) ON p.day = d.bucket WHERE d."organisationId" = $1) r`;
  const textOf = (at: number) => new Date(at).toISOString();
  await tx.$executeRawUnsafe(addToTier("month", "month", rows), organisationId, days.map(textOf), days.map((at) => textOf(clock.startOf("month", at)))); // prettier-ignore
}
