import { expect, test } from "vitest";
import { z } from "zod";
import { createPartner } from "@/lib/partners/create-partner";
import { deletePartner } from "@/lib/partners/delete-partner";
import { updatePartner } from "@/lib/partners/update-partner";
import { runtime } from "@/lib/core/runtime";
import { call } from "@/test/call";
import { makeContext, makeEvent, makeFair, makeOrganisation } from "@/test/makers";
import { createVisitor } from "./create-visitor";
import { deleteVisitor } from "./delete-visitor";
import { CreateVisitor, ListVisitors, UpdateVisitor, Visitor } from "./schema";
import { checkStateChange, registrationStates } from "./states";
import { updateVisitor } from "./update-visitor";
import { getVisitor, listVisitors } from "./verbs";

/** An event and its verbs, with bodies checked as the pipeline checks them and answers checked to the member. */
async function makeDesk(deduplication: "off" | "event" | "organisation" = "organisation") {
  const organisation = await makeOrganisation({ deduplication });
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  const seen = (item: { json: string }) => exact(Visitor, JSON.parse(item.json));
  return {
    organisation,
    event,
    ctx,
    create: async (body: object, as = ctx, expoId = event.id) => seen(await createVisitor(as, CreateVisitor.parse({ expoId, ...body }))),
    update: async (visitorId: string, body: object, as = ctx, expoId = event.id) => seen(await updateVisitor(as, UpdateVisitor.parse({ expoId, visitorId, ...body }))),
    remove: (visitorId: string) => deleteVisitor(ctx, { expoId: event.id, visitorId }),
    get: async (visitorId: string) => seen(await getVisitor(ctx, { expoId: event.id, visitorId })),
    list: async (query: object = {}) => exact(z.array(Visitor), JSON.parse((await listVisitors(ctx, ListVisitors.parse({ expoId: event.id, ...query }))).json)),
    partner: async (body: object = {}) => z.object({ id: z.string() }).parse(JSON.parse((await createPartner(ctx, { expoId: event.id, name: "Zuiderhout", registrationType: event.partnerType, ...body })).json)),
  };
}

/** The value, after making sure that the schema knows every member of it. */
function exact<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.parse(value);
  expect(parsed).toEqual(value);
  return parsed;
}

const ada = { firstName: "Ada", lastName: "Byron", email: "ada@engine.example" };
const full = { contact: ada, answers: { diet: "vegan" } };

test("a complete visitor is registered by itself, with its time and a badge", async () => {
  const { create, event } = await makeDesk();
  const visitor = await create({ ...full, tags: ["vip"], language: "nl", reference: "A 1" });
  expect(visitor).toMatchObject({
    registrationState: "registered",
    attendanceState: "no-show",
    method: "api",
    deleted: false,
    registerTime: "2027-03-10T10:00:00Z",
    registrationType: event.visitorType,
    form: event.form,
    partner: null,
    answers: [{ questionId: event.diet.id, question: "diet", values: [{ answerId: event.diet.answers.vegan, reference: "vegan", text: "vegan" }] }],
    tags: ["vip"],
    contact: { firstName: "Ada", phone1: null, addresses: [], dateOfBirth: null },
  });
  expect(visitor.badge?.code).toMatch(/^[0-9a-z]{13}$/);
});

test("a visitor with open questions is invited, without a usable badge", async () => {
  const { create } = await makeDesk();
  expect(await create({ contact: ada })).toMatchObject({ registrationState: "invited", registerTime: null, badge: { code: null } });
});

test("an explicit registered with gaps is refused naming every open question, unless the form allows them", async () => {
  const { create, event } = await makeDesk();
  const wanted = { contact: ada, registrationState: "registered" };
  await expect(create(wanted)).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "answers.diet", error: "required" }] } });
  expect(await create({ ...wanted, form: { name: "On site" } })).toMatchObject({ registrationState: "registered", form: event.gapForm });
});

test("whoever is invited must be within reach", async () => {
  const { create } = await makeDesk();
  await expect(create({ contact: { firstName: "Ada" } })).rejects.toMatchObject({ more: { errors: [{ field: "contact.email" }] } });
  for (const way of [{ phone2: "1" }, { addresses: [{ city: "Gent" }] }]) {
    expect(await create({ contact: way })).toMatchObject({ registrationState: "invited" });
  }
});

