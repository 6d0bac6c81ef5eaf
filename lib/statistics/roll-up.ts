import type { Transaction } from "@/lib/core/db";
import { runtime } from "@/lib/core/runtime";
import { clockOf, type Clock } from "./clock";
import { durationSlots, sizeSlots } from "./histogram";
import { kinds } from "./kinds";
import { summaryKinds } from "./summary";

/**
 * Moves what was counted since the last time into the tables by minute, quarter, hour, day and month, of each key and of the organisation, and there their sums (see `summary.ts`). What a
 * question sees is the same before and after: a delta leaves in the statement in which it is added.
 * @returns how many deltas were moved; 0 also when another process is at it
 */
export async function rollUp(): Promise<number> {
  let moved = 0;
  await kinds().idsOf(summaryKinds);
  for (;;) {
    const count = await alone((tx) => moveSome(tx));
    moved += count ?? 0;
    if (!count) return moved;
  }
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

async function moveSome(tx: Transaction): Promise<number> {
  const [last] = await tx.$queryRaw<{ id: bigint | null }[]>`SELECT max(id) AS id FROM (SELECT id FROM statistics_delta ORDER BY id LIMIT ${atOnce}) first`;
  if (!last?.id) return 0;
  const places = await tx.$queryRaw<Place[]>`
    SELECT d."organisationId", d.quarter, coalesce(z.zone, o.timezone, 'UTC') AS zone, z.zone IS NULL AND o.timezone IS NOT NULL AS "isNew"
      FROM (SELECT DISTINCT "organisationId", date_bin('15 minutes', bucket, 'epoch') AS quarter FROM statistics_delta WHERE id <= ${last.id}) d
      LEFT JOIN statistics_zone z ON z."organisationId" = d."organisationId" LEFT JOIN organisation o ON o.id = d."organisationId"`;
  const starting = places.filter(({ isNew }) => isNew);
  await tx.statisticsZone.createMany({ data: starting.map(({ organisationId, zone }) => ({ organisationId, zone })), skipDuplicates: true });
  const clocks = new Map<string, Clock>();
  for (const { zone } of places) if (!clocks.has(zone)) clocks.set(zone, clockOf(zone));
  const startOf = (unit: "hour" | "day" | "month", { zone, quarter }: Place) => new Date(clocks.get(zone)?.startOf(unit, quarter.getTime()) ?? quarter).toISOString();
  // Only what was looked at is taken: a delta with a lower id may have been committed since.
  return tx.$executeRawUnsafe(
    moveText,
    places.map(({ organisationId }) => organisationId),
    places.map(({ quarter }) => quarter.toISOString()),
    places.map((place) => startOf("hour", place)),
    places.map((place) => startOf("day", place)),
    places.map((place) => startOf("month", place)),
    last.id,
  );
}

const measures = `calls, "durationUs", bytes, durations, sizes`;
const sumElements = (column: string, count: number) => `ARRAY[${Array.from({ length: count }, (_, at) => `sum(${column}[${at + 1}])::int`).join(", ")}]`;
const addElements = (column: string, count: number) => `ARRAY[${Array.from({ length: count }, (_, at) => `had.${column}[${at + 1}] + excluded.${column}[${at + 1}]`).join(", ")}]`;
/** In one order, so that nobody ever waits crosswise. */
export const addTo = (tier: string, bucket: string, rows: string) => `
  INSERT INTO statistics_${tier} AS had ("organisationId", "keyId", bucket, "kindId", ${measures})
  SELECT "organisationId", "keyId", ${bucket}, "kindId", sum(calls)::int, sum("durationUs")::bigint, sum(bytes)::bigint, ${sumElements("durations", durationSlots)}, ${sumElements("sizes", sizeSlots)}
    FROM ${rows} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT ("organisationId", "keyId", bucket, "kindId") DO UPDATE SET calls = had.calls + excluded.calls, "durationUs" = had."durationUs" + excluded."durationUs",
    bytes = had.bytes + excluded.bytes, durations = ${addElements("durations", durationSlots)}, sizes = ${addElements("sizes", sizeSlots)}`;

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
       minutes AS (${addTo("minute", "minute", "counted")}),
       quarters AS (${addTo("quarter", "quarter", "counted")}),
       hours AS (${addTo("hour", "hour", "counted")}),
       days AS (${addTo("day", "day", "counted")}),
       months AS (${addTo("month", "month", "counted")})
  SELECT count(*) FROM taken`;
const atOnce = 20_000;
