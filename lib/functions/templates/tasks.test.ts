import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { call } from "@/test/call";
import { addSecret, makeFunction, runHere, type MadeFunction } from "@/test/functions";
import { inDays, makeEvent, makeFair, type MadeFair } from "@/test/makers";
import { startOutsideSystem, type Asked } from "@/test/outside-system";
import { startOwnRuntime } from "@/test/own-runtime";
import { readState } from "../stored-state";
import { accounting } from "./accounting";
import { crm } from "./crm";
import { erpPartners } from "./erp-partners";
import { reminderList } from "./reminder-list";
import type { Template } from "./template";
import { vipMessage } from "./vip-message";
import { templates } from ".";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const outside = await startOutsideSystem();
const stop = await startOwnRuntime({ outboundAllow: ["127.0.0.1"] });

beforeEach(() => {
  outside.received.length = 0;
  outside.answer = () => ({});
});
afterAll(async () => {
  await stop();
  outside.stop();
});

test.each(templates.filter(({ kind }) => kind === "task"))("$id succeeds as it stands, tells nobody outside and remembers nothing", async ({ code }) => {
  const fair = await makeFairOfToday();
  await register(fair, "ada");
  const made = await makeFunction(fair.organisation, { code, isDraft: true });
  expect(await runHere(made)).toMatchObject({ state: "returned", error: null });
  expect(outside.received).toEqual([]);
  expect(await readState(made.id)).toEqual(new Map());
});

test.each(templates.filter(({ kind }) => kind === "task"))("a dry run of $id, all filled in, lists what it would write and writes none of it", async (template) => {
  const fair = await makeFairOfToday({ startsInDays: 7 });
  await register(fair, "ada", { tags: ["vip"] });
  const made = await makeFunction(fair.organisation, { code: template.id === "vip-message" ? template.code : filledIn(template, { address: `${outside.url}/` }), isDraft: true });
  for (const { name } of template.secrets ?? []) await addSecret(made, name, name === "chatUrl" ? outside.url : "user:password");
  outside.answer = () => ({ body: `<exhibitors><exhibitor number="7"><name>Engines Ltd</name></exhibitor></exhibitors>` });
  const run = await runHere(made, { isDryRun: true });
  expect(run).toMatchObject({ state: "returned", error: null });
  expect(run.calls.filter(({ isDry, door }) => isDry && door !== "state")).toMatchObject([{ method: expect.stringMatching(/^(?:POST|PUT)$/), body: expect.any(String) }]);
  expect(outside.received.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await partnersOf(fair)).toEqual([]);
  expect(await readState(made.id)).toEqual(new Map());
});

test("crm: a run that fails in the middle is made good by the next, with nothing lost and nothing twice", async () => {
  const fair = await makeFairOfToday();
  const visitors = [];
  for (const name of ["ada", "bob", "cyd", "dan", "eve", "fay", "gus"]) visitors.push(await register(fair, name));
  await register(fair, "ina", { registrationState: "invited" });
  const made = await makeFunction(fair.organisation, { code: filledIn(crm, { address: `${outside.url}/contacts`, batchSize: 3 }) });
  await addSecret(made, "crmToken", "crm-token-1");

  outside.answer = () => (outside.received.length === 2 ? { status: 500, body: "the CRM is down" } : {});
  expect(await runHere(made)).toMatchObject({ state: "threw", error: { message: "The CRM answered 500: the CRM is down" } });
  expect(await readState(made.id)).toEqual(new Map());

  await change(fair, visitors[0], { registrationState: "cancelled" });
  expect(await result(made)).toEqual({ sent: 7 });
  expect(outside.received.every(({ method, path, headers }) => `${method} ${path} ${headers.authorization}` === "POST /contacts Bearer crm-token-1")).toBe(true);
  const contacts = new Map(outside.received.flatMap(({ text }) => JSON.parse(text).contacts).map((contact) => [contact.externalId, contact]));
  expect([...contacts.keys()].sort()).toEqual([...visitors].sort());
  expect(contacts.get(visitors[0])).toMatchObject({ status: "cancelled", email: "ada@example.org", type: "Visitor" });
  expect(contacts.get(visitors[6])).toMatchObject({ status: "registered", firstName: "gus" });

  await call(`DELETE /create/v2/visitors/${fair.event.id}/${visitors[1]}`, { key: fair.key });
  outside.received.length = 0;
  expect(await result(made)).toEqual({ sent: 1 });
  expect(JSON.parse(outside.received[0]?.text ?? "")).toMatchObject({ contacts: [{ externalId: visitors[1], status: "deleted", email: null }] });
  expect(await result(made)).toEqual({ sent: 0 });
});