test("no other state than invited and registered can be created", async () => {
  const { create } = await makeDesk();
  await expect(create({ ...full, registrationState: "hold" })).rejects.toMatchObject({ more: { errors: [{ field: "registrationState" }] } });
});

test("every text of a contact comes back as it was sent, and lists are replaced whole", async () => {
  const { create, update } = await makeDesk();
  const hostile = { ...ada, lastName: " 007 ]]> ", company: "株式会社 𝒳", comments: "", dateOfBirth: "1984-02-29", addresses: [{ type: "visit", postalCode: "007" }, { city: "Gent" }], socialMedia: [{ url: "https://x.example" }] };
  const made = await create({ ...full, contact: hostile });
  expect(made.contact).toMatchObject({ ...hostile, addresses: [{ type: "visit", postalCode: "007", city: null }, { type: "postal", city: "Gent" }] });
  const changed = await update(made.id, { contact: { addresses: [{ city: "Brugge" }], socialMedia: null } });
  expect(changed.contact).toMatchObject({ ...ada, lastName: " 007 ]]> ", addresses: [{ city: "Brugge" }], socialMedia: [] });
});

test("answers are understood in every form", async () => {
  const { create, event } = await makeDesk();
  const { diet, interests, remarks } = event;
  const forms = [
    [{ questionId: diet.id, question: "x", values: [{ answerId: diet.answers.vegan, reference: null, text: "?" }] }, { question: "interests", values: ["wood", interests.answers.glass] }, { question: "Remarks", values: "hello" }],
    [{ question: "*diet", values: "vegan" }, { question: interests.id, values: [{ reference: "wood" }, { text: "glass" }] }, { questionId: remarks.id, values: [{ text: "hello" }] }],
    { remarks: "hello", diet: ["vegan"], [interests.id]: ["glass", "wood"] },
  ];
  for (const answers of forms) {
    const visitor = await create({ contact: ada, answers });
    expect(visitor.answers.map(({ question, values }) => [question, values.map(({ text }) => text).sort()])).toEqual([["diet", ["vegan"]], ["interests", ["glass", "wood"]], ["remarks", ["hello"]]]);
  }
});

test("unknown questions and answers are refused by their place", async () => {
  const { create } = await makeDesk();
  const answers = [{ question: "nope", values: "x" }, { question: "diet", values: ["fish"] }, { question: "diet", values: ["meat", "vegan"] }];
  await expect(create({ contact: ada, answers })).rejects.toMatchObject({ more: { errors: [{ field: "answers.0" }, { field: "answers.1" }, { field: "answers.2" }] } });
  await expect(create({ contact: ada, answers: { diet: ["meat", "vegan"] } })).rejects.toMatchObject({ more: { errors: [{ field: "answers.diet", description: "takes one value, got 2" }] } });
});

test("an update merges answers by question, and an empty list clears one", async () => {
  const { create, update } = await makeDesk();
  const { id } = await create({ contact: ada, answers: { diet: "meat", remarks: "first", interests: ["wood"] } });
  const changed = await update(id, { answers: [{ question: "remarks", values: [] }, { question: "diet", values: ["vegan"] }] });
  expect(changed.answers.map(({ question, values }) => [question, values[0]?.text])).toEqual([["diet", "vegan"], ["interests", "wood"]]);
});

test("references are taken as id, reference and exact name; one that leads nowhere is named", async () => {
  const { create, event } = await makeDesk();
  for (const registrationType of [event.pressType.id, { id: event.pressType.id, name: "?" }, { reference: "press" }, { name: "Press" }]) {
    expect((await create({ ...full, registrationType })).registrationType).toEqual(event.pressType);
  }
  await expect(create({ ...full, registrationType: { name: "press" }, form: "none", partner: {} })).rejects.toMatchObject({
    code: "validation_failed",
    more: { errors: [{ field: "registrationType" }, { field: "form" }, { field: "partner" }] },
  });
  await expect(create({ ...full, registrationType: event.partnerType.id })).rejects.toMatchObject({ more: { errors: [{ field: "registrationType" }] } });
});

