import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { attacks } from "@/lib/sandbox/attacks";
import { makeFunction, makeFunctionKey } from "@/test/functions";
import { sealingKey } from "./server-process";
import { moved, report, sized } from "./size";
import { foundTroupe, openStage, type Stage } from "./stage";

/*
 * Two organisations on one server. One calls an endpoint function twenty times a second; the other calls, three at a time, functions that
 * hold the corpus of attacks. What the first notices of it is what it waits, at its end of the wire.
 */
let stage: Stage;
let innocent = "";
let hostile: string[] = [];
let calls = 0;

beforeAll(async () => {
  stage = await openStage();
  startRuntime({ ...readSettings({ VISIT_ENCRYPTION_KEY: sealingKey }), databaseUrl: stage.url, listenUrl: stage.url });
  const [one, other] = [await foundTroupe(stage.client, "innocent", 1), await foundTroupe(stage.client, "hostile", 1)];
  const codes = Object.values(attacks).flat().map(({ code }) => code).filter((code) => !code.includes("ask(") && !code.includes("\0")); // that door is the corpus's own, and code with NUL is not stored
  [innocent = ""] = await addressesOf(one.organisationId, [`export default async ({ request: { path } }) => (await visit.expos.get(path.slice(1))).name;`], one.eventId);
  hostile = await addressesOf(other.organisationId, codes.slice(0, sized(codes.length, 3)), other.eventId);
}, 240_000);
afterAll(async () => {
  await runtime().stop();
  await stage?.close();
});

test("who calls a function hardly notices what another organisation's programs do", async () => {
  const call = async (url: string) => {
    const begun = performance.now();
    const answer = await fetch(url, { method: "POST" });
    await answer.arrayBuffer();
    return { status: answer.status, ms: performance.now() - begun };
  };
  const measure = async (times: number[]) => {
    for (const enough = times.length + sized(250, 3); times.length < enough; await sleep(50)) {
      const { status, ms } = await call(innocent);
      expect(status).toBe(200);
      times.push(ms);
    }
  };
  const attack = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const { status } = await call(hostile[(calls++ * 37) % hostile.length] ?? "");
      expect([200, 204, 404, 413, 429, 500, 503, 504]).toContain(status); // an answer in any case, and 404 once it failed so often that it is paused
    }
  };
  const [alone, beside]: [number[], number[]] = [[], []];
  await measure([]);
  for (let round = 0; round < sized(4, 1); round++) { // in turns, so that what else the machine does is in both
    await measure(alone);
    const ending = new AbortController();
    const attacking = Promise.all([0, 1, 2].map(() => attack(ending.signal)));
    await measure(beside);
    ending.abort();
    await attacking;
  }
  report(`an endpoint function called 20 times a second beside ${calls} attacks: ${moved(alone, beside)}`);
}, sized(1_200_000, 120_000));

/** Of endpoint functions with these codes. */
async function addressesOf(organisationId: string, codes: readonly string[], path: string): Promise<string[]> {
  const organisation = { id: organisationId };
  const key = await makeFunctionKey(organisation, { limits: { parallel: 200, queued: 2000 } });
  const addresses: string[] = [];
  for (const code of codes) {
    const { id, linkToken } = await makeFunction(organisation, { code, kind: "endpoint", key, now: new Date() });
    const { key: name } = await runtime().database.writer.apiFunction.update({ where: { id }, data: { timeoutMs: 1000 } });
    addresses.push(`${stage.server.url}/endpoint/${organisationId}/${name}/${linkToken}/${path}`);
  }
  return addresses;
}