test("crm: what is too much for one run is left to the next ones, in order", async () => {
  const fair = await makeFairOfToday();
  for (const name of ["ada", "bob", "cyd", "dan", "eve"]) await register(fair, name);
  const made = await makeFunction(fair.organisation, { code: filledIn(crm, { address: outside.url, batchSize: 2, mostRequests: 2 }) });
  await addSecret(made, "crmToken", "crm-token-1");
  expect([await result(made), await result(made), await result(made)]).toEqual([{ sent: 4 }, { sent: 1 }, { sent: 0 }]);
  expect(outside.received.flatMap(({ text }) => JSON.parse(text).contacts).map(({ firstName }) => firstName)).toEqual(["ada", "bob", "cyd", "dan", "eve"]);
});

test("crm: an event without visitors keeps no other one back", async () => {
  const fair = await makeFairOfToday();
  const event = await makeEvent(fair.organisation, { start: inDays(-1), end: inDays(2) });
  await register(fair, "ada");
  const made = await makeFunction(fair.organisation, { code: filledIn(crm, { address: outside.url }) });
  await addSecret(made, "crmToken", "crm-token-1");
  expect([await result(made), await result(made)]).toEqual([{ sent: 1 }, { sent: 0 }]);
  expect([...(await readState(made.id)).keys()].sort()).toEqual([fair.event.id, event.id].sort());
});

test("accounting: a run that fails is made good by the next under the same name, and what changes later is in a later file", async () => {
  const fair = await makeFairOfToday();
  const ada = await register(fair, "ada", { contact: { lastName: `Love"lace; Lady`, company: "Engines Ltd", vatNumber: "GB1", addresses: [{ type: "postal", city: "Leeds" }, { type: "invoice", address: "Mill Lane", houseNumber: "1", city: "York" }] } });
  await register(fair, "ina", { registrationState: "invited" });
  const made = await makeFunction(fair.organisation, { code: filledIn(accounting, { address: `${outside.url}/in/` }) });
  await addSecret(made, "accountingPassword", "visit:books");

  outside.answer = () => ({ status: 507, body: "disk full" });
  expect(await runHere(made)).toMatchObject({ state: "threw", error: { message: expect.stringMatching(/was not taken: 507 disk full$/) } });
  await register(fair, "bob");
  outside.answer = () => ({ status: 201 });
  const name = `registrations-${fair.event.id}-0.csv`;
  expect(await result(made)).toEqual({ files: [{ name, rows: 2 }] });
  expect(outside.received.map(({ method, path, headers }) => `${method} ${path} ${headers.authorization}`)).toEqual(Array(2).fill(`PUT /in/${name} Basic ${btoa("visit:books")}`));
  const day = new Date().toISOString().slice(0, 10);
  const [head, first, second] = (outside.received[1]?.text ?? "").split("\r\n");
  expect(head).toBe("Number;State;Registered;Company;VAT number;Name;E-mail;Street;Postcode;Town;Country;Type");
  expect(first).toMatch(new RegExp(`^${ada};registered;[0-9-]{10};Engines Ltd;GB1;"ada Love""lace; Lady";ada@example.org;Mill Lane 1;;York;;Visitor$`));
  expect(second).toMatch(/;bob;bob@example\.org;/);
  expect([first, second].every((line) => (line?.split(";")[2] ?? "") <= day)).toBe(true);

  expect(await result(made)).toEqual({ files: [] });
  await change(fair, ada, { registrationState: "cancelled" });
  expect(await result(made)).toMatchObject({ files: [{ rows: 1 }] });
  expect(outside.received[2]?.path).not.toContain(name);
  expect(outside.received[2]?.text).toContain(`\r\n${ada};cancelled;`);
});