test("a name that several have is refused", async () => {
  const { create, partner } = await makeDesk();
  await partner();
  await partner();
  await expect(create({ ...full, partner: { name: "Zuiderhout" } })).rejects.toMatchObject({ more: { errors: [{ field: "partner", description: expect.stringContaining("not unique") }] } });
});

test("an update keeps what is absent, sets a value, and clears with null", async () => {
  const { create, update } = await makeDesk();
  const made = await create({ ...full, reference: "R", tags: ["a"], language: "nl", actionCode: "X" });
  const changed = await update(made.id, { language: null, tags: ["b"], contact: { firstName: null } });
  expect(changed).toMatchObject({ reference: "R", actionCode: "X", language: null, tags: ["b"], contact: { ...ada, firstName: null } });
  expect(changed.revision).toBeGreaterThan(made.revision);
});

test("an update that changes nothing gives a new revision all the same", async () => {
  const { create, update, get } = await makeDesk();
  const made = await create(full);
  const { revision, ...rest } = await update(made.id, {});
  expect({ ...rest, revision: made.revision }).toEqual(made);
  expect(revision).toBeGreaterThan(made.revision);
  expect((await get(made.id)).revision).toBe(revision);
});

test("a whole answer can be sent back", async () => {
  const { create, update, partner } = await makeDesk();
  const made = await create({ ...full, partner: { id: (await partner()).id, role: "staff" }, tags: ["a"] });
  const again = await update(made.id, made);
  expect({ ...again, revision: made.revision }).toEqual(made);
});

test("what cannot be told apart by the caller is named as ignored, or refused to the strict", async () => {
  const { create, ctx, event } = await makeDesk();
  const ignored: string[] = [];
  await create({ ...full, registrationType: event.pressType }, { ...ctx, ignored });
  expect(ignored).toEqual(["registrationType.reference", "registrationType.name"]);
  await expect(create({ ...full, registrationType: event.pressType }, { ...ctx, isStrict: true })).rejects.toMatchObject({ code: "validation_failed" });
});

test.each(registrationStates.flatMap((from) => registrationStates.map((to) => [from, to] as const)))("from %s to %s is as the contract says", (from, to) => {
  const followers: Record<string, string> = {
    invited: "invited incomplete pendingConfirmation registered cancelled",
    incomplete: "incomplete pendingConfirmation registered cancelled",
    pendingConfirmation: "pendingConfirmation hold registered denied cancelled",
    hold: "hold registered denied cancelled",
    registered: "registered cancelled unregistered",
    denied: "denied hold registered",
    cancelled: "cancelled invited registered",
    unregistered: "unregistered invited registered",
  };
  const change = () => checkStateChange(from, to);
  if (followers[from]?.split(" ").includes(to)) expect(change).not.toThrow();
  else expect(change).toThrow(`A visitor who is ${from} cannot become ${to}; what may follow is`);
});

test("becoming registered needs the answers, and gives time and badge; leaving hides the badge and coming back shows the same", async () => {
  const { create, update, ctx } = await makeDesk();
  const { id } = await create({ contact: ada });
  await expect(update(id, { registrationState: "registered" })).rejects.toMatchObject({ more: { errors: [{ field: "answers.diet" }] } });
  const now = new Date("2027-03-11T09:30:00Z");
  const registered = await update(id, { registrationState: "registered", answers: { diet: "meat" } }, { ...ctx, now });
  expect(registered).toMatchObject({ registrationState: "registered", registerTime: "2027-03-11T09:30:00Z" });
  expect(await update(id, { registrationState: "cancelled" })).toMatchObject({ badge: { code: null } });
  expect((await update(id, { registrationState: "registered" })).badge).toEqual(registered.badge);
  await expect(update(id, { registrationState: "hold" })).rejects.toMatchObject({ code: "conflict" });
});

