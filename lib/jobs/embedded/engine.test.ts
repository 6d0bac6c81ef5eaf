import { setTimeout as sleep } from "node:timers/promises";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { sendJob } from "@/lib/core/jobs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { ownDatabase } from "@/test/database";
import { purgeEngine } from "../purge-engine";
import { EmbeddedEngine } from "./engine";
import { outboxFetch } from "./outbox-fetch";

/* What is the embedded engine's own: what both engines promise is in ../conformance. */
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
vi.setConfig({ testTimeout: 60_000 }); // each has a database of its own
const stage: { url: string; drop: () => Promise<void>; client: pg.Client; engines: EmbeddedEngine[] } = { url: "", drop: async () => {}, client: new pg.Client(), engines: [] };
const notes: string[] = [];
const inngest = new Inngest({ id: "test", isDev: true, fetch: outboxFetch(sendJob), logger: silent });
const remember = inngest.createFunction({ id: "remember", triggers: [{ event: "remember" }], retries: 0 }, ({ event }) => void notes.push(String(event.data.text)));

beforeEach(async () => {
  notes.length = 0;
  Object.assign(stage, await ownDatabase("migrated"));
  startRuntime({ ...readSettings(process.env), databaseUrl: stage.url, listenUrl: stage.url });
  stage.client = new pg.Client({ connectionString: stage.url });
  stage.engines = [];
  await stage.client.connect();
});
afterEach(async () => {
  await Promise.all(stage.engines.map((engine) => engine.stop()));
  await stage.client.end();
  await runtime().stop();
  await stage.drop();
});

test("of two engines on one database one works, and the other when that stops", async () => {
  const first = await start([remember]);
  const second = await start([remember]);
  expect([first.isWorking, second.isWorking]).toEqual([true, false]);
  await sendJob({ name: "remember", data: { text: "by the first" } });
  await until(() => notes.length === 1);
  await first.stop();
  stage.engines = [second];
  await sendJob({ name: "remember", data: { text: "by the second" } });
  await until(() => notes.length === 2);
  expect(second.isWorking).toBe(true);
});

test("an engine that loses its session stands by, and takes the work up again", async () => {
  const engine = await start([remember]);
  await stage.client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'visit jobs lock' AND datname = current_database()");
  await until(() => !engine.isWorking);
  await sendJob({ name: "remember", data: { text: "afterwards" } });
  await until(() => notes.length === 1);
  await until(() => engine.isWorking); // what it had begun when it lost the session, it may have ended first
});

