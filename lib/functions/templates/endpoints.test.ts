import { createHmac } from "node:crypto";
import { afterAll, expect, test, vi } from "vitest";
import { call } from "@/test/call";
import { addSecret, makeFunction, runHere, type MadeFunction } from "@/test/functions";
import { inDays, makeFair, makeOrganisation, type MadeFair } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { exhibitors } from "./exhibitors";
import { registrationsIn } from "./registrations-in";
import { webhookReceiver } from "./webhook-receiver";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();

afterAll(() => stop());

test("registrations-in: what is sent again updates the registration, and makes no second one", async () => {
  const fair = await makeFairOfToday();
  const made = await makeFunction(fair.organisation, { kind: "endpoint", code: registrationsIn.code });
  const ada = { reference: "shop-1", email: "ada@example.org", firstName: "Ada", company: "Engines Ltd" };
  const first = await ask(made, { method: "POST", body: ada });
  expect(first).toMatchObject({ status: 200, body: { reference: "shop-1", state: "invited" } }); // the form's mandatory question is open
  const again = await ask(made, { method: "POST", body: [{ ...ada, lastName: "King", answers: { diet: "vegan" } }, { reference: "shop-2", email: "bob@example.org", answers: { diet: "meat" } }] });
  expect(again).toMatchObject({ status: 200, body: [{ id: first.body.id, reference: "shop-1" }, { reference: "shop-2", state: "registered" }] });
  expect(await list(fair, "visitors")).toMatchObject([
    { id: first.body.id, reference: "shop-1", contact: { firstName: "Ada", lastName: "King", company: "Engines Ltd" } },
    { reference: "shop-2", contact: { email: "bob@example.org" }, method: "api" },
  ]);
});

test("registrations-in: what cannot be right is refused field by field, before anybody is registered", async () => {
  const fair = await makeFairOfToday();
  const made = await makeFunction(fair.organisation, { kind: "endpoint", code: registrationsIn.code });
  expect(await ask(made, { method: "GET" })).toMatchObject({ status: 405, headers: { allow: "POST" } });
  for (const body of [null, "ada", 7, {}, { email: ["a@example.org", "b@example.org"], reference: "x" }]) expect(await ask(made, { method: "POST", body })).toMatchObject({ status: 400, body: { faults: expect.arrayContaining([expect.objectContaining({ index: 0, field: expect.any(String) })]) } });
  expect(await ask(made, { method: "POST", body: [{ reference: "shop-1", email: "ada@example.org" }, { reference: " ", email: "bob@example.org" }] })).toEqual({
    status: 400,
    body: { error: "Nothing was registered.", faults: [{ index: 1, field: "reference", text: "must be a text that is not empty" }] },
  });
  expect(await ask(made, { method: "POST", body: Array(101).fill({}) })).toMatchObject({ status: 400 });
  expect(await list(fair, "visitors")).toEqual([]);
});

test("registrations-in: one that Visit refuses does not keep the others out", async () => {
  const fair = await makeFairOfToday();
  const made = await makeFunction(fair.organisation, { kind: "endpoint", code: registrationsIn.code });
  const sent = [{ reference: "shop-1", email: "not an address" }, { reference: "shop-2", email: "bob@example.org", answers: { diet: "stones" } }, { reference: "shop-3", email: "cyd@example.org" }];
  const answer = await ask(made, { method: "POST", body: sent });
  expect(answer).toMatchObject({ status: 422, body: [{ faults: [{ field: "email" }] }, { faults: [{ field: expect.stringContaining("answers") }] }, { reference: "shop-3", state: "invited" }] });
  expect(await list(fair, "visitors")).toMatchObject([{ reference: "shop-3" }]);
  expect(await ask(made, { method: "POST", body: sent[0] })).toMatchObject({ status: 422, body: { reference: "shop-1" } });
});

test("registrations-in: without an event nothing is taken", async () => {
  const made = await makeFunction(await makeOrganisation(), { kind: "endpoint", code: registrationsIn.code });
  expect(await ask(made, { method: "POST", body: { reference: "shop-1", email: "ada@example.org" } })).toMatchObject({ status: 404 });
});

