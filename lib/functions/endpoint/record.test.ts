import { afterAll, expect, test, vi } from "vitest";
import { calls } from "@/lib/api/record-call";
import { runtime } from "@/lib/core/runtime";
import { journal } from "@/lib/statistics/journal";
import { makeEndpoint, serveEndpoints } from "@/test/endpoints";
import { makeKey, makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();
const { origin, close } = await serveEndpoints();
afterAll(async () => {
  close();
  await stop();
});

const code = `export default () => "said"`;

async function recorded(organisationId: string) {
  await journal().flush();
  const logged = await runtime().database.read.loggedCall.findMany({ where: { organisationId }, orderBy: { at: "asc" } });
  const counted = await runtime().database.query<{ isWrite: boolean; statusClass: number; keyId: string; calls: number }>(
    "",
    `SELECT k."isWrite", k."statusClass", d."keyId", sum(d.calls)::int AS calls FROM statistics_delta d JOIN statistics_kind k ON k.id = d."kindId" WHERE d."organisationId" = $1 AND k.operation = 'functions.call' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [organisationId],
  );
  return { logged, counted };
}

test("calls are counted by what they were: reads and writes, and the bytes that were sent", async () => {
  const { organisation, link } = await makeEndpoint(origin, code);
  for (const method of ["GET", "HEAD", "POST"]) expect((await fetch(link, { method })).status).toBe(200);
  const { logged, counted } = await recorded(organisation.id);
  expect(logged.map(({ method, bytes }) => [method, bytes])).toEqual([["GET", 6], ["HEAD", 0], ["POST", 6]]); // prettier-ignore
  expect(counted.map(({ isWrite, calls }) => [isWrite, calls])).toEqual([[false, 2], [true, 1]]); // prettier-ignore
  expect(calls().counts.get("functions.call other 200")).toBe(3);
});

test("who knocks with a wrong token, key, signature or body is counted for the organisation, and found by its requestId", async () => {
  const { organisation, address } = await makeEndpoint(origin, code);
  const keyed = await makeEndpoint(origin, code, { protection: "apiKey" }, organisation);
  const signed = await makeEndpoint(origin, code, { protection: "signature", signatureScheme: "hmac", signatureHeader: "X-Signature", signatureSecret: "shared secret" }, organisation);
  const foreign = await makeKey(await makeOrganisation());
  const own = await makeKey(organisation);
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const answers = [
    await fetch(`${address}/wrong`),
    await fetch(keyed.address, { headers: bearer(foreign.secret) }),
    await fetch(signed.address, { method: "POST", body: "{}", headers: { "x-signature": "00" } }),
    await fetch(`${address}/wrong`, { method: "POST", body: new Uint8Array(5 * 1024 * 1024 + 1) }),
    await fetch(keyed.address, { headers: bearer(own.secret) }), // may not call functions, but is known
  ];
  await fetch(`${origin}/endpoint/${organisation.id}/nothing/token`);
  await fetch(`${origin}/endpoint/0000000000000/${address.split("/").at(-1)}/token`);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 413, 404]);
  const { logged, counted } = await recorded(organisation.id);
  expect(logged.map(({ id }) => id).sort()).toEqual(answers.map(({ headers }) => headers.get("x-request-id")).sort()); // prettier-ignore
  expect(logged.filter(({ path }) => path.includes("wrong"))).toEqual([]);
  expect(counted.filter(({ keyId }) => keyId === "").reduce((sum, { calls }) => sum + calls, 0)).toBe(4);
  expect(counted.find(({ keyId }) => keyId === own.id)?.calls).toBe(1);
});

test("strangers cannot flood the log, and all are counted", async () => {
  const { organisation, address, link } = await makeEndpoint(origin, code);
  for (let at = 0; at < 100; at++) await fetch(`${address}/wrong-${at}`);
  await fetch(link);
  const { logged, counted } = await recorded(organisation.id);
  expect(counted.reduce((sum, { calls }) => sum + calls, 0)).toBe(101);
  expect(logged.length).toBeLessThan(70);
  expect(logged.length + logged.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(101);
  expect(logged.at(-1)?.status).toBe(200);
});
