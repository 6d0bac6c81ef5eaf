import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendJob } from "@/lib/core/jobs";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { findStranded } from "@/lib/functions/keep-runs";
import { runEvent } from "@/lib/functions/start-run";
import { Random } from "@/prisma/seed/random";
import { makeFunction, makeFunctionKey } from "@/test/functions";
import { sealingKey } from "./server-process";
import { isFull, report, sized } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

/*
 * Endpoint functions are called while their server is killed again and again. A caller whose connection breaks calls again with the same
 * Idempotency-Key, until the call is accepted: 2xx, be it the function's answer or an acknowledgement. In the end every call has been
 * executed, and its effect is there once.
 */
const kills = sized(200, 1);
const callers = sized(8, 4);

let stage: Stage;
let troupe: Troupe;
let url = "";
/** Settles when the server that was killed last is up again. */
let isUp = Promise.resolve();

beforeAll(async () => {
  stage = await openStage();
  troupe = await foundTroupe(stage.client, "calling", 1);
  startRuntime({ ...readSettings({ VISIT_ENCRYPTION_KEY: sealingKey }), databaseUrl: stage.url, listenUrl: stage.url });
  const organisation = { id: troupe.organisationId };
  const key = await makeFunctionKey(organisation, { limits: { parallel: 200, queued: 2000 } });
  const { id, linkToken } = await makeFunction(organisation, { code, kind: "endpoint", key, now: new Date() });
  const found = await runtime().database.read.apiFunction.findUniqueOrThrow({ where: { id } });
  url = `${stage.server.url}/endpoint/${organisation.id}/${found.key}/${linkToken}/${troupe.eventId}`;
}, 240_000);
afterAll(async () => {
  await runtime().stop();
  await stage?.close();
});

const code = `
  export default async function ({ request: { path, body } }) {
    const { id } = await visit.visitors.create(path.slice(1), { reference: body.reference, contact: { email: body.reference + "@call.example" } }, { idempotencyKey: body.reference });
    return { status: 201, body: { id } };
  }`;

test("no endpoint call that was accepted is lost, however often the server is killed", async () => {
  const random = new Random("kill -9");
  const seen = { calls: 0, answered: 0, acknowledged: 0, broken: 0 };
  let isOver = false;
  const repeated: Promise<void>[] = [];
  const calling = Array.from({ length: callers }, async () => {
    while (!isOver) {
      const number = seen.calls++;
      const waitMs = await call(number, seen);
      if (waitMs === accepted) continue;
      repeated.push(callUntilAccepted(number, seen, waitMs)); // whose connection broke waits for the lease of their run to be over: nobody waits for them
      await sleep(waitMs);
    }
  });

  let cutShort = 0;
  for (let kill = 0; kill < kills; kill++) {
    // Something must go well in between, and what was begun four times in vain must come to its end: after five it is given up.
    const enough = seen.answered + seen.acknowledged + random.between(1, 20);
    await until(async () => seen.answered + seen.acknowledged >= enough && !(await isAnyWeary()) && (await runsAtWork()) > 0);
    await sleep(random.between(0, 400));
    cutShort += await runsAtWork();
    isUp = stage.server.kill().then(() => stage.server.restart());
    await isUp;
    if (!isFull) await beginAgain();
  }
  isOver = true;
  await Promise.all(calling);
  await Promise.all(repeated);
  await until(async () => (await stage.client.query(`SELECT FROM function_run WHERE state IN ('waiting', 'running')`)).rowCount === 0);

  const expected = Array.from({ length: seen.calls }, (_, number) => referenceOf(number)).sort();
  const { rows: visitors } = await stage.client.query<{ reference: string }>(`SELECT reference FROM visitor WHERE "eventId" = $1 AND reference LIKE 'call-%' ORDER BY reference COLLATE "C"`, [troupe.eventId]);
  expect(visitors.map(({ reference }) => reference)).toEqual(expected);
  const { rows: runs } = await stage.client.query<{ state: string; count: number }>(`SELECT state, count(*)::int AS count FROM function_run GROUP BY state`);
  expect(runs).toEqual([{ state: "returned", count: seen.calls }]);
  report(`${kills} kills -9 under ${seen.calls} endpoint calls, ${cutShort} runs cut short, ${seen.broken} connections broken; ${seen.answered} calls answered, ${seen.acknowledged} acknowledged:`);
  report("every call was executed, and its effect is there once");
}, sized(3_600_000, 300_000));

type Seen = { answered: number; acknowledged: number; broken: number };

async function callUntilAccepted(number: number, seen: Seen, firstWaitMs: number): Promise<void> {
  for (let waitMs = firstWaitMs; waitMs !== accepted; waitMs = await call(number, seen)) await sleep(waitMs);
}

/** @returns how many milliseconds to wait before calling again, as a decent client does; or `accepted` */
async function call(number: number, seen: Seen): Promise<number> {
  await isUp;
  const reference = referenceOf(number);
  const headers = { "content-type": "application/json", "idempotency-key": reference, ...(number % 3 === 0 && { prefer: "respond-async" }) };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ reference }) }).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  if (answer === undefined) {
    seen.broken++;
    return 50;
  }
  const { status } = answer;
  if (status === 202) seen.acknowledged++;
  else if (status === 201) seen.answered++;
  else if (status === 503 || status === 429) return Number(answer.headers.get("retry-after")) * 1000;
  else throw new Error(`a call was answered with ${status}; the server said:\n${stage.server.output.slice(-2000)}`);
  return accepted;
}

const accepted = 0;

/** What the sweep does each minute with runs whose lease is over, without waiting for either. */
async function beginAgain(): Promise<void> {
  await stage.client.query(`UPDATE function_run SET "leaseUntil" = now() - interval '1 second' WHERE state = 'running'`);
  await sendJob((await findStranded(new Date())).map((run) => runEvent(run, " again")));
}

async function isAnyWeary(): Promise<boolean> {
  return (await stage.client.query(`SELECT FROM function_run WHERE state IN ('waiting', 'running') AND attempt >= 4`)).rowCount !== 0;
}

async function runsAtWork(): Promise<number> {
  const { rows } = await stage.client.query<{ count: number }>(`SELECT count(*)::int AS count FROM function_run WHERE state = 'running' AND "startedAt" > now() - interval '2 seconds'`);
  return rows[0]?.count ?? 0;
}

function referenceOf(number: number): string {
  return `call-${number}`;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 180_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`it did not happen; the server said:\n${stage.server.output.slice(-2000)}`);
    await sleep(20);
  }
}