test("an engine that cannot begin tries again, and keeps nobody else from it meanwhile", async () => {
  await stage.client.query("ALTER TABLE engine_parked RENAME TO away");
  const engine = await start([remember]);
  expect(engine.isWorking).toBe(false);
  expect((await stage.client.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 8474820 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")).rowCount).toBe(0);
  await stage.client.query("ALTER TABLE away RENAME TO engine_parked");
  await sendJob({ name: "remember", data: { text: "afterwards" } });
  await until(() => notes.length === 1);
});

test("an event of a transaction that is taken back does not happen", async () => {
  await start([remember]);
  const taken = runtime().database.writer.$transaction(async (tx) => {
    await sendJob({ name: "remember", data: { text: "never" } }, tx);
    throw new Error("taken back");
  });
  await expect(taken).rejects.toThrow("taken back");
  await runtime().database.writer.$transaction((tx) => sendJob({ name: "remember", data: { text: "kept" } }, tx));
  await until(() => notes.length > 0);
  expect(notes).toEqual(["kept"]);
});

test("an event has its id for a day, and not for longer", async () => {
  await start([remember]);
  const tell = (text: string) => sendJob({ name: "remember", id: "the same", data: { text } });
  await tell("first");
  await until(async () => (await stage.client.query(`SELECT 1 FROM engine_run WHERE state = 'completed'`)).rowCount === 1);
  await tell("too soon");
  await stage.client.query(`UPDATE job_event SET "createdAt" = now() - interval '25 hours', "deliveredAt" = now() - interval '25 hours'`);
  await stage.client.query(`UPDATE engine_run SET "endedAt" = now() - interval '25 hours'`);
  await purgeEngine(new Date());
  await tell("next day");
  await until(() => notes.length === 2);
  expect(notes).toEqual(["first", "next day"]);
});

test("work that a dead process had in hand is done at the next start", async () => {
  const before = await start([remember]);
  await before.stop();
  stage.engines = [];
  await addRun("run 1", "in hand");
  await stage.client.query(`SELECT graphile_worker.add_job('job', '{"kind":"advance","runId":"run 1"}')`);
  await stage.client.query(`UPDATE graphile_worker._private_jobs SET locked_by = 'a dead worker', locked_at = now(), attempts = 1`);
  await addRun("run 2", "in line");
  await stage.client.query(`INSERT INTO engine_parked (job) VALUES ('{"kind":"advance","runId":"run 2"}')`);
  await start([remember]);
  await until(() => notes.length === 2);
  expect([...notes].sort()).toEqual(["in hand", "in line"]);
});

test("a job that takes its process down again and again is given up", async () => {
  const before = await start([remember]);
  await before.stop();
  stage.engines = [];
  await addRun("run 1", "deadly");
  await stage.client.query(`SELECT graphile_worker.add_job('job', '{"kind":"advance","runId":"run 1"}', max_attempts := 12)`);
  await stage.client.query(`UPDATE graphile_worker._private_jobs SET attempts = 11`);
  await start([remember]);
  await until(async () => (await stage.client.query(`SELECT 1 FROM engine_run WHERE state = 'failed' AND output LIKE '%ended during every try%'`)).rowCount === 1);
  expect(notes).toEqual([]);
});

test("what runs when the engine stops goes on at the next start, and its end was no try", async () => {
  const stopping = new AbortController();
  const attempts: number[] = [];
  const patient = inngest.createFunction({ id: "patient", triggers: [{ event: "patient" }], retries: 0 }, async ({ step, attempt }) => {
    await step.run("first", () => void notes.push("first"));
    await step.run("long", async () => {
      attempts.push(attempt);
      if (attempts.length === 1) await new Promise((_, reject) => stopping.signal.addEventListener("abort", () => reject(new Error("The process stops"))));
      notes.push("long");
    });
  });
  const engine = await start([patient]);
  await sendJob({ name: "patient", data: {} });
  await until(() => attempts.length === 1);
  stopping.abort();
  await engine.stop();
  stage.engines = [];
  expect(notes).toEqual(["first"]);
  await start([patient]);
  await until(() => notes.length === 2);
  expect([notes, attempts]).toEqual([["first", "long"], [0, 0]]); // prettier-ignore
});

test("after an outage a schedule is caught up with once", async () => {
  const hourly = inngest.createFunction({ id: "hourly", triggers: [{ cron: "0 * * * *" }] }, () => void notes.push("struck"));
  const before = await start([hourly]);
  await before.stop();
  stage.engines = [];
  const { rowCount } = await stage.client.query(`UPDATE graphile_worker._private_jobs SET run_at = now() - interval '5 hours', payload = jsonb_set(payload::jsonb, '{at}', '"2026-01-01T00:00:00.000Z"')`);
  expect(rowCount).toBe(1);
  await start([hourly], 1);
  await until(() => notes.length === 1);
  const isPlanned = async () => (await stage.client.query(`SELECT 1 FROM graphile_worker.jobs WHERE key = 'cron test-hourly 0 * * * *' AND run_at > now()`)).rowCount === 1;
  await until(isPlanned);
  expect(notes).toEqual(["struck"]);
});

test.each([
  [{ debounce: { period: "1m" } }, "debounce"],
  [{ concurrency: { limit: 1, scope: "account" } }, "concurrency"],
  [{ triggers: [{ event: "x", if: "size(event.data) > 1" }] }, "expression"],
  [{ triggers: [{ cron: "61 * * * *" }] }, "61"],
] as const)("what the embedded engine cannot do is refused at the start: %o", async (option, word) => {
  const odd = inngest.createFunction({ id: "odd", triggers: [{ event: "odd" }], ...option } as Parameters<typeof inngest.createFunction>[0], () => undefined);
  await expect(start([odd])).rejects.toThrow(word);
});

async function start(functions: InngestFunction.Any[], pace = 0.02): Promise<EmbeddedEngine> {
  const engine = new EmbeddedEngine({ databaseUrl: stage.url, handler: serve({ client: inngest, functions }), pace });
  stage.engines.push(engine);
  await engine.start();
  return engine;
}

/** A run of `remember` that was begun, of which the queue knows nothing yet. */
async function addRun(id: string, text: string): Promise<void> {
  const event = { name: "remember", id, ts: 0, data: { text } };
  await stage.client.query(`INSERT INTO engine_run (id, "functionId", key, event) VALUES ($1, 'test-remember', $1, $2)`, [id, JSON.stringify(event)]);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("it did not happen");
    await sleep(5);
  }
}