test("a whole answer sent back with another state brings its time and badge too, though it says null there", async () => {
  const { create, update } = await makeDesk();
  const invited = await create({ contact: ada });
  const registered = await update(invited.id, { ...invited, answers: { diet: "vegan" }, registrationState: "registered" });
  expect(registered.registerTime).toBe("2027-03-10T10:00:00Z");
  expect((await create({ ...full, registerTime: null })).registerTime).toBe("2027-03-10T10:00:00Z");
  expect((await create({ ...full, registerTime: "2026-12-01T09:00:00Z" })).registerTime).toBe("2026-12-01T09:00:00Z");
  expect((await update(registered.id, { registerTime: null })).registerTime).toBeNull();
});

test("only who is registered can be marked as show", async () => {
  const { create, update } = await makeDesk();
  const invited = await create({ contact: ada });
  await expect(update(invited.id, { attendanceState: "show" })).rejects.toMatchObject({ code: "conflict" });
  await expect(create({ contact: ada, attendanceState: "show" })).rejects.toMatchObject({ code: "conflict" });
  const came = await update((await create(full)).id, { attendanceState: "show" });
  expect(came).toMatchObject({ attendanceState: "show" });
  expect(await update(came.id, { ...came, registrationState: "cancelled" })).toMatchObject({ registrationState: "cancelled", attendanceState: "show" });
});

test("the visitor of a reference is updated instead of created when the caller asks to match", async () => {
  const { create, list, ctx, event } = await makeDesk();
  const asked = { expoId: event.id, match: "reference", reference: "R-1", contact: ada, answers: { diet: "meat" } };
  expect((await createVisitor(ctx, CreateVisitor.parse(asked))).isNew).toBe(true);
  const again = await createVisitor(ctx, CreateVisitor.parse({ ...asked, contact: { firstName: "Augusta" } }));
  expect(again.isNew).toBe(false);
  expect(await list()).toMatchObject([{ reference: "R-1", contact: { firstName: "Augusta", lastName: "Byron" } }]);
  await create({ ...full, reference: "R-1" });
  await expect(createVisitor(ctx, CreateVisitor.parse(asked))).rejects.toMatchObject({ code: "conflict" });
  await expect(createVisitor(ctx, CreateVisitor.parse({ ...asked, reference: null }))).rejects.toMatchObject({ more: { errors: [{ field: "reference" }] } });
});

test("values are checked before the item, the item before the condition, the condition before the state", async () => {
  const { create, update, ctx } = await makeDesk();
  const { id } = await create(full);
  const stale = { ...ctx, expects: () => false };
  await expect(update("nobody", { form: "none", contact: { id: "nobody" } }, stale)).rejects.toMatchObject({ more: { errors: [{ field: "form" }, { field: "contact.id" }] } });
  await expect(update("nobody", { registrationState: "hold" }, stale)).rejects.toMatchObject({ code: "not_found" });
  await expect(update(id, { registrationState: "hold" }, stale)).rejects.toMatchObject({ code: "precondition_failed" });
  await expect(update(id, { registrationState: "hold" })).rejects.toMatchObject({ code: "conflict" });
  const nowhere = { registrationState: "invited", contact: { email: null } };
  await expect(update(id, nowhere, stale)).rejects.toMatchObject({ more: { errors: [{ field: "contact.email" }] } });
});

test("a new visitor's faults are all told at once, and before any conflict", async () => {
  const { create } = await makeDesk();
  await expect(create({ registrationState: "hold", form: "none" })).rejects.toMatchObject({ more: { errors: [{ field: "contact" }, { field: "registrationState" }, { field: "form" }] } });
  await create({ contact: { reference: "taken", email: "t@t.example" } });
  const bare = await create({ contact: { lastName: "Bare" }, answers: { diet: "vegan" } });
  const invited = { registrationState: "invited", contact: { id: bare.contact.id, reference: "taken" } };
  await expect(create(invited)).rejects.toMatchObject({ more: { errors: [{ field: "contact.email" }] } });
  await expect(create({ ...invited, contact: { ...invited.contact, phone1: "1" } })).rejects.toMatchObject({ code: "conflict" });
  await expect(create({ registrationState: "invited", attendanceState: "show", contact: { lastName: "x" } })).rejects.toMatchObject({ more: { errors: [{ field: "contact.email" }] } });
});

