import type pg from "pg";
import { newSecret } from "@/lib/api-keys/secret";
import { addToTier, measures } from "@/lib/statistics/add-to-tier";
import { clockOf } from "@/lib/statistics/clock";
import { durationSlots, sizeSlots } from "@/lib/statistics/histogram";
import { insertKinds } from "@/lib/statistics/kinds";
import { summaryKinds } from "@/lib/statistics/summary";
import { tiers } from "@/lib/statistics/tiers";
import { apiKeyRows } from "@/prisma/seed/api-key";
import { copyRows } from "@/prisma/seed/copy";

export type Place = { organisationId: string; zone: string; now: Date };

export const keyCount = 50;
export const operationCount = 30;
export const keyOf = (at: number) => `key${String(at).padStart(10, "0")}`;
export const operationOf = (at: number) => `op${at}${at % 3 === 0 ? ".list" : ".create"}`;

/** How far back rows are made, in days; a hundred million calls in sixty days, and as many in those before. */
const spanDays = { minute: 2, quarter: 90, hour: 90, day: 3 * 365, month: 3 * 365 };
const perDay = { minute: 1440, quarter: 96, hour: 24, day: 1, month: 1 / 30.44 };
const callsOfDay = 100_000_000 / 60;

/**
 * The rows that such calls leave in three years: each key uses four of the operations, the first keys most; one in four speaks XML, one answer in
 * twenty is an error. The last minute is not rolled up yet. Beside them a request log of a million calls. Their durations do not matter here, only
 * that they are there to be added up.
 * @returns calls of sixty days, and of all
 */
export async function generateUsage(client: pg.Client, { organisationId, zone, now }: Place): Promise<{ calls: number; all: number; rows: number }> {
  await client.query(`INSERT INTO organisation (id, name, timezone) VALUES ($1, 'Bench', $2)`, [organisationId, zone]);
  await client.query(`INSERT INTO statistics_zone VALUES ($1, $2)`, [organisationId, zone]);
  for (let at = 0; at < keyCount; at++) for (const [table, rows] of apiKeyRows(keyOf(at), organisationId, newSecret(), { comments: `Software ${at}` })) await copyRows(client, table, rows);
  const kinds = Array.from({ length: operationCount }, (_, at) => operationOf(at)).flatMap((operation) => ["json", "xml"].flatMap((format) => [2, 4, 5].map((statusClass) => ({ operation, isWrite: operation.endsWith(".create"), format, origin: "outside", statusClass })))); // prettier-ignore
  await client.query(insertKinds, [JSON.stringify([...kinds, ...summaryKinds])]);
  await client.query(`CREATE TEMP TABLE habit AS SELECT key.at, k.id AS "kindId", 1.0 / (key.at + 3) * (CASE k."statusClass" WHEN 2 THEN 0.95 WHEN 4 THEN 0.045 ELSE 0.005 END) AS share
    FROM generate_series(0, ${keyCount - 1}) key(at) CROSS JOIN generate_series(0, 3) habit(at)
    JOIN statistics_kind k ON k.operation LIKE 'op' || (key.at * 7 + habit.at * 5) % ${operationCount} || '.%' AND k.format = CASE WHEN key.at % 4 = 0 THEN 'xml' ELSE 'json' END`);
  await client.query(`UPDATE habit SET share = share / (SELECT sum(share) FROM habit)`);
  let rows = 0;
  for (const tier of tiers) rows += await fill(client, { organisationId, zone, now }, tier);
  await leaveMinute(client, organisationId, now);
  await client.query(
    `INSERT INTO logged_call ("organisationId", at, id, "keyId", method, path, operation, format, origin, status, "durationUs", bytes, address)
     SELECT $1, $2::timestamptz - n * interval '2.5 seconds', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'key' || lpad((n % ${keyCount})::text, 10, '0'), 'GET', '/visitors/' || n, 'op0.list', 'json', 'outside', CASE WHEN n % 20 = 11 THEN 404 ELSE 200 END, 8000, 20000, '192.0.2.' || n % 200
       FROM generate_series(1, 1000000) n`,
    [organisationId, now.toISOString()],
  );
  await client.query("VACUUM ANALYZE");
  const { rows: sums } = await client.query<{ calls: string; all: string }>(`SELECT sum(calls) FILTER (WHERE bucket > $2::timestamptz - interval '60 days') AS calls, sum(calls) AS all FROM statistics_day WHERE "organisationId" = $1 AND "keyId" = ''`, [organisationId, now.toISOString()]);
  return { calls: Number(sums[0]?.calls), all: Number(sums[0]?.all), rows };
}

