import autocannon from "autocannon";
import type pg from "pg";
import type { Context } from "@/lib/core/context";
import { readSettings } from "@/lib/core/env.mjs";
import { startRuntime } from "@/lib/core/runtime";
import { clockOf } from "@/lib/statistics/clock";
import { durationSlots, sizeSlots } from "@/lib/statistics/histogram";
import { listLoggedCalls, logFilterIn } from "@/lib/statistics/request-log";
import type { Question } from "@/lib/statistics/schema";
import { summaryKinds } from "@/lib/statistics/summary";
import { readKeyLines, readStatistics } from "@/lib/statistics/verbs";
import { ServerProcess } from "@/proof/server-process";
import { cpuSeconds } from "./cpu";
import type { BenchStage } from "./stage";
import { median } from "./throughput";

/** Questions to the counts of 100 million calls, and what counting costs a list. */
export async function benchStatistics(stage: BenchStage): Promise<void> {
  await benchCounting(stage); // first: the other leaves the database with much to tidy up
  await benchQuestions(stage);
}

const days = 60;
const zone = "Europe/Amsterdam";
const now = new Date("2026-11-23T13:37:00Z");

export async function benchQuestions({ client, databaseUrl }: Pick<BenchStage, "client" | "databaseUrl">): Promise<void> {
  const organisationId = "bench00000000";
  const generated = await generate(client, organisationId);
  const { stop } = startRuntime(readSettings({ DATABASE_URL: databaseUrl, VISIT_SECRET: "0".repeat(64) }));
  try {
    const ctx: Context = { organisationId, actor: { kind: "system" }, events: { kind: "all" }, now };
    console.log(`\nQuestions to ${generated.calls.toLocaleString("en-GB")} calls of ${days} days, ${keyCount} keys, ${operationCount} operations (${generated.rows.toLocaleString("en-GB")} rows), ms on the server: p50 and p95 of 20`);
    let worst = 0;
    const show = async (what: string, work: () => Promise<unknown>) => {
      const times: number[] = [];
      for (let round = 0; round < 22; round++) {
        const started = performance.now();
        await work();
        if (round > 1) times.push(performance.now() - started);
      }
      times.sort((left, right) => left - right);
      worst = Math.max(worst, times[18] ?? 0);
      console.log(`  ${what.padEnd(58)}${(times[10] ?? 0).toFixed(1).padStart(7)}${(times[18] ?? 0).toFixed(1).padStart(8)}`);
    };
    for (const { what, hours, ...more } of questions) {
      const question: Question = { types: [], keys: [], split: "status", resolution: "day", ...more, from: new Date(now.getTime() - hours * 3_600_000), until: now };
      await show(what, () => readStatistics(ctx, question));
    }
    await show("API keys page: each key's last 24 hours", () => readKeyLines(ctx));
    console.log(`  slowest p95: ${worst.toFixed(1)} ms   goal 100: ${worst <= 100 ? "reached" : "missed"}`);
    const found = async (query: string) => listLoggedCalls(ctx, logFilterIn(new URLSearchParams(query), zone));
    await show("request log of 1,000,000 calls: newest", () => found(""));
    await show("request log: errors of one key", () => found("status=error&key=key0000000011"));
    await show("request log: one request id", () => found("request=00000000-0000-4000-8000-000000012345"));
    await show("request log: a path that is rare", () => found("path=/visitors/77777"));
  } finally {
    await stop();
  }
}

const keyCount = 50;
const operationCount = 30;
const keyOf = (at: number) => `key${String(at).padStart(10, "0")}`;
const questions: readonly ({ what: string; hours: number } & Partial<Question>)[] = [
  { what: "last hour by minute", hours: 1, resolution: "minute" },
  { what: "6 hours by minute, by key", hours: 6, resolution: "minute", split: "key" },
  { what: "24 hours by hour", hours: 24, resolution: "hour" },
  { what: "24 hours by hour, by operation", hours: 24, resolution: "hour", split: "operation" },
  { what: "7 days by hour, by key", hours: 7 * 24, resolution: "hour", split: "key" },
  { what: "16 days by hour, by status", hours: 16 * 24, resolution: "hour" },
  { what: "16 days by hour, by key", hours: 16 * 24, resolution: "hour", split: "key" },
  { what: "30 days by day, by operation", hours: 30 * 24, split: "operation" },
  { what: "60 days by day, by status", hours: 60 * 24 },
  { what: "60 days by day, by key", hours: 60 * 24, split: "key" },
  { what: "60 days by week, ten keys", hours: 60 * 24, resolution: "week", split: "key", keys: Array.from({ length: 10 }, (_, at) => keyOf(at)) },
  { what: "60 days by day, all fifty keys chosen", hours: 60 * 24, keys: Array.from({ length: keyCount }, (_, at) => keyOf(at)) },
  { what: "60 days by month, writes that failed in XML", hours: 60 * 24, resolution: "month", types: ["access:write", "status:4xx", "status:5xx", "format:xml"] },
  { what: "16 days by hour, one key, one operation", hours: 16 * 24, resolution: "hour", keys: [keyOf(3)], types: ["operation:op3.list"] },
];

