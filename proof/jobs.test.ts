import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { sendJob } from "@/lib/core/jobs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { claimDueTasks } from "@/lib/functions/schedule";
import { runEvent } from "@/lib/functions/start-run";
import { startJobs } from "@/lib/jobs/start";
import { Random } from "@/prisma/seed/random";
import { ownDatabase } from "@/test/database";
import { makeFunction, makeFunctionKey } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { sealingKey } from "./server-process";
import { report, sized } from "./size";

let database: { url: string; drop: () => Promise<void> };

beforeEach(async () => {
  database = await ownDatabase("migrated");
  startRuntime({ ...readSettings({ VISIT_ENCRYPTION_KEY: sealingKey }), databaseUrl: database.url, listenUrl: database.url, logLevel: "error" });
});
afterEach(async () => {
  await runtime().stop();
  await database.drop();
});

const minuteMs = 60_000;
const startMs = Date.parse("2027-03-09T00:00:00Z");

test("tasks keep their interval through a day, never overlap, and catch up once after an outage", async () => {
  const count = sized(1000, 20);
  const hours = sized(24, 4);
  const outage = { from: sized(12, 2) * 60, until: sized(14, 2.5) * 60 }; // in minutes
  const random = new Random("a day");
  const tasks = await makeTasks(count, 10, "export default () => {}", new Date(startMs));
  const slow = new Set(tasks.slice(0, Math.ceil(count / 50))); // one in fifty takes longer than its interval
  const begun = new Map<string, number[]>();
  let atWork: { runId: string; functionId: string; endMs: number }[] = [];
  const overlaps: string[] = [];

  for (let minute = 0; minute < hours * 60; minute++) {
    const now = new Date(startMs + minute * minuteMs);
    if (minute >= outage.from && minute < outage.until) continue;
    const over = atWork.filter(({ endMs }) => endMs <= now.getTime());
    atWork = atWork.filter((run) => !over.includes(run));
    await finish(over.map(({ runId }) => runId));
    for (const { runId, functionId, at } of await claimDueTasks(now)) {
      if (atWork.some((run) => run.functionId === functionId)) overlaps.push(functionId);
      begun.set(functionId, [...(begun.get(functionId) ?? []), new Date(at).getTime()]);
      atWork.push({ runId, functionId, endMs: new Date(at).getTime() + (slow.has(functionId) ? 12 * minuteMs : random.between(1, 40_000)) });
    }
  }

  const [fromMs = 0, untilMs = 0] = [outage.from, outage.until].map((minute) => startMs + minute * minuteMs);
  const gaps: number[] = [];
  const slowGaps: number[] = [];
  for (const [functionId, moments] of begun) {
    for (const [place, at] of moments.slice(1).entries()) {
      const before = moments[place] ?? 0;
      const isAcross = before < fromMs + minuteMs && at >= untilMs;
      if (!isAcross) (slow.has(functionId) ? slowGaps : gaps).push(at - before);
    }
  }
  const worstMs = gaps.reduce((worst, gap) => Math.max(worst, Math.abs(gap - 9 * minuteMs)), 0); // too many for arguments
  expect(overlaps).toEqual([]);
  expect(worstMs).toBeLessThanOrEqual(30_000);
  expect(Math.min(...slowGaps)).toBeGreaterThanOrEqual(12 * minuteMs);
  expect(Math.max(...slowGaps)).toBeLessThanOrEqual(14 * minuteMs);

  // Each task for itself: whoever begins too rarely, or is forgotten at the outage, is not hidden by the others.
  const runsIn = (id: string, from: number, until: number) => (begun.get(id) ?? []).filter((at) => at >= from && at < until).length;
  const least = (id: string, spanMs: number) => Math.floor(spanMs / ((slow.has(id) ? 14 : 9.5) * minuteMs)); // the longest interval there may be, again and again
  const endMs = startMs + hours * 60 * minuteMs;
  const starved = tasks.filter((id) => runsIn(id, startMs, fromMs + minuteMs) < least(id, fromMs - startMs) || runsIn(id, untilMs, endMs) < least(id, endMs - untilMs));
  expect(tasks.filter((id) => runsIn(id, untilMs, untilMs + minuteMs) !== 1)).toEqual([]);
  expect(tasks.filter((id) => runsIn(id, fromMs + minuteMs, untilMs) !== 0)).toEqual([]);
  expect(starved).toEqual([]);
  const fewest = tasks.filter((id) => !slow.has(id)).reduce((fewest, id) => Math.min(fewest, begun.get(id)?.length ?? 0), Infinity);
  report(`${count} tasks through ${hours} simulated hours: ${gaps.length} intervals of 9 min, the worst off by ${(worstMs / 1000).toFixed(1)} s; no overlap; ${fewest} runs at least each;`);
  report(`after an outage of ${(outage.until - outage.from) / 60} h one catch-up each; ${slow.size} tasks that take 12 min begin every ${(Math.min(...slowGaps) / minuteMs).toFixed(1)}–${(Math.max(...slowGaps) / minuteMs).toFixed(1)} min`);
}, 900_000);

test("tasks that are due together are done in good time", async () => {
  const count = sized(1000, 20);
  await makeTasks(count, 10, "export default async () => { const events = await visit.expos.list({ limit: 1 }); await state.set('count', events.length); return events.length; }", new Date());
  await startJobs();
  const startedAt = performance.now();
  const due = await claimDueTasks(new Date());
  await sendJob(due.map((run) => runEvent(run))); // what the tick does, without waiting for the minute
  expect(due).toHaveLength(count);
  const left = () => runtime().database.read.functionRun.count({ where: { state: { in: ["waiting", "running"] } } });
  const end = Date.now() + sized(300_000, 60_000);
  while ((await left()) > 0 && Date.now() < end) await sleep(50);
  const seconds = (performance.now() - startedAt) / 1000;
  expect(await runtime().database.read.functionRun.groupBy({ by: ["state"], _count: true })).toEqual([{ state: "returned", _count: count }]);
  report(`${count} tasks due at once, each with one call of the API: done in ${seconds.toFixed(1)} s`);
  if (count === 1000) expect(seconds).toBeLessThanOrEqual(30);
}, 400_000);

/** Published tasks of several organisations, due since `now`. @returns their ids */
async function makeTasks(count: number, organisations: number, code: string, now: Date): Promise<string[]> {
  const keys = await Promise.all(
    Array.from({ length: organisations }, async () => {
      const organisation = await makeOrganisation();
      return { organisation, key: await makeFunctionKey(organisation) };
    }),
  );
  const ids: string[] = [];
  for (let made = 0; made < count; made += organisations) {
    const some = keys.slice(0, Math.min(organisations, count - made));
    ids.push(...(await Promise.all(some.map(({ organisation, key }) => makeFunction(organisation, { code, key, now })))).map(({ id }) => id));
  }
  return ids;
}

async function finish(runIds: string[]): Promise<void> {
  await runtime().database.writer.functionRun.updateMany({ where: { id: { in: runIds } }, data: { state: "returned", startedAt: new Date(startMs), endedAt: new Date(startMs) } });
}
