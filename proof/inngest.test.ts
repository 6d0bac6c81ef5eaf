import { createServer, request as ask, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { freePort } from "@/scripts/lib/port.mjs";
import { ownDatabase } from "@/test/database";
import { makeFunction, makeFunctionKey } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { sealingKey, ServerProcess } from "./server-process";

/*
 * Visit on two processes behind a proxy, with an Inngest server to spread the work, as compose.yaml has it. Run by `npm run conformance` when
 * INNGEST_BASE_URL names a server; without one there is nothing to prove.
 */
const { INNGEST_BASE_URL = "", INNGEST_SIGNING_KEY = "", INNGEST_EVENT_KEY = "" } = process.env;
const tasks = 60;
const stage: { servers: ServerProcess[]; proxy?: Server; passed: number[]; drop: () => Promise<void> } = { servers: [], passed: [0, 0], drop: async () => {} };

beforeAll(async () => {
  if (INNGEST_BASE_URL === "") return;
  const { url, drop } = await ownDatabase("migrated");
  stage.drop = drop;
  const port = await freePort();
  const keys: Record<string, string> = INNGEST_SIGNING_KEY === "" ? { INNGEST_DEV: "1" } : { INNGEST_SIGNING_KEY, INNGEST_EVENT_KEY };
  const settings = { ...keys, INNGEST_BASE_URL, INNGEST_SERVE_ORIGIN: `http://127.0.0.1:${port}` };
  stage.proxy = createServer((request, response) => {
    const at = (stage.passed[0] ?? 0) <= (stage.passed[1] ?? 0) && stage.servers[0]?.pid ? 0 : 1;
    stage.passed[at] = (stage.passed[at] ?? 0) + 1;
    const onward = ask(`${stage.servers[at]?.url}${request.url}`, { method: request.method, headers: request.headers }, (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)));
    onward.on("error", () => response.writeHead(502).end());
    request.pipe(onward);
  });
  await new Promise<void>((listening) => stage.proxy?.listen(port, "127.0.0.1", listening));
  startRuntime({ ...readSettings({ VISIT_ENCRYPTION_KEY: sealingKey }), databaseUrl: url, listenUrl: url });
  stage.servers = [await ServerProcess.start(url, settings), await ServerProcess.start(url, settings)];
}, 120_000);
afterAll(async () => {
  if (INNGEST_BASE_URL === "") return;
  for (const server of stage.servers) await server.stop();
  stage.proxy?.closeAllConnections();
  stage.proxy?.close();
  await runtime().stop();
  await stage.drop();
});

test.runIf(INNGEST_BASE_URL)("an Inngest server spreads runs over two processes, and what one of them dies of is done by the other, once", async () => {
  const organisation = await makeOrganisation();
  const key = await makeFunctionKey(organisation);
  const code = `export default async () => { await state.set("count", ((await state.get("count")) ?? 0) + 1); await new Promise((resolve) => setTimeout(resolve, 1000)); }`;
  for (let made = 0; made < tasks; made++) await makeFunction(organisation, { code, key, now: new Date() }); // due at once: the next tick finds them
  const runs = () => runtime().database.read.functionRun.groupBy({ by: ["state"], _count: true });
  const countOf = async (state: string) => (await runs()).find((row) => row.state === state)?._count ?? 0;
  await until(async () => (await countOf("returned")) >= tasks / 6);
  await stage.servers[0]?.kill();
  await until(async () => (await countOf("returned")) >= tasks);
  expect(await runs()).toEqual([{ state: "returned", _count: tasks }]);
  expect(Math.min(...stage.passed)).toBeGreaterThan(5);
  const begun = await runtime().database.read.functionRun.aggregate({ _max: { attempt: true } });
  console.log(`  calls of the server to each process: ${stage.passed.join(" and ")}; ${tasks} runs, the most often begun ${begun._max.attempt} times`);
}, 400_000);

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 300_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`it did not happen; the servers said:\n${stage.servers.map(({ output }) => output.slice(-2000)).join("\n")}`);
    await sleep(100);
  }
}