test("vip-message: who registers and who comes in is told once, also when the chat was away", async () => {
  const fair = await makeFairOfToday();
  const made = await makeFunction(fair.organisation, { code: vipMessage.code });
  await addSecret(made, "chatUrl", `${outside.url}/hooks/s3cr3t`);
  await register(fair, "bob");
  const ada = await register(fair, "ada", { tags: ["speaker", "VIP"], contact: { company: "Engines Ltd" } });

  outside.answer = () => ({ status: 503 });
  const failed = await runHere(made);
  expect(failed).toMatchObject({ state: "threw", error: { message: "The chat answered 503: " } });
  expect(JSON.stringify(failed)).not.toContain("s3cr3t");
  outside.answer = () => ({});
  const told = [];
  for (const then of [undefined, () => change(fair, ada, { language: "en" }), () => change(fair, ada, { attendanceState: "show" })]) {
    await then?.();
    told.push(await result(made), await result(made));
  }
  expect(told).toEqual([{ told: 1 }, { told: 0 }, { told: 0 }, { told: 0 }, { told: 1 }, { told: 0 }]);
  expect(outside.received.slice(1).map(({ text }) => JSON.parse(text).text)).toEqual(["*ada, Engines Ltd* has registered (Wood & Steel 2027)", "*ada, Engines Ltd* is here (Wood & Steel 2027)"]);
});

test("reminder-list: the list is whole after a run that failed, and who has registered is off it", async () => {
  const soon = await makeFairOfToday({ startsInDays: 7 });
  const later = { ...soon, event: await makeEvent(soon.organisation, { start: inDays(90), end: inDays(91) }) };
  const ada = await register(soon, "ada", { registrationState: "invited", language: "en" });
  await register(soon, "bob", { registrationState: "invited" });
  await register(soon, "cyd");
  await register(later, "dan", { registrationState: "invited" });
  const made = await makeFunction(soon.organisation, { code: filledIn(reminderList, { address: `${outside.url}/lists/` }) });
  await addSecret(made, "mailingToken", "mailing-token-1");
  const lists = new Map<string, { email: string }[]>();
  const take = ({ path, text }: Asked) => void lists.set(path, JSON.parse(text).members);

  outside.answer = (asked) => (asked.path.endsWith(later.event.id) ? { status: 500 } : (take(asked), {}));
  expect(await runHere(made)).toMatchObject({ state: "threw" });
  await change(soon, ada, { registrationState: "cancelled" });
  outside.answer = (asked) => (take(asked), {});
  expect(await result(made)).toMatchObject({ lists: [{ members: 1 }, { members: 0 }] });
  expect(lists.get(`/lists/${soon.event.id}`)?.map(({ email }) => email)).toEqual(["bob@example.org"]);
  expect(lists.get(`/lists/${later.event.id}`)).toEqual([]);
});

