import { expect, test } from "vitest";
import { parseBody } from "@/lib/core/parse-body";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { visitorHistory } from "@/lib/visitors/history";
import { CreateVisitor, UpdateVisitor } from "@/lib/visitors/schema";
import { updateVisitor } from "@/lib/visitors/update-visitor";
import { findVisitor, readChoices } from "@/lib/visitors/visitor-page";
import { makeContext, makeFair } from "@/test/makers";
import { saveRecord } from "./save-record";
import { tellValue } from "./tell-value";
import { changedBody, visitorValues, type Values } from "./values";

/** A visitor, the form made of it, and a way to send that form with other values. */
async function openForm() {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const { json } = await createVisitor(ctx, CreateVisitor.parse({ expoId: event.id, contact: { firstName: "Ada", email: "ada@engine.example" }, answers: { diet: "vegan", remarks: "Hello" }, tags: ["vip"] }));
  const { id: visitorId }: { id: string } = JSON.parse(json);
  const ref = { expoId: event.id, visitorId };
  const read = async () => {
    const [visitor, choices] = [await findVisitor(ctx, ref), await readChoices(ctx, event.id, [])];
    return { base: { was: visitorValues(visitor, choices), revision: String(visitor.revision) }, tell: tellValue("visitors", choices) };
  };
  const { base } = await read();
  const send = (typed: Values, from = base) => {
    const form = new FormData();
    for (const [name, text] of Object.entries({ ...from.was, ...typed, was: JSON.stringify(from.was), revision: from.revision })) form.set(name, text);
    const update = (inner: typeof ctx, body: Record<string, unknown>) => updateVisitor(inner, parseBody(UpdateVisitor, { ...body, ...ref }));
    return saveRecord(ctx, form, { read, update, history: () => visitorHistory(ctx, ref, 2) });
  };
  return { event, base, send, visitor: () => findVisitor(ctx, ref), update: (body: object) => updateVisitor(ctx, UpdateVisitor.parse({ ...ref, ...body })) };
}

test("a form sent as it was opened writes nothing", async () => {
  const { send, base, visitor } = await openForm();
  expect(await send({})).toBeUndefined();
  expect(String((await visitor()).revision)).toBe(base.revision);
});

test("what was typed is saved, what was emptied is cleared, and the rest stays", async () => {
  const { send, visitor, event } = await openForm();
  const interests = JSON.stringify([[event.interests.answers.wood, ""], [event.interests.answers.glass, ""]]);
  const refused = await send({ "contact.company": "Zuiderhout", "contact.firstName": "", tags: "[]", [`answers.${event.interests.id}`]: interests, [`answers.${event.remarks.id}`]: "[]" });
  expect(refused).toBeUndefined();
  const { contact, tags, answers } = await visitor();
  expect(contact).toMatchObject({ company: "Zuiderhout", firstName: null, email: "ada@engine.example" });
  expect(tags).toEqual([]);
  expect(answers.map(({ question, values }) => [question, values.map(({ text }) => text)])).toEqual([["diet", ["vegan"]], ["interests", ["wood", "glass"]]]);
});

test("a refusal names the field, and keeps what was typed", async () => {
  const { send } = await openForm();
  expect(await send({ "contact.email": "nobody", "contact.company": "Zuiderhout" })).toMatchObject({ values: { "contact.email": "nobody", "contact.company": "Zuiderhout" }, fields: { "contact.email": "must be an e-mail address like name@example.org" } });
});

test("a lost race saves nothing, tells what changed meanwhile, and the second attempt loses nothing of either", async () => {
  const { send, update, visitor } = await openForm();
  await update({ contact: { company: "Theirs", phone1: "030" } });
  const state = await send({ "contact.company": "Mine", "contact.lastName": "Byron" });
  expect(state?.meanwhile).toEqual({ by: "Visit itself", changes: [{ label: "Company", before: "", now: "Theirs", yours: "Mine" }, { label: "Phone", before: "", now: "030" }] });
  expect((await visitor()).contact).toMatchObject({ company: "Theirs", lastName: null });
  expect(await send(state?.values ?? {}, state?.base)).toBeUndefined();
  expect((await visitor()).contact).toMatchObject({ company: "Mine", lastName: "Byron", phone1: "030" });
});

test("a change that shows nowhere in the form is no lost race", async () => {
  const { send, update, visitor } = await openForm();
  await update({ visitTime: "2027-03-10T09:00:00Z" });
  expect(await send({ language: "nl" })).toBeUndefined();
  expect(await visitor()).toMatchObject({ language: "nl", visitTime: "2027-03-10T09:00:00Z" });
});

test("a new record's empty fields are not sent", () => {
  expect(changedBody({ "contact.firstName": "Ada", "contact.email": "", tags: "[]", "contact.addresses": "[]", "answers.a": "[]", registrationState: "", partner: "", partnerRole: "guest" }, {})).toEqual({ contact: { firstName: "Ada" } });
});

test("a form cannot set what is not the form's to set", async () => {
  const { send, visitor } = await openForm();
  expect(await send({ id: "x", expoId: "y", visitorId: "z", organisationId: "o", "badge.code": "stolen", deleted: "true", language: "nl" })).toBeUndefined();
  expect(await visitor()).toMatchObject({ language: "nl", deleted: false, badge: { code: expect.not.stringContaining("stolen") } });
});
