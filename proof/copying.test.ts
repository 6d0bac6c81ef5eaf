import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { runNow } from "@/lib/functions/start-run";
import { Random } from "@/prisma/seed/random";
import { makeFunction, makeFunctionKey, type MadeFunction } from "@/test/functions";
import { sealingKey } from "./server-process";
import { report, sized } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

/*
 * Tasks copy rows by cursor while the server that runs them is killed again and again; in the end every row is in the target, once. Each
 * task takes its share of the rows, a page at a run; the cursor is committed with the run, and what is written has an idempotency key.
 * There are many tasks because a killed run keeps its own to itself until its lease is over.
 */
const tasks = sized(100, 4);
const visitors = sized(2000, 40);
const kills = sized(200, 1);
const pageSize = sized(100, 20);

let stage: Stage;
let troupe: Troupe;
let target = "";
const made: MadeFunction[] = [];

beforeAll(async () => {
  stage = await openStage();
  troupe = await foundTroupe(stage.client, "copying", visitors);
  const others = await stage.client.query<{ id: string }>(`SELECT id FROM event WHERE "organisationId" = $1 AND id <> $2 ORDER BY start`, [troupe.organisationId, troupe.eventId]);
  target = others.rows[0]?.id ?? "";
  startRuntime({ ...readSettings({ VISIT_ENCRYPTION_KEY: sealingKey }), databaseUrl: stage.url, listenUrl: stage.url });
  const organisation = { id: troupe.organisationId };
  const key = await makeFunctionKey(organisation, { limits: { parallel: 200, queued: 2000, perMinute: 1_000_000 } });
  for (let share = 0; share < tasks; share++) made.push(await makeFunction(organisation, { key, code: copyShare(share), isDraft: true }));
}, 240_000);
afterAll(async () => {
  await runtime().stop();
  await stage?.close();
});

test("tasks that copy by cursor copy every row once, however often their server is killed", async () => {
  const random = new Random("kill -9");
  const { rows: source } = await stage.client.query<{ id: string }>(`SELECT id FROM visitor WHERE "eventId" = $1`, [troupe.eventId]);
  let isOver = false;
  const feeding = (async () => {
    while (!isOver) {
      await beginIdleTasks();
      await sleep(100);
    }
  })();

  let cutShort = 0;
  for (let kill = 0; kill < kills; kill++) {
    await until(async () => (await runsAtWork()) > 0, 180_000);
    await sleep(random.between(0, 400));
    cutShort += await runsAtWork();
    await stage.server.kill();
    await stage.server.restart();
  }
  await until(async () => (await copies()).length >= source.length, sized(900_000, 240_000));
  isOver = true;
  await feeding;

  expect(await copies()).toEqual(source.map(({ id }) => `copy-${id}`).sort());
  report(`${kills} kills -9 while ${tasks} tasks copied ${source.length} rows by cursor, ${cutShort} runs cut short: every row in the target, once`);
}, sized(3_600_000, 400_000));

/** References in the target, each as often as it is there. */
async function copies(): Promise<string[]> {
  const { rows } = await stage.client.query<{ reference: string }>(`SELECT reference FROM visitor WHERE "eventId" = $1 AND reference LIKE 'copy-%' ORDER BY reference COLLATE "C"`, [target]);
  return rows.map(({ reference }) => reference);
}

async function runsAtWork(): Promise<number> {
  const { rows } = await stage.client.query<{ count: number }>(`SELECT count(*)::int AS count FROM function_run WHERE state = 'running' AND "startedAt" > now() - interval '2 seconds'`);
  return rows[0]?.count ?? 0;
}

/** A run for each task that has none. */
async function beginIdleTasks(): Promise<void> {
  const { rows } = await stage.client.query<{ functionId: string }>(`SELECT DISTINCT "functionId" FROM function_run WHERE state IN ('waiting', 'running')`);
  const busy = new Set(rows.map(({ functionId }) => functionId));
  for (const { id, ctx } of made) if (!busy.has(id)) await runNow({ ...ctx, now: new Date() }, id, { isDryRun: false });
}

function copyShare(share: number): string {
  return `
    const isMine = ({ id }) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % ${tasks} === ${share};
    export default async function () {
      const page = await visit.visitors.list("${troupe.eventId}", { fromRevision: (await state.get("cursor")) ?? 0, limit: ${pageSize} });
      for (const { id } of page.filter(isMine)) {
        await visit.visitors.create("${target}", { reference: "copy-" + id, contact: { email: id + "@copy.example" } }, { idempotencyKey: "copy-" + id });
      }
      await state.set("cursor", page.nextRevision);
      return page.length;
    }`;
}

async function until(condition: () => Promise<boolean>, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`it did not happen; the server said:\n${stage.server.output.slice(-2000)}`);
    await sleep(20);
  }
}