test("a delete leaves a tombstone, erases the contact with its last registration, and happens once", async () => {
  const { create, remove, get, update, list, ctx } = await makeDesk();
  const made = await create({ ...full, reference: "R", contact: { ...ada, reference: "C" }, tags: ["a"], language: "nl" });
  await remove(made.id);
  const [tombstone] = await list();
  const empty = { attendanceState: null, method: null, partner: null, answers: [], tags: [], labels: [], language: null, actionCode: null, registerTime: null, visitTime: null, firstEntryTime: null, lastExitTime: null, dwellingTime: null, visits: null, badge: null, documents: [] };
  const nobody = Object.fromEntries(Object.entries(made.contact).map(([name, value]) => [name, Array.isArray(value) ? [] : null]));
  expect(tombstone).toEqual({
    ...empty,
    ...{ id: made.id, revision: expect.any(Number), deleted: true, expoId: made.expoId, reference: "R", registrationState: "unregistered" },
    ...{ registrationType: made.registrationType, form: made.form, contact: { ...nobody, id: made.contact.id, reference: "C" } },
  });
  expect(tombstone?.revision).toBeGreaterThan(made.revision);
  await remove(made.id);
  expect((await list())[0]?.revision).toBe(tombstone?.revision);
  await expect(get(made.id)).rejects.toMatchObject({ code: "deleted" });
  await expect(update(made.id, {})).rejects.toMatchObject({ code: "deleted" });
  await expect(remove("nobody")).rejects.toMatchObject({ code: "not_found" });
  const contact = await runtime().database.read.contact.findUniqueOrThrow({ where: { id: made.contact.id } });
  expect(contact).toMatchObject({ reference: "C", email: null, emailKey: null, lastName: null, erasedAt: ctx.now });
});

test("an answer kept for a repeated request is forgotten with its contact, and the request makes nobody anew", async () => {
  const { organisation, event, key } = await makeFair();
  const path = `/create/v2/visitors/${event.id}`;
  const post = (once: string, email: string) => call(`POST ${path}`, { key, body: { contact: { email } }, headers: { "Idempotency-Key": once } });
  const made = await post("first", "erased@x.example");
  const other = await post("second", "kept@x.example");
  await call(`DELETE ${path}/${z.object({ id: z.string() }).parse(made.json).id}`, { key });
  expect(await post("first", "erased@x.example")).toMatchObject({ status: 404, json: { errorCode: "deleted" } });
  expect((await post("second", "kept@x.example")).text).toBe(other.text);
  const kept = await runtime().database.read.idempotencyRecord.count({ where: { json: { contains: "erased@x.example" } } });
  expect([kept, await runtime().database.read.visitor.count({ where: { organisationId: organisation.id } })]).toEqual([0, 2]);
});

test("a tombstone keeps its contact hidden while the contact lives on elsewhere, and follows its reference", async () => {
  const { create, remove, update, list } = await makeDesk();
  const [gone, stays] = [await create(full), await create(full)];
  expect(gone.contact.id).toBe(stays.contact.id);
  await remove(gone.id);
  const before = (await list()).find(({ deleted }) => deleted);
  expect(before).toMatchObject({ id: gone.id, deleted: true, contact: { firstName: null, reference: null } });
  await update(stays.id, { contact: { reference: "late" } });
  const after = (await list()).find(({ id }) => id === gone.id);
  expect(after).toMatchObject({ contact: { reference: "late", firstName: null } });
  expect(after?.revision).toBeGreaterThan(before?.revision ?? Infinity);
  await update(stays.id, { contact: { reference: "late", firstName: "Augusta" } });
  expect((await list()).find(({ id }) => id === gone.id)).toEqual(after);
});

test("the erased contact's reference and address are free again", async () => {
  const { create, remove } = await makeDesk();
  const contact = { ...ada, reference: "C" };
  const first = await create({ ...full, contact });
  await remove(first.id);
  const second = await create({ ...full, contact });
  expect(second.contact.id).not.toBe(first.contact.id);
  await expect(create({ ...full, contact: { id: first.contact.id } })).rejects.toMatchObject({ more: { errors: [{ field: "contact.id" }] } });
});

