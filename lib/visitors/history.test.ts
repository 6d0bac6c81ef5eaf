import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import type { HistoryEntry } from "@/lib/history/tell-changes";
import { createPartner } from "@/lib/partners/create-partner";
import { partnerHistory } from "@/lib/partners/history";
import { updatePartner } from "@/lib/partners/update-partner";
import { makeContext, makeEvent, makeFair, makeKey, makeOrganisation } from "@/test/makers";
import { createVisitor } from "./create-visitor";
import { deleteVisitor } from "./delete-visitor";
import { visitorHistory } from "./history";
import { CreateVisitor, UpdateVisitor } from "./schema";
import { updateVisitor } from "./update-visitor";

/** A visitor registered by a key, and what to do with it. */
async function makeRegistered() {
  const { organisation, event, key } = await makeFair();
  await runtime().database.writer.apiKey.update({ where: { id: key.id }, data: { comments: "CRM" } });
  const ctx = makeContext(organisation, { key });
  const expoId = event.id;
  const { json } = await createVisitor(ctx, CreateVisitor.parse({ expoId, contact: { firstName: "Ada", email: "ada@engine.example" }, answers: { diet: "vegan" } }));
  const { id: visitorId }: { id: string } = JSON.parse(json);
  const ref = { expoId, visitorId };
  return { organisation, event, ctx, ref, update: (body: object, as = ctx) => updateVisitor(as, UpdateVisitor.parse({ ...ref, ...body })), history: (as = ctx) => visitorHistory(as, ref, 50) };
}

const told = ({ action, by, values }: HistoryEntry) => ({ action, by, values: Object.fromEntries(values.map(({ label, before, after }) => [label, [before, after]])) });

test("a change is told by whoever made it, of the registration and its contact as one", async () => {
  const { update, history, event } = await makeRegistered();
  await update({ registrationType: { id: event.pressType.id }, contact: { company: "Zuiderhout" }, answers: { interests: ["wood", "steel"] }, tags: ["vip"] });
  const entries = (await history()).map(told);
  expect(entries).toEqual([
    { action: "update", by: { kind: "key", name: "CRM" }, values: { Company: [null, "Zuiderhout"], "Registration type": ["Visitor", "Press"], Interests: [null, "wood, steel"], Tags: [null, "vip"] } },
    { action: "create", by: { kind: "key", name: "CRM" }, values: {} },
  ]);
});

test("an account is told by its name, a function by its key, and another organisation's account by none", async () => {
  const { organisation, ctx, update, history } = await makeRegistered();
  const accountId = await makeAccount(organisation.id, "Wout Bos");
  const foreignId = await makeAccount((await makeOrganisation()).id, "Stranger");
  const { id: keyId } = await makeKey(organisation);
  await update({ language: "nl" }, { ...ctx, actor: { kind: "account", id: accountId } });
  await update({ language: "de" }, { ...ctx, actor: { kind: "key", id: keyId, origin: "function" } });
  await update({ language: "fr" }, { ...ctx, actor: { kind: "account", id: foreignId } });
  expect((await history()).slice(0, 3).map(({ by }) => by)).toEqual([{ kind: "account", name: "" }, { kind: "function", name: "" }, { kind: "account", name: "Wout Bos" }]);
});

test("a save that changes nothing is not told", async () => {
  const { update, history } = await makeRegistered();
  await update({ contact: { firstName: "Ada" } });
  expect(await history()).toHaveLength(1);
});

test("what was before this registration is not told of its contact", async () => {
  const { ctx, organisation, update } = await makeRegistered();
  await update({ contact: { company: "Before" } });
  const later = await makeEvent(organisation);
  const { json } = await createVisitor(ctx, CreateVisitor.parse({ expoId: later.id, contact: { email: "ada@engine.example" }, answers: { [later.diet.id]: "vegan" } }));
  const { id: visitorId }: { id: string } = JSON.parse(json);
  await update({ contact: { company: "After" } });
  const entries = (await visitorHistory(ctx, { expoId: later.id, visitorId }, 50)).map(told);
  expect(entries.map(({ action, values }) => [action, values])).toEqual([["update", { Company: ["Before", "After"] }], ["create", {}]]);
});

test("after a deletion who did what stays, and no value does", async () => {
  const { ctx, ref, update, history } = await makeRegistered();
  await update({ contact: { lastName: "Lovelace" } });
  await deleteVisitor(ctx, ref);
  const entries = await history();
  expect(entries.map(({ action }) => action)).toEqual(["delete", "create"]);
  expect(JSON.stringify(entries)).not.toContain("Lovelace");
});

test("another organisation sees no history", async () => {
  const { history } = await makeRegistered();
  expect(await history(makeContext(await makeOrganisation()))).toEqual([]);
});

test("a partner's history tells its own columns and its contact's", async () => {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const { json } = await createPartner(ctx, { expoId: event.id, name: "Zuiderhout", registrationType: event.partnerType });
  const { id: partnerId }: { id: string } = JSON.parse(json);
  await updatePartner(ctx, { expoId: event.id, partnerId, hall: "2", staffLimit: 4, contact: { firstName: "Noor" } });
  const [latest] = (await partnerHistory(ctx, { expoId: event.id, partnerId }, 50)).map(told);
  expect(latest).toEqual({ action: "update", by: { kind: "system", name: "" }, values: { "First name": [null, "Noor"], Hall: [null, "2"], "Staff limit": [null, "4"] } });
});

async function makeAccount(organisationId: string, name: string): Promise<string> {
  const id = newId();
  const { writer } = runtime().database;
  const role = await writer.role.create({ data: { id: newId(), organisationId, name: "Member", permissions: {} } });
  await writer.account.create({ data: { id, organisationId, roleId: role.id, name, email: `${id}@fair.example`, state: "active" } });
  return id;
}