/** Histograms of so many calls. */
const spread = (slots: number) => `ARRAY[${Array.from({ length: slots }, (_, at) => (at === 3 ? "n.calls / 2" : at === 4 ? "n.calls / 3" : at === 6 ? "n.calls - n.calls / 2 - n.calls / 3" : "0")).join(", ")}]`;
const ofCalls = `n.calls, n.calls * 8000::bigint, n.calls * 20000::bigint, ${spread(durationSlots)}, ${spread(sizeSlots)}`;

async function fill(client: pg.Client, { organisationId, zone, now }: Place, tier: (typeof tiers)[number]): Promise<number> {
  const clock = clockOf(zone);
  const starts: string[] = [];
  for (let at = clock.startOf(tier, now.getTime() - spanDays[tier] * 86_400_000); at < now.getTime(); at = clock.nextOf(tier, at)) starts.push(new Date(at).toISOString());
  const ofKeys = await client.query(
    `INSERT INTO statistics_${tier} ("organisationId", "keyId", bucket, "kindId", ${measures})
     SELECT $1, 'key' || lpad(h.at::text, 10, '0'), s.start, h."kindId", ${ofCalls}
       FROM unnest($2::timestamptz[]) s(start) CROSS JOIN habit h CROSS JOIN LATERAL (SELECT (${callsOfDay / perDay[tier]} * h.share + random() - 0.5)::int AS calls) n WHERE n.calls > 0`,
    [organisationId, starts],
  );
  const total = await client.query(addToTier(tier, "bucket", `(SELECT "organisationId", '' AS "keyId", bucket, "kindId", ${measures} FROM statistics_${tier} WHERE "organisationId" = $1) r`), [organisationId]);
  const summed = await client.query(
    addToTier(tier, "bucket", `(SELECT t."organisationId", '=' || t."keyId" AS "keyId", t.bucket, s.id AS "kindId", t.calls, t."durationUs", t.bytes, t.durations, t.sizes FROM statistics_${tier} t JOIN statistics_kind k ON k.id = t."kindId"
       JOIN statistics_kind s ON s.operation = '*' AND s.origin = k.origin AND s."statusClass" = k."statusClass" WHERE t."organisationId" = $1) r`),
    [organisationId],
  );
  return (ofKeys.rowCount ?? 0) + (total.rowCount ?? 0) + (summed.rowCount ?? 0);
}

/** What two processes have flushed since the last roll-up, each second the keys and kinds that were used in it. */
async function leaveMinute(client: pg.Client, organisationId: string, now: Date): Promise<void> {
  await client.query(
    `INSERT INTO statistics_delta ("organisationId", "keyId", bucket, "kindId", ${measures})
     SELECT $1, 'key' || lpad(h.at::text, 10, '0'), date_trunc('minute', $2::timestamptz - flush * interval '0.5 seconds'), h."kindId", ${ofCalls}
       FROM generate_series(1, 120) flush CROSS JOIN habit h CROSS JOIN LATERAL (SELECT (${callsOfDay / 86_400 / 2} * h.share + random() - 0.5)::int AS calls) n WHERE n.calls > 0`,
    [organisationId, now.toISOString()],
  );
}
