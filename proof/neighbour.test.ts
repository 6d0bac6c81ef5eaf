import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { attacks } from "@/lib/sandbox/attacks";
import { makeFunction, makeFunctionKey } from "@/test/functions";
import { sealingKey } from "./server-process";
import { Caller } from "./caller";
import { expectHardlyNoticed } from "./neighbour";
import { sized } from "./size";
import { foundTroupe, openStage, type Stage } from "./stage";

/*
 * Two organisations on one server. One calls an endpoint function twenty times a second; the other calls, three at a time, functions that
 * hold the corpus of attacks. What the first notices of it is what it waits, at its end of the wire.
 */
let stage: Stage;
let innocent = "";
let hostile: string[] = [];
let calls = 0;
const [neighbour, attacker] = [new Caller(), new Caller({ niceness: 19 })];

beforeAll(async () => {
  stage = await openStage();
  startRuntime({ ...readSettings({ VISIT_ENCRYPTION_KEY: sealingKey }), databaseUrl: stage.url, listenUrl: stage.url });
  const [one, other] = [await foundTroupe(stage.client, "innocent", 1), await foundTroupe(stage.client, "hostile", 1)];
  const codes = Object.values(attacks).flat().map(({ code }) => code).filter((code) => !code.includes("ask(") && !code.includes("\0")); // that door is the corpus's own, and code with NUL is not stored
  [innocent = ""] = await addressesOf(one.organisationId, [`export default async ({ request: { path } }) => (await visit.expos.get(path.slice(1))).name;`], one.eventId);
  hostile = await addressesOf(other.organisationId, codes.slice(0, sized(codes.length, 3)), other.eventId);
}, 240_000);
afterAll(async () => {
  neighbour.end();
  attacker.end();
  await runtime().stop();
  await stage?.close();
});

test("who calls a function hardly notices what another organisation's programs do", async () => {
  const call = async () => {
    const { status, ms } = await neighbour.call(innocent);
    expect(status).toBe(200);
    return ms;
  };
  await expectHardlyNoticed(
    call,
    async () => expect([200, 204, 404, 413, 429, 500, 503, 504]).toContain((await attacker.call(hostile[(calls++ * 37) % hostile.length] ?? "")).status), // an answer in any case, and 404 once it failed so often that it is paused
  );
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