test("exhibitors: everybody may read the list, whoever has it already is told so, and no person is in it", async () => {
  const fair = await makeFairOfToday();
  const made = await makeFunction(fair.organisation, { kind: "endpoint", code: exhibitors.code });
  const steel = await add(fair, { name: "steel works", hall: "3", boothNumber: "A12", contact: { firstName: "Ada", email: "ada@steel.example", website: "https://steel.example", addresses: [{ country: "NL" }] } });
  await add(fair, { name: "Glass & Co", hall: "4" });
  const gone = await add(fair, { name: "Gone Ltd" });
  await call(`DELETE /create/v2/partners/${fair.event.id}/${gone}`, { key: fair.key });

  const whole = await ask(made, { method: "GET" });
  expect(whole).toMatchObject({ status: 200, headers: { "content-type": "application/json; charset=utf-8", "cache-control": "public, max-age=300", "access-control-allow-origin": "*" } });
  expect(JSON.parse(whole.body)).toEqual([
    { id: expect.any(String), name: "Glass & Co", hall: "4", stand: null, website: null, country: null },
    { id: steel, name: "steel works", hall: "3", stand: "A12", website: "https://steel.example", country: "NL" },
  ]);
  expect(JSON.parse((await ask(made, { method: "GET", query: { hall: "4" } })).body)).toMatchObject([{ name: "Glass & Co" }]);

  const { etag } = whole.headers;
  for (const tags of [etag, `"other", W/${etag}`]) expect(await ask(made, { method: "GET", headers: { "if-none-match": tags } })).toEqual({ status: 304, headers: whole.headers });
  await call(`PUT /create/v2/partners/${fair.event.id}/${steel}`, { key: fair.key, body: { boothNumber: "A13" } });
  const changed = await ask(made, { method: "GET", headers: { "if-none-match": etag } });
  expect(changed).toMatchObject({ status: 200, body: expect.stringContaining("A13") });
  expect(changed.headers.etag).not.toBe(etag);
  expect(await ask(made, { method: "DELETE" })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
});

test("webhook-receiver: who paid is tagged, once, and keeps the tags they had", async () => {
  const { made, fair } = await makeReceiver();
  const id = await add(fair, { reference: "shop-1", tags: ["speaker"], contact: { email: "ada@example.org" } }, "visitors");
  const paid = { id: "evt_1", type: "payment.succeeded", data: { reference: "shop-1" } };
  for (const _ of ["sent", "sent again"]) expect(await ask(made, signed(paid))).toEqual({ status: 200, body: { paid: "shop-1" } });
  expect(await list(fair, "visitors")).toMatchObject([{ id, tags: ["speaker", "paid"] }]);
  expect(await ask(made, signed({ type: "payment.begun" }))).toEqual({ status: 200, body: { ignored: "payment.begun" } });
  expect(await ask(made, signed({ ...paid, data: { reference: "shop-2" } }))).toMatchObject({ status: 404 });
});

test("webhook-receiver: what is forged, changed on its way or old is refused, and changes nothing", async () => {
  const { made, fair } = await makeReceiver();
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
  for (const forgery of forgeries) expect(await ask(made, forgery)).toEqual({ status: 401, body: { error: "The signature is not right, or too old." } });
  expect(await list(fair, "visitors")).toMatchObject([{ tags: [] }]);
  const renewed = { ...genuine, headers: { "x-signature": `${signature.replace(/v1=.*/, `v1=${"0".repeat(64)}`)},${signature.split(",")[1]}` } };
  expect(await ask(made, renewed)).toMatchObject({ status: 200 });
});

test("webhook-receiver: a genuine message that makes no sense is refused", async () => {
  const { made } = await makeReceiver();
  for (const text of ["", "{", "[]", "null", `{"type":1}`, `{"type":"payment.succeeded"}`, `{"type":"payment.succeeded","data":{"reference":7}}`]) expect(await ask(made, signed(text))).toMatchObject({ status: 400 });
  expect(await ask(made, { method: "GET" })).toMatchObject({ status: 405 });
});

/** What the endpoint hands a function of a request. */
type Request = { method: string; query?: Record<string, string>; headers?: Record<string, string | undefined>; body?: unknown; text?: string };

/** Runs it with this request, as the endpoint would. @returns the answer it gave back */
async function ask(made: MadeFunction, { method, query = {}, headers = {}, body = null, text }: Request) {
  const request = { method, path: "/", query, headers, body, text: text ?? (body === null ? "" : JSON.stringify(body)), ip: "203.0.113.7" };
  const { state, error, resultText } = await runHere(made, { event: JSON.stringify({ request }) });
  if (state !== "returned") throw new Error(`${state}: ${error?.message}`);
  return JSON.parse(resultText ?? "null");
}

async function makeReceiver() {
  const fair = await makeFairOfToday();
  const made = await makeFunction(fair.organisation, { kind: "endpoint", code: webhookReceiver.code });
  await addSecret(made, "webhookSecret", "a secret of two");
  return { fair, made };
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