/**
 * The rows that 100 million calls leave: each key uses four of the operations, the first keys most; one in four speaks XML, one answer in twenty is an
 * error. Their durations do not matter here, only that they are there to be added up.
 */
async function generate(client: pg.Client, organisationId: string): Promise<{ calls: number; rows: number }> {
  await client.query(`INSERT INTO organisation (id, name, timezone) VALUES ($1, 'Bench', $2)`, [organisationId, zone]);
  await client.query(`INSERT INTO statistics_zone VALUES ($1, $2)`, [organisationId, zone]);
  await client.query(`INSERT INTO statistics_kind (operation, "isWrite", format, origin, "statusClass")
    SELECT 'op' || o || (CASE WHEN o % 3 = 0 THEN '.list' ELSE '.create' END), o % 3 > 0, f, 'outside', s FROM generate_series(0, ${operationCount - 1}) o, unnest(ARRAY['json', 'xml']) f, unnest(ARRAY[2, 4, 5]) s`);
  await client.query(`INSERT INTO statistics_kind (operation, "isWrite", format, origin, "statusClass") SELECT operation, "isWrite", format, origin, "statusClass" FROM json_to_recordset($1) AS k(operation text, "isWrite" boolean, format text, origin text, "statusClass" smallint) ON CONFLICT DO NOTHING`, [JSON.stringify(summaryKinds)]);
  await client.query(`CREATE TEMP TABLE habit AS SELECT key.at, k.id AS "kindId", 1.0 / (key.at + 3) * (CASE k."statusClass" WHEN 2 THEN 0.95 WHEN 4 THEN 0.045 ELSE 0.005 END) AS share
    FROM generate_series(0, ${keyCount - 1}) key(at) CROSS JOIN generate_series(0, 3) habit(at)
    JOIN statistics_kind k ON k.operation LIKE 'op' || (key.at * 7 + habit.at * 5) % ${operationCount} || '.%' AND k.format = CASE WHEN key.at % 4 = 0 THEN 'xml' ELSE 'json' END`);
  await client.query(`UPDATE habit SET share = share / (SELECT sum(share) FROM habit)`);
  const measures = `calls, "durationUs", bytes, durations, sizes`;
  const spread = (slots: number) => `ARRAY[${Array.from({ length: slots }, (_, at) => (at === 3 ? "n.calls / 2" : at === 4 ? "n.calls / 3" : at === 6 ? "n.calls - n.calls / 2 - n.calls / 3" : "0")).join(", ")}]`;
  const sums = (column: string, slots: number) => `ARRAY[${Array.from({ length: slots }, (_, at) => `sum(${column}[${at + 1}])::int`).join(", ")}]`;
  const clock = clockOf(zone);
  let rows = 0;
  for (const [tier, span, perDay] of [["minute", 2, 1440], ["quarter", days, 96], ["hour", days, 24], ["day", days, 1], ["month", days, 1 / 30]] as const) {
    const starts: string[] = [];
    for (let at = clock.startOf(tier, now.getTime() - span * 86_400_000); at < now.getTime(); at = clock.nextOf(tier, at)) starts.push(new Date(at).toISOString());
    const { rowCount } = await client.query(
      `INSERT INTO statistics_${tier} ("organisationId", "keyId", bucket, "kindId", ${measures})
       SELECT $1, 'key' || lpad(h.at::text, 10, '0'), s.start, h."kindId", n.calls, n.calls * 8000::bigint, n.calls * 20000::bigint, ${spread(durationSlots)}, ${spread(sizeSlots)}
         FROM unnest($2::timestamptz[]) s(start) CROSS JOIN habit h CROSS JOIN LATERAL (SELECT (100000000.0 / ${days} / ${perDay} * h.share + random() - 0.5)::int AS calls) n WHERE n.calls > 0`,
      [organisationId, starts],
    );
    const total = await client.query(
      `INSERT INTO statistics_${tier} ("organisationId", "keyId", bucket, "kindId", ${measures})
       SELECT "organisationId", '', bucket, "kindId", sum(calls)::int, sum("durationUs")::bigint, sum(bytes)::bigint, ${sums("durations", durationSlots)}, ${sums("sizes", sizeSlots)}
         FROM statistics_${tier} WHERE "organisationId" = $1 GROUP BY 1, 3, 4`,
      [organisationId],
    );
    const summed = await client.query(
      `INSERT INTO statistics_${tier} ("organisationId", "keyId", bucket, "kindId", ${measures})
       SELECT "organisationId", '=' || "keyId", bucket, s.id, sum(calls)::int, sum("durationUs")::bigint, sum(bytes)::bigint, ${sums("durations", durationSlots)}, ${sums("sizes", sizeSlots)}
         FROM statistics_${tier} t JOIN statistics_kind k ON k.id = t."kindId" JOIN statistics_kind s ON s.operation = '*' AND s.origin = k.origin AND s."statusClass" = k."statusClass" WHERE "organisationId" = $1 GROUP BY 1, 2, 3, 4`,
      [organisationId],
    );
    rows += (rowCount ?? 0) + (total.rowCount ?? 0) + (summed.rowCount ?? 0);
  }
  await client.query(
    `INSERT INTO logged_call ("organisationId", at, id, "keyId", method, path, operation, format, origin, status, "durationUs", bytes, address)
     SELECT $1, $2::timestamptz - n * interval '2.5 seconds', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'key' || lpad((n % ${keyCount})::text, 10, '0'), 'GET', '/visitors/' || n, 'op0.list', 'json', 'outside', CASE WHEN n % 20 = 11 THEN 404 ELSE 200 END, 8000, 20000, '192.0.2.' || n % 200
       FROM generate_series(1, 1000000) n`,
    [organisationId, now.toISOString()],
  );
  await client.query("VACUUM ANALYZE");
  const { rows: sum } = await client.query<{ calls: string }>(`SELECT sum(calls) AS calls FROM statistics_day WHERE "organisationId" = $1 AND "keyId" = ''`, [organisationId]);
  return { calls: Number(sum[0]?.calls), rows };
}