test("erp-partners: a run that fails in the middle is made good by the next, and what did not change is left alone", async () => {
  const fair = await makeFairOfToday();
  const made = await makeFunction(fair.organisation, { code: filledIn(erpPartners, { address: `${outside.url}/exhibitors` }) });
  await addSecret(made, "erpPassword", "visit:erp");
  const company = (number: number, name: string, more = "") => `<exhibitor number="${number}"><name>${name}</name>${more}</exhibitor>`;
  const first = `<exhibitors next="/exhibitors?page=2">${company(7, "Engines &amp; Sons", `<email>sales@engines.example</email><address><city>Leeds</city></address><stand hall="3" size="24">A12</stand>`)}${company(8, "")}</exhibitors>`;
  const second = (name: string) => `<?xml version="1.0"?><exhibitors>${company(9, name, "<stand>B1</stand>")}</exhibitors>`;

  outside.answer = ({ path }) => ({ body: path === "/exhibitors" ? first : "<exhibitors><exhibitor" });
  expect(await runHere(made)).toMatchObject({ state: "threw", error: { name: "SyntaxError", message: expect.stringMatching(/^XML, line 1/) } });
  expect(await partnersOf(fair)).toMatchObject([{ reference: "7", name: "Engines & Sons", hall: "3", boothNumber: "A12", boothSize: "24" }]);

  outside.answer = ({ path }) => ({ body: path === "/exhibitors" ? first : second("Steel Ltd") });
  const run = await runHere(made);
  expect(JSON.parse(run.resultText ?? "")).toEqual({ written: 2, unchanged: 0, refused: ["8"] });
  expect(run.log).toMatchObject([{ level: "error", text: expect.stringMatching(/^Not imported: 8 /) }]);
  const before = await partnersOf(fair);
  expect(before).toMatchObject([{ reference: "7" }, { reference: "9", name: "Steel Ltd", boothNumber: "B1" }]);

  outside.answer = ({ path }) => ({ body: path === "/exhibitors" ? first : second("Steel plc") });
  expect(await result(made)).toEqual({ written: 1, unchanged: 1, refused: ["8"] });
  const after = await partnersOf(fair);
  expect(after).toMatchObject([{ reference: "7", revision: before[0]?.revision }, { id: before[1]?.id, name: "Steel plc" }]);
  expect(outside.received.every(({ headers }) => headers.authorization === `Basic ${btoa("visit:erp")}`)).toBe(true);
});

test("erp-partners: the ERP's password goes to no other server, wherever the list leads", async () => {
  const fair = await makeFairOfToday();
  const elsewhere = await startOutsideSystem();
  const made = await makeFunction(fair.organisation, { code: filledIn(erpPartners, { address: `${outside.url}/exhibitors` }) });
  await addSecret(made, "erpPassword", "visit:erp");
  outside.answer = () => ({ body: `<exhibitors next="${elsewhere.url}/exhibitors"/>` });
  const run = await runHere(made);
  elsewhere.stop();
  expect(run).toMatchObject({ state: "threw", error: { message: expect.stringContaining("on another server") } });
  expect(elsewhere.received).toEqual([]);
});

type Body = Record<string, unknown> & { contact?: Record<string, unknown> };

/** A fair that runs at the moment, or begins later. */
function makeFairOfToday({ startsInDays = -1 } = {}): Promise<MadeFair> {
  return makeFair({ start: inDays(startsInDays), end: inDays(startsInDays + 3) });
}

/** The template as somebody leaves it who wrote these values at its top. */
function filledIn({ code }: Template, values: Record<string, string | number>): string {
  return Object.entries(values).reduce((text, [name, value]) => {
    const changed = text.replace(new RegExp(`^const ${name} = [^;]+;`, "m"), `const ${name} = ${JSON.stringify(value)};`);
    if (changed === text) throw new Error(`there is no ${name} to fill in`);
    return changed;
  }, code);
}

/** What a run of it gave back. */
async function result(made: MadeFunction): Promise<unknown> {
  const { state, error, resultText } = await runHere(made);
  if (state !== "returned") throw new Error(`${state}: ${error?.message}`);
  return JSON.parse(resultText ?? "null");
}

/** @returns its id */
async function register({ event, key }: MadeFair, name: string, { contact, ...more }: Body = {}): Promise<string> {
  const body = { contact: { firstName: name, email: `${name}@example.org`, ...contact }, ...(more.registrationState === "invited" ? {} : { answers: { diet: "vegan" } }), ...more };
  return idOf(await call(`POST /create/v2/visitors/${event.id}`, { key, body }), 201);
}

async function change({ event, key }: MadeFair, id: string | undefined, body: Body): Promise<void> {
  idOf(await call(`PUT /create/v2/visitors/${event.id}/${id}`, { key, body }), 200);
}

function idOf({ status, json, text }: Awaited<ReturnType<typeof call>>, expected: number): string {
  if (status !== expected || typeof json !== "object" || json === null || !("id" in json)) throw new Error(`${status}: ${text}`);
  return String(json.id);
}

function partnersOf({ event }: MadeFair) {
  return runtime().database.read.partner.findMany({ where: { eventId: event.id }, orderBy: { reference: "asc" } });
}