test("filters keep what they name, and tombstones pass all of them but showDeleted", async () => {
  const { create, remove, list, partner, event } = await makeDesk();
  const company = await partner();
  const gone = await create({ ...full, contact: { email: "gone@x.example" } });
  const wanted = await create({ ...full, reference: "R", contact: { ...ada, reference: "C" }, registrationType: event.pressType.id, partner: company.id });
  await create({ contact: { email: "other@x.example" } });
  await remove(gone.id);
  const queries = [{ reference: "R" }, { email: " ADA@engine.example " }, { contactId: wanted.contact.id }, { contactReference: "C" }, { partnerId: company.id }, { registrationTypes: [event.pressType.id, "zzz"] }, { registrationStates: ["registered", "nonsense"] }];
  for (const query of queries) {
    expect((await list(query)).map(({ id }) => id).sort()).toEqual([gone.id, wanted.id].sort());
    expect((await list({ ...query, showDeleted: false })).map(({ id }) => id)).toEqual([wanted.id]);
  }
  expect((await list({ registrationStates: ["nonsense"], showDeleted: false })).length).toBe(0);
  await expect(list({ webhookId: "unknown" })).rejects.toMatchObject({ code: "not_found" });
});

test("contacts are found by id, then reference, then e-mail, and take on what is sent", async () => {
  const { create } = await makeDesk();
  const first = await create({ ...full, contact: { ...ada, reference: "C" } });
  for (const known of [{ id: first.contact.id }, { reference: "C" }, { email: " Ada@ENGINE.example" }]) {
    const again = await create({ ...full, contact: { ...known, company: "Engines" } });
    expect(again.contact).toMatchObject({ id: first.contact.id, lastName: "Byron", company: "Engines" });
  }
  await expect(create({ ...full, contact: { id: "nobody" } })).rejects.toMatchObject({ more: { errors: [{ field: "contact.id" }] } });
});

test("of several contacts with one address the oldest wins, whatever the order of their numbers", async () => {
  const { create, update, ctx } = await makeDesk("event");
  const on = (day: string) => ({ ...ctx, now: new Date(`2027-01-${day}T00:00:00Z`) });
  const newer = await create({ ...full, contact: { email: "x@y.example" } }, on("02"));
  const older = await create({ ...full, contact: { lastName: "first" } }, on("01"));
  await update(older.id, { contact: { email: "x@y.example" } });
  expect((await create({ ...full, contact: { email: "X@y.example" } })).contact.id).toBe(older.contact.id);
  expect(older.contact.id).not.toBe(newer.contact.id);
});

test.each([["off", false, false], ["event", true, false], ["organisation", true, true]] as const)("with deduplication %s an address is found in the event: %s, in another: %s", async (mode, inEvent, inOther) => {
  const { create, organisation, ctx } = await makeDesk(mode);
  const other = await makeEvent(organisation);
  const first = await create(full);
  expect((await create(full)).contact.id === first.contact.id).toBe(inEvent);
  expect((await create(full, ctx, other.id)).contact.id === first.contact.id).toBe(inOther);
});

test("a caller limited to events neither finds nor betrays contacts elsewhere", async () => {
  const { create, organisation, event, ctx } = await makeDesk();
  const other = await makeEvent(organisation);
  const hidden = await create({ ...full, contact: { ...ada, reference: "C" } }, ctx, other.id);
  const ignored: string[] = [];
  const limited = { ...ctx, ignored, events: { kind: "chosen" as const, ids: [event.id] } };
  const made = await create({ ...full, contact: { ...ada, reference: "C" } }, limited);
  expect(made.contact).toMatchObject({ email: ada.email, reference: null });
  expect(made.contact.id).not.toBe(hidden.contact.id);
  expect(ignored).toEqual(["contact.reference"]);
  await expect(create({ ...full, contact: { id: hidden.contact.id } }, limited)).rejects.toMatchObject({ more: { errors: [{ field: "contact.id" }] } });
});