const rounds = 25;
const seconds = 2;

/** Lists of 100 visitors from a server that counts, against one that does not, in turns. */
export async function benchCounting({ databaseUrl, eventId, authorization }: Pick<BenchStage, "databaseUrl" | "eventId" | "authorization">): Promise<void> {
  const servers = [await ServerProcess.start(databaseUrl), await ServerProcess.start(databaseUrl, { VISIT_STATISTICS: "off" })];
  try {
    const figures = servers.map((): { perSecond: number; cpuUs: number }[] => []);
    for (const server of servers) await load(server, 2); // warm
    for (let round = 0; round < rounds; round++) for (const at of round % 2 ? [1, 0] : [0, 1]) figures[at]?.push(await load(servers[at], seconds));
    const [on = [], off = []] = figures;
    console.log(`\nLists of 100 visitors with counting on and off, medians of ${rounds} rounds of ${seconds} s in turns`);
    for (const [name, own] of [["on", on], ["off", off]] as const) console.log(`  ${name.padEnd(6)}${Math.round(median(own.map(({ perSecond }) => perSecond))).toString().padStart(6)} requests/s   ${Math.round(median(own.map(({ cpuUs }) => cpuUs)))} µs of the server's CPU each`); // prettier-ignore
    const lost = 1 - median(on.map(({ perSecond }, at) => perSecond / (off[at]?.perSecond ?? NaN)));
    console.log(`  counting costs ${(lost * 100).toFixed(1)} % of the throughput   goal below 3: ${lost < 0.03 ? "reached" : "missed"}`);
  } finally {
    for (const server of servers) await server.stop();
  }

  async function load(server: ServerProcess | undefined, duration: number) {
    if (!server) throw new Error("There are two servers.");
    const before = cpuSeconds(server.pid);
    const { requests, non2xx, errors, duration: took } = await autocannon({ url: `${server.url}/create/v2/visitors/${eventId}`, headers: { Authorization: authorization }, connections: 16, duration });
    if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} answers were not 2xx, ${errors} errors`);
    return { perSecond: requests.total / took, cpuUs: ((cpuSeconds(server.pid) - before) * 1e6) / requests.total };
  }
}
