import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, expect, test, vi } from "vitest";
import { keyRefusals } from "@/lib/api-keys/key-refusals";
import { runtime } from "@/lib/core/runtime";
import { journal } from "@/lib/statistics/journal";
import { renewLinkToken, setFunctionState } from "@/lib/functions/manage";
import { makeEndpoint, runsOf, serveEndpoints, storedOf } from "@/test/endpoints";
import { makeFunction } from "@/test/functions";
import { makeKey, makeOrganisation, type MadeKey, type MadeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const lines: string[] = [];
vi.spyOn(process.stderr, "write").mockImplementation((line) => lines.push(String(line)) > 0);
const stop = await startOwnRuntime({ logLevel: "debug" });
const { origin, close } = await serveEndpoints();
const nothing = await plain(await fetch(`${origin}/endpoint/${"0".repeat(13)}/none/token`, { method: "POST", body: "{}" }));
afterAll(async () => {
  close();
  await stop();
});

const code = `export default ({ request }) => ({ path: request.path, headers: Object.keys(request.headers), ip: request.ip })`;

test("a link opens with its token, and with nothing else", async () => {
  const { link, address, token, ctx, id } = await makeEndpoint(origin, code);
  expect(await json(await post(`${link}/orders/7?x=1`))).toMatchObject({ path: "/orders/7", ip: "127.0.0.1" });
  expect(await json(await post(link))).toMatchObject({ path: "/" });
  for (const wrong of [address, `${address}/`, `${address}/${token.slice(0, -1)}`, `${address}/${token}x`, `${address}/x/${token}`, `${link.replace("/call-", "/Call-")}`]) {
    expect(await plain(await post(wrong))).toEqual(nothing);
  }
  const { linkToken } = await renewLinkToken({ ...ctx, now: new Date() }, id);
  expect(await plain(await post(link))).toEqual(nothing);
  expect((await post(`${address}/${linkToken}`)).status).toBe(200);
});

test("unknown, disabled, unpublished, and not an endpoint at all: one and the same 404, to the byte", async () => {
  expect(nothing.status).toBe(404);
  const organisation = await makeOrganisation();
  const endpoint = await makeEndpoint(origin, code, {}, organisation);
  const draft = await makeFunction(organisation, { code, kind: "endpoint", isDraft: true });
  const task = await makeFunction(organisation, { code });
  const { key: draftKey } = await runtime().database.read.apiFunction.findUniqueOrThrow({ where: { id: draft.id } });
  await setFunctionState(endpoint.ctx, endpoint.id, "disabled");
  const foreign = endpoint.link.replace(organisation.id, (await makeOrganisation()).id);
  for (const url of [endpoint.link, foreign, `${origin}/endpoint/${organisation.id}/${draftKey}/${draft.linkToken}`, `${origin}/endpoint/${organisation.id}/${task.id}`, `${origin}/endpoint`, `${origin}/endpoint/`, `${origin}/endpoint/status/none`, `${origin}/endpoint/${organisation.id}`, `${origin}/endpoint/%00/%`]) {
    expect(await plain(await post(url))).toEqual(nothing);
  }
  await setFunctionState(endpoint.ctx, endpoint.id, "active");
  expect((await post(endpoint.link)).status).toBe(200);
});

test("a paused function says so to those who may call it, and to nobody else", async () => {
  const { link, address, id } = await makeEndpoint(origin, code);
  await runtime().database.writer.apiFunction.update({ where: { id }, data: { state: "paused" } });
  const answer = await post(link);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
  expect(await plain(await post(`${address}/wrong`))).toEqual(nothing);
});

test("an API key opens when it is active, may call functions, and comes from where it may", async () => {
  const organisation = await makeOrganisation();
  const endpoint = await makeEndpoint(origin, code, { protection: "apiKey" }, organisation);
  const { address, link, key: ownKey } = endpoint;
  await runtime().database.writer.apiKey.update({ where: { id: ownKey.id }, data: { mayCallFunctions: true } }); // it opens others, never this one
  const good = await makeCaller(organisation, { rights: {} });
  const answer = await json(await post(`${address}/orders`, { headers: basic(good) }));
  expect(answer).toMatchObject({ path: "/orders" });
  expect(answer).not.toMatchObject({ headers: expect.arrayContaining(["authorization"]) });
  expect((await post(address, { headers: { authorization: `Bearer ${good.secret}` } })).status).toBe(200);

  const refused: [reason: string | undefined, key: MadeKey][] = [
    ["right", await makeKey(organisation)],
    ["right", ownKey],
    ["disabled", await makeCaller(organisation, { state: "Disabled" })],
    ["expired", await makeCaller(organisation, { expiresAt: new Date(Date.now() - 1000) })],
    ["address", await makeCaller(organisation, { addresses: ["192.0.2.7"] })],
    [undefined, await makeCaller(await makeOrganisation())],
  ];
  for (const [, key] of refused) expect(await plain(await post(address, { headers: basic(key) }))).toEqual(nothing);
  expect(await plain(await post(link))).toEqual(nothing);
  await keyRefusals().flush();
  for (const [reason, key] of refused) {
    const noted = await runtime().database.read.apiKeyRefusal.findMany({ where: { apiKeyId: key.id } });
    expect(noted.map((one) => one.reason)).toEqual(reason === undefined ? [] : [reason]);
  }
  expect(await storedOf(endpoint)).not.toContain(good.secret);
});

test("a Standard Webhooks signature opens for five minutes, and the same message is one run", async () => {
  const secret = `whsec_${Buffer.from("a secret of enough bytes").toString("base64")}`;
  const endpoint = await makeEndpoint(origin, `export default ({ request }) => request.body`, { protection: "signature", signatureScheme: "standardwebhooks", signatureSecret: secret });
  const { address } = endpoint;
  const body = '{"name":"Żółw"}';
  const signed = (id: string, at: Date, text = body, by = secret) => ({ "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": new Webhook(by).sign(id, at, text) });
  const first = await post(address, { body, headers: signed("msg_1", new Date()) });
  expect([first.status, await first.json()]).toEqual([200, { name: "Żółw" }]);
  const again = await post(address, { body, headers: signed("msg_1", new Date()) });
  expect(again.headers.get("visit-run")).toBe(first.headers.get("visit-run"));
  const other = `whsec_${Buffer.from("another secret of such bytes").toString("base64")}`;
  for (const headers of [signed("msg_2", new Date(Date.now() - 400_000)), signed("msg_2", new Date(Date.now() + 400_000)), signed("msg_2", new Date(), "{}"), signed("msg_2", new Date(), body, other), {}]) {
    expect(await plain(await post(address, { body, headers }))).toEqual(nothing);
  }
  expect(await runsOf(endpoint)).toHaveLength(1);
});

test("an HMAC in a named header opens, as senders write it", async () => {
  const secret = "shared secret";
  const { address } = await makeEndpoint(origin, `export default ({ request }) => request.text`, { protection: "signature", signatureScheme: "hmac", signatureHeader: "X-Hub-Signature-256", signatureSecret: secret });
  const body = "order=7";
  const digest = (text: string) => createHmac("sha256", secret).update(text).digest();
  const now = Math.floor(Date.now() / 1000);
  const good = [digest(body).toString("hex"), `sha256=${digest(body).toString("hex").toUpperCase()}`, digest(body).toString("base64"), `t=${now},v1=${digest(`${now}.${body}`).toString("hex")}`, `t=${now}, v1=00, v1=${digest(`${now}.${body}`).toString("hex")}`];
  for (const signature of good) expect((await post(address, { body, headers: { "x-hub-signature-256": signature } })).status).toBe(200);
  const old = now - 400;
  const bad = ["", "sha256=", digest("order=8").toString("hex"), digest(body).toString("hex").slice(1), `t=${old},v1=${digest(`${old}.${body}`).toString("hex")}`, `t=${now},v1=${digest(body).toString("hex")}`, "x".repeat(64)];
  for (const signature of bad) expect(await plain(await post(address, { body, headers: { "x-hub-signature-256": signature } }))).toEqual(nothing);
  expect(await plain(await post(address, { body }))).toEqual(nothing);
});

test("a token is read nowhere: not in the log, in runs, in errors, by the function", async () => {
  const endpoint = await makeEndpoint(origin, `export default ({ request }) => { console.log(JSON.stringify(request)); if (request.query.fail) throw new Error(JSON.stringify(request)); return request; }`);
  const { link, token } = endpoint;
  const shown = await json(await post(`${link}/a?again=${token}`, { headers: { referer: link } }));
  expect(shown).toMatchObject({ path: "/a", query: { again: "…" }, headers: { referer: `${link.replace(token, "")}…` } });
  const failed = await post(`${link}/a?fail=1`, { headers: { referer: link } });
  expect(lines.join("")).toContain('"functions.call"'); // so something was said
  await journal().flush();
  const logged = await runtime().database.read.loggedCall.findMany({ where: { organisationId: endpoint.organisation.id }, orderBy: { at: "asc" } });
  expect(logged).toMatchObject([200, 500].map((status) => ({ operation: "functions.call", method: "POST", path: endpoint.address.slice(origin.length), status })));
  expect([JSON.stringify(shown), await failed.text(), await storedOf(endpoint), lines.join("")].join("\n")).not.toContain(token);
});

test("a request lies sealed in the database", async () => {
  const endpoint = await makeEndpoint(origin, `export default ({ request }) => "heard " + request.body.secret`);
  const answer = await post(endpoint.link, { body: '{"secret":"xyzzy-plugh"}', headers: { "content-type": "application/json" } });
  expect(await answer.json()).toBe("heard xyzzy-plugh");
  expect(await storedOf(endpoint)).toContain('"eventSealed":"1.');
  expect(await storedOf(endpoint)).not.toContain("plugh");
});

function post(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { method: "POST", ...init });
}

async function makeCaller(organisation: MadeOrganisation, more: Parameters<typeof makeKey>[1] = {}): Promise<MadeKey> {
  const key = await makeKey(organisation, more);
  await runtime().database.writer.apiKey.update({ where: { id: key.id }, data: { mayCallFunctions: true } });
  return key;
}

function basic({ secret }: MadeKey): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` };
}

async function json(answer: Response): Promise<unknown> {
  expect(answer.status).toBe(200);
  return answer.json();
}

/** All of an answer but the request's id and the clock. */
async function plain(answer: Response) {
  const id = answer.headers.get("x-request-id") ?? "";
  const headers = [...answer.headers].filter(([name]) => name !== "date" && name !== "x-request-id");
  return { status: answer.status, headers, text: (await answer.text()).replace(id, "") };
}