test("fifty equal registrations at once make one contact", async () => {
  const { create } = await makeDesk();
  const visitors = await Promise.all(Array.from({ length: 50 }, () => create(full)));
  expect(new Set(visitors.map(({ contact }) => contact.id)).size).toBe(1);
  expect(new Set(visitors.map(({ revision }) => revision)).size).toBe(50);
}, 60_000);

test("another contact id relinks, and the contact left without a registration is erased", async () => {
  const { create, update } = await makeDesk();
  const [moving, staying] = [await create(full), await create({ ...full, contact: { email: "b@b.example" } })];
  const moved = await update(moving.id, { contact: { id: staying.contact.id, company: "B" } });
  expect(moved.contact).toMatchObject({ id: staying.contact.id, company: "B", email: "b@b.example" });
  const left = await runtime().database.read.contact.findUniqueOrThrow({ where: { id: moving.contact.id } });
  expect(left).toMatchObject({ email: null });
  expect(left.erasedAt).not.toBeNull();
});

test("a reference that another contact has is a conflict", async () => {
  const { create, update } = await makeDesk();
  await create({ ...full, contact: { email: "b@b.example", reference: "C" } });
  const { id } = await create(full);
  await expect(update(id, { contact: { reference: "C" } })).rejects.toMatchObject({ code: "conflict" });
});

test("a change to a contact renews every registration that shows it, in every event", async () => {
  const { create, update, organisation, ctx, get } = await makeDesk();
  const other = await makeEvent(organisation);
  const [here, there] = [await create(full), await create(full, ctx, other.id)];
  await update(there.id, { contact: { company: "Engines" } }, ctx, other.id);
  const after = await get(here.id);
  expect(after.contact.company).toBe("Engines");
  expect(after.revision).toBeGreaterThan(here.revision);
});

test("staff beyond a partner's limit is a conflict, guests and who gave up a place are not counted", async () => {
  const { create, update, partner } = await makeDesk();
  const { id } = await partner({ staffLimit: 1 });
  const staff = { ...full, partner: { id, role: "staff" } };
  const first = await create(staff);
  const guest = await create({ ...full, partner: id });
  expect(guest.partner).toEqual({ id, name: "Zuiderhout", role: "guest" });
  await expect(create(staff)).rejects.toMatchObject({ code: "conflict" });
  await expect(update(guest.id, { partner: { id, role: "staff" } })).rejects.toMatchObject({ code: "conflict" });
  await update(first.id, { registrationState: "cancelled" });
  await create(staff);
  await expect(update(first.id, { registrationState: "registered" })).rejects.toMatchObject({ code: "conflict" });
});

test("a partner sent without a role keeps the role, another partner makes a guest, null takes it off", async () => {
  const { create, update, partner } = await makeDesk();
  const [one, two] = [await partner(), await partner()];
  const { id } = await create({ ...full, partner: { id: one.id, role: "staff" } });
  expect((await update(id, { partner: one.id })).partner?.role).toBe("staff");
  expect((await update(id, { partner: two.id })).partner?.role).toBe("guest");
  expect((await update(id, { partner: null })).partner).toBeNull();
});

test("a partner's new name and its end are seen at its visitors, each with a new revision", async () => {
  const { create, partner, get, ctx, event } = await makeDesk();
  const { id } = await partner();
  const made = await create({ ...full, partner: id });
  await updatePartner(ctx, { expoId: event.id, partnerId: id, name: "Noorderhout" });
  const renamed = await get(made.id);
  expect(renamed.partner?.name).toBe("Noorderhout");
  await deletePartner(ctx, { expoId: event.id, partnerId: id });
  const freed = await get(made.id);
  expect(freed.partner).toBeNull();
  expect([made.revision < renamed.revision, renamed.revision < freed.revision]).toEqual([true, true]);
});

test("an event of another organisation has no visitors to see or to change", async () => {
  const { create, event } = await makeDesk();
  const { id } = await create(full);
  const stranger = makeContext(await makeOrganisation());
  await expect(getVisitor(stranger, { expoId: event.id, visitorId: id })).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteVisitor(stranger, { expoId: event.id, visitorId: id })).rejects.toMatchObject({ code: "not_found" });
  expect((await listVisitors(stranger, ListVisitors.parse({ expoId: event.id }))).json).toBe("[]");
});
