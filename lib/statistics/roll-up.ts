import type { Transaction } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { runtime } from "@/lib/core/runtime";
import { Prisma } from "@/lib/generated/prisma/client";
import { addToTier, measures } from "./add-to-tier";
import { clockOf, type Clock } from "./clock";
import { kinds } from "./kinds";
import { summaryKinds } from "./summary";

/**
 * Moves what was counted since the last time into the tables by minute, quarter, hour, day and month, of each key and of the organisation, and there their sums (see `summary.ts`). What a
 * question sees is the same before and after: a delta leaves in the statement in which it is added. An organisation whose counts cannot be moved
 * does not keep those of the others.
 * @returns how many deltas were moved; 0 also when another process is at it
 */
export async function rollUp(): Promise<number> {
  await kinds().idsOf(summaryKinds);
  try {
    return await move();
  } catch (error) {
    log("warn", "counts could not be rolled up together", { detail: String(error) });
    return moveEach();
  }
}

/** As long as there is something. @param organisationId  absent: of all */
async function move(organisationId?: string): Promise<number> {
  for (let moved = 0; ; ) {
    const count = await alone((tx) => moveSome(tx, organisationId));
    moved += count ?? 0;
    if (!count) return moved;
  }
}

async function moveEach(): Promise<number> {
  let moved = 0;
  const organisations = await runtime().database.read.$queryRaw<{ id: string }[]>`SELECT DISTINCT "organisationId" AS id FROM statistics_delta`;
  for (const { id: organisationId } of organisations) {
    const fail = (error: unknown): number => (log("error", "an organisation's counts cannot be rolled up", { organisationId, detail: String(error) }), 0);
    moved += await move(organisationId).catch(fail);
  }
  return moved;
}

/** Runs under the lock of everything that changes the tiers; undefined when somebody else has it. */
export async function alone<T>(work: (tx: Transaction) => Promise<T>): Promise<T | undefined> {
  return runtime().database.writer.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended('visit statistics', 0)) AS "isOurs"`;
      return lock?.isOurs ? work(tx) : undefined;
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}

type Place = { organisationId: string; quarter: Date; zone: string; isNew: boolean };

async function moveSome(tx: Transaction, organisationId: string | undefined): Promise<number> {
  const whose = organisationId === undefined ? Prisma.empty : Prisma.sql`WHERE "organisationId" = ${organisationId}`;
  const [last] = await tx.$queryRaw<{ id: bigint | null }[]>`SELECT max(id) AS id FROM (SELECT id FROM statistics_delta ${whose} ORDER BY id LIMIT ${atOnce}) first`;
  if (!last?.id) return 0;
  const places = await tx.$queryRaw<Place[]>`
    SELECT d."organisationId", d.quarter, coalesce(z.zone, o.timezone, 'UTC') AS zone, z.zone IS NULL AND o.timezone IS NOT NULL AS "isNew"
      FROM (SELECT DISTINCT "organisationId", date_bin('15 minutes', bucket, 'epoch') AS quarter FROM (SELECT * FROM statistics_delta ${whose}) own WHERE id <= ${last.id}) d
      LEFT JOIN statistics_zone z ON z."organisationId" = d."organisationId" LEFT JOIN organisation o ON o.id = d."organisationId"`;
  const starting = places.filter(({ isNew }) => isNew);
  await tx.statisticsZone.createMany({ data: starting.map(({ organisationId, zone }) => ({ organisationId, zone })), skipDuplicates: true });
  const clocks = new Map<string, Clock>();
  for (const { zone } of places) if (!clocks.has(zone)) clocks.set(zone, clockOf(zone));
  const startOf = (unit: "hour" | "day" | "month", { zone, quarter }: Place) => new Date(clocks.get(zone)?.startOf(unit, quarter.getTime()) ?? quarter).toISOString();
  // Only what was looked at is taken: a delta with a lower id may have been committed since.
  const [done] = await tx.$queryRawUnsafe<{ moved: number }[]>(
    moveText,
    places.map(({ organisationId }) => organisationId),
    places.map(({ quarter }) => quarter.toISOString()),
    places.map((place) => startOf("hour", place)),
    places.map((place) => startOf("day", place)),
    places.map((place) => startOf("month", place)),
    last.id,
  );
  return done?.moved ?? 0;
}

const places = `minute, quarter, hour, day, month, ${measures}`;
const moveText = `
  WITH place AS (SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[]) AS p("organisationId", quarter, hour, day, month)),
       taken AS (DELETE FROM statistics_delta d USING place p
                  WHERE d.id <= $6::bigint AND d."organisationId" = p."organisationId" AND date_bin('15 minutes', d.bucket, 'epoch') = p.quarter
                 RETURNING d."organisationId", d."keyId", d."kindId", d.bucket AS minute, p.quarter, p.hour, p.day, p.month, ${measures}),
       summed AS (SELECT t.*, s.id AS "summaryId" FROM taken t JOIN statistics_kind k ON k.id = t."kindId"
                    JOIN statistics_kind s ON s.operation = '*' AND s.origin = k.origin AND s."statusClass" = k."statusClass"),
       counted AS (SELECT "organisationId", "keyId", "kindId", ${places} FROM taken WHERE "keyId" <> ''
                   UNION ALL SELECT "organisationId", '', "kindId", ${places} FROM taken
                   UNION ALL SELECT "organisationId", '=' || "keyId", "summaryId", ${places} FROM summed WHERE "keyId" <> ''
                   UNION ALL SELECT "organisationId", '=', "summaryId", ${places} FROM summed),
       minutes AS (${addToTier("minute", "minute", "counted")}),
       quarters AS (${addToTier("quarter", "quarter", "counted")}),
       hours AS (${addToTier("hour", "hour", "counted")}),
       days AS (${addToTier("day", "day", "counted")}),
       months AS (${addToTier("month", "month", "counted")})
  SELECT count(*)::int AS moved FROM taken`;
const atOnce = 20_000;
