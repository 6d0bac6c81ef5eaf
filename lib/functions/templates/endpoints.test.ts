import { createHmac } from "node:crypto";
import { afterAll, expect, test, vi } from "vitest";
import { completeEvent, sampleEvent } from "@/app/(dashboard)/organisation/api/advanced/[functionId]/_editor/sample-event";
import { call } from "@/test/call";
import { makeEndpoint, serveEndpoints, type MadeEndpoint } from "@/test/endpoints";
import { addSecret, runHere } from "@/test/functions";
import { inDays, makeFair, makeOrganisation, type MadeFair, type MadeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { exhibitors } from "./exhibitors";
import { registrationsIn } from "./registrations-in";
import type { Template } from "./template";
import { webhookReceiver } from "./webhook-receiver";
import { templates } from ".";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();
const { origin, close } = await serveEndpoints();

afterAll(async () => {
  close();
  await stop();
});

test.each(templates.filter(({ kind }) => kind === "endpoint"))("$id succeeds as it stands, with the request that the editor offers", async (template) => {
  const event = completeEvent(sampleEvent("endpoint", new Date())) ?? "";
  expect(await runHere(await make(await makeFairOfToday(), template), { event })).toMatchObject({ state: "returned", error: null });
});

test("registrations-in: what is sent again updates the registration, and makes no second one", async () => {
  const fair = await makeFairOfToday();
  const endpoint = await make(fair, registrationsIn);
  const ada = { reference: "shop-1", email: "ada@example.org", firstName: "Ada", company: "Engines Ltd" };
  const first = await ask(endpoint, { method: "POST", body: ada });
  expect(first).toMatchObject({ status: 200, body: { reference: "shop-1", state: "invited" } }); // the form's mandatory question is open
  const again = await ask(endpoint, { method: "POST", body: [{ ...ada, lastName: "King", answers: { diet: "vegan" } }, { reference: "shop-2", email: "bob@example.org", answers: { diet: "meat" } }] });
  expect(again).toMatchObject({ status: 200, body: [{ id: first.body.id, reference: "shop-1" }, { reference: "shop-2", state: "registered" }] });
  expect(await list(fair, "visitors")).toMatchObject([
    { id: first.body.id, reference: "shop-1", contact: { firstName: "Ada", lastName: "King", company: "Engines Ltd" } },
    { reference: "shop-2", contact: { email: "bob@example.org" }, method: "api" },
  ]);
});

test("registrations-in: what cannot be right is refused field by field, before anybody is registered", async () => {
  const fair = await makeFairOfToday();
  const endpoint = await make(fair, registrationsIn);
  expect(await ask(endpoint, { method: "GET" })).toMatchObject({ status: 405, headers: { allow: "POST" } });
  for (const body of [null, "ada", 7, {}, { email: ["a@example.org", "b@example.org"], reference: "x" }]) expect(await ask(endpoint, { method: "POST", body })).toMatchObject({ status: 400, body: { faults: expect.arrayContaining([expect.objectContaining({ index: 0, field: expect.any(String) })]) } });
  expect(await ask(endpoint, { method: "POST", body: [{ reference: "shop-1", email: "ada@example.org" }, { reference: " ", email: "bob@example.org" }] })).toMatchObject({
    status: 400,
    body: { error: "Nothing was registered.", faults: [{ index: 1, field: "reference", text: "must be a text that is not empty" }] },
  });
  expect(await ask(endpoint, { method: "POST", body: Array(101).fill({}) })).toMatchObject({ status: 400 });
  expect(await list(fair, "visitors")).toEqual([]);
});

test("registrations-in: one that Visit refuses does not keep the others out", async () => {
  const fair = await makeFairOfToday();
  const endpoint = await make(fair, registrationsIn);
  const sent = [{ reference: "shop-1", email: "not an address" }, { reference: "shop-2", email: "bob@example.org", answers: { diet: "stones" } }, { reference: "shop-3", email: "cyd@example.org" }];
  const answer = await ask(endpoint, { method: "POST", body: sent });
  expect(answer).toMatchObject({ status: 422, body: [{ faults: [{ field: "email" }] }, { faults: [{ field: expect.stringContaining("answers") }] }, { reference: "shop-3", state: "invited" }] });
  expect(await list(fair, "visitors")).toMatchObject([{ reference: "shop-3" }]);
  expect(await ask(endpoint, { method: "POST", body: sent[0] })).toMatchObject({ status: 422, body: { reference: "shop-1" } });
});

test("registrations-in: without an event nothing is taken", async () => {
  const endpoint = await make({ organisation: await makeOrganisation() }, registrationsIn);
  expect(await ask(endpoint, { method: "POST", body: { reference: "shop-1", email: "ada@example.org" } })).toMatchObject({ status: 404 });
});

test("exhibitors: everybody may read the list, whoever has it already is told so, and no person is in it", async () => {
  const fair = await makeFairOfToday();
  const endpoint = await make(fair, exhibitors);
  const steel = await add(fair, { name: "steel works", hall: "3", boothNumber: "A12", contact: { firstName: "Ada", email: "ada@steel.example", website: "https://steel.example", addresses: [{ country: "NL" }] } });
  await add(fair, { name: "Glass & Co", hall: "4" });
  const gone = await add(fair, { name: "Gone Ltd" });
  await call(`DELETE /create/v2/partners/${fair.event.id}/${gone}`, { key: fair.key });

  const whole = await ask(endpoint, { method: "GET" });
  expect(whole).toMatchObject({ status: 200, headers: { "content-type": "application/json; charset=utf-8", "cache-control": "public, max-age=300", "access-control-allow-origin": "*" } });
  expect(whole.body).toEqual([
    { id: expect.any(String), name: "Glass & Co", hall: "4", stand: null, website: null, country: null },
    { id: steel, name: "steel works", hall: "3", stand: "A12", website: "https://steel.example", country: "NL" },
  ]);
  expect((await ask(endpoint, { method: "GET", query: "?hall=4" })).body).toMatchObject([{ name: "Glass & Co" }]);

  const { etag = "" } = whole.headers;
  for (const tags of [etag, `"other", W/${etag}`]) expect(await ask(endpoint, { method: "GET", headers: { "if-none-match": tags } })).toMatchObject({ status: 304, headers: { etag, "cache-control": "public, max-age=300" }, body: undefined });
  expect(await ask(endpoint, { method: "HEAD" })).toMatchObject({ status: 200, headers: { etag }, body: undefined });
  await call(`PUT /create/v2/partners/${fair.event.id}/${steel}`, { key: fair.key, body: { boothNumber: "A13" } });
  const changed = await ask(endpoint, { method: "GET", headers: { "if-none-match": etag } });
  expect(changed).toMatchObject({ status: 200, body: [{ name: "Glass & Co" }, { stand: "A13" }] });
  expect(changed.headers.etag).not.toBe(etag);
  expect(await ask(endpoint, { method: "DELETE" })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
});

test("webhook-receiver: who paid is tagged, once, and keeps the tags they had", async () => {
  const { endpoint, fair } = await makeReceiver();
  const id = await add(fair, { reference: "shop-1", tags: ["speaker"], contact: { email: "ada@example.org" } }, "visitors");
  const paid = { id: "evt_1", type: "payment.succeeded", data: { reference: "shop-1" } };
  for (const _ of ["sent", "sent again"]) expect(await ask(endpoint, signed(paid))).toMatchObject({ status: 200, body: { paid: "shop-1" } });
  expect(await list(fair, "visitors")).toMatchObject([{ id, tags: ["speaker", "paid"] }]);
  expect(await ask(endpoint, signed({ type: "payment.begun" }))).toMatchObject({ status: 200, body: { ignored: "payment.begun" } });
  expect(await ask(endpoint, signed({ ...paid, data: { reference: "shop-2" } }))).toMatchObject({ status: 404 });
});

test("webhook-receiver: what is forged, changed on its way or old is refused, and changes nothing", async () => {
  const { endpoint, fair } = await makeReceiver();
  await add(fair, { reference: "shop-1", contact: { email: "ada@example.org" } }, "visitors");
  const paid = { type: "payment.succeeded", data: { reference: "shop-1" } };
  const genuine = signed(paid);
  const signature = genuine.headers["x-signature"];
  const forgeries = [
    { ...genuine, headers: {} },
    { ...genuine, headers: { "x-signature": "" } },
    { ...genuine, headers: { "x-signature": signature.replace(/,v1=.*/, "") } },
    { ...genuine, headers: { "x-signature": signature.replace(/^t=\d+/, `t=${seconds() + 1}`) } },
    { ...genuine, text: `${genuine.text} ` },
    signed(paid, { secret: "another secret" }),
    signed(paid, { at: seconds() - 3600 }),
    signed(paid, { at: seconds() + 3600 }),
  ];
  for (const forgery of forgeries) expect(await ask(endpoint, forgery)).toMatchObject({ status: 401, body: { error: "The signature is not right, or too old." } });
  expect(await list(fair, "visitors")).toMatchObject([{ tags: [] }]);
  const renewed = { ...genuine, headers: { "x-signature": `${signature.replace(/v1=.*/, `v1=${"0".repeat(64)}`)},${signature.split(",")[1]}` } };
  expect(await ask(endpoint, renewed)).toMatchObject({ status: 200 });
});

test("webhook-receiver: a genuine message that makes no sense is refused", async () => {
  const { endpoint } = await makeReceiver();
  for (const text of ["", "{", "[]", "null", `{"type":1}`, `{"type":"payment.succeeded"}`, `{"type":"payment.succeeded","data":{"reference":7}}`]) expect(await ask(endpoint, signed(text))).toMatchObject({ status: 400 });
  expect(await ask(endpoint, { method: "GET" })).toMatchObject({ status: 405 });
});

function make({ organisation }: { organisation: MadeOrganisation }, { code }: Template): Promise<MadeEndpoint> {
  return makeEndpoint(origin, code, {}, organisation);
}

type Sent = { method: string; query?: string; headers?: Record<string, string>; body?: unknown; text?: string };

/** Calls it over HTTP, by its link. `text` is sent as it is, `body` as JSON. */
async function ask({ link }: MadeEndpoint, { method, query = "", headers = {}, body, text = body === undefined ? undefined : JSON.stringify(body) }: Sent) {
  const answer = await fetch(link + query, { method, headers: { ...headers, ...(text !== undefined && { "content-type": "application/json" }) }, ...(text !== undefined && { body: text }) });
  const content = await answer.text();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: content === "" ? undefined : JSON.parse(content) };
}

async function makeReceiver() {
  const fair = await makeFairOfToday();
  const endpoint = await make(fair, webhookReceiver);
  await addSecret(endpoint, "webhookSecret", "a secret of two");
  return { fair, endpoint };
}

/** A message as the paying service sends it. */
function signed(message: unknown, { secret = "a secret of two", at = seconds() } = {}) {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  return { method: "POST", text, headers: { "x-signature": `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${text}`).digest("hex")}` } };
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** A fair that runs at the moment. */
function makeFairOfToday(): Promise<MadeFair> {
  return makeFair({ start: inDays(-1), end: inDays(2) });
}

async function list({ event, key }: MadeFair, resource: string): Promise<unknown> {
  return (await call(`GET /create/v2/${resource}/${event.id}?showDeleted=false`, { key })).json;
}

/** @returns its id */
async function add({ event, key }: MadeFair, body: object, resource = "partners"): Promise<string> {
  const { status, json, text } = await call(`POST /create/v2/${resource}/${event.id}`, { key, body: resource === "partners" ? { registrationType: event.partnerType.id, ...body } : body });
  if (status !== 201 || typeof json !== "object" || json === null || !("id" in json)) throw new Error(`${status}: ${text}`);
  return String(json.id);
}
