import { expect, test } from "vitest";
import { z } from "zod";
import { listForms } from "@/lib/forms/verbs";
import { Form } from "@/lib/forms/schema";
import { listQuestions } from "@/lib/questions/verbs";
import { Question } from "@/lib/questions/schema";
import { listRegistrationTypes } from "@/lib/registration-types/verbs";
import { RegistrationType } from "@/lib/registration-types/schema";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { deleteVisitor } from "@/lib/visitors/delete-visitor";
import { makeContext, makeEvent, makeFair, makeOrganisation } from "@/test/makers";
import { Expo, ExpoDetails } from "./schema";
import { getEvent, listEvents } from "./verbs";

const query = { fromRevision: 0, limit: 100, wait: 0 };

test("an event alone is what its schema says, to the member", async () => {
  const { organisation, event } = await makeFair();
  const found = await getEvent(makeContext(organisation), { expoId: event.id });
  const value: unknown = JSON.parse(found.json);
  expect(ExpoDetails.parse(value)).toEqual(value);
  expect(value).toMatchObject({
    description: null,
    reference: null,
    start: "2027-03-09T08:00:00Z",
    customFields: [{ name: "hall", customCode: "#custom:hall#" }],
    partnerSettings: [{ registrationType: event.partnerType, staff: [{ name: "Staff", freeBadges: 5 }] }],
    registrationTypeStats: [{ name: "Visitor", total: 0, online: 0, onsite: 0, show: 0, noshow: 0 }, { name: "Press" }],
  });
});

test("lists hold what their schemas say, to the member", async () => {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const ofEvent = { ...query, expoId: event.id };
  const pages = [
    { schema: Expo, page: await listEvents(ctx, query), count: 1 },
    { schema: RegistrationType, page: await listRegistrationTypes(ctx, ofEvent), count: 3 },
    { schema: Question, page: await listQuestions(ctx, ofEvent), count: 3 },
    { schema: Form, page: await listForms(ctx, ofEvent), count: 2 },
  ];
  for (const { schema, page, count } of pages) {
    const rows: unknown = JSON.parse(page.json);
    expect(z.array<z.ZodType>(schema).parse(rows)).toEqual(rows);
    expect(page.count).toBe(count);
  }
});

test("a page starts at fromRevision, holds at most limit, and names the organisation's horizon", async () => {
  const organisation = await makeOrganisation();
  for (const name of ["one", "two", "three"]) await makeEvent(organisation, { name });
  const first = await listEvents(makeContext(organisation), { ...query, limit: 2 });
  const rest = await listEvents(makeContext(organisation), { ...query, fromRevision: Number(first.lastRevision) + 1 });
  const names = [first, rest].flatMap((page) => z.array(Expo).parse(JSON.parse(page.json)).map(({ name }) => name));
  expect(names).toEqual(["one", "two", "three"]);
  expect(rest.horizon >= (rest.lastRevision ?? 0n)).toBe(true);
});

test("a chosen list of events hides the others, an empty one all", async () => {
  const organisation = await makeOrganisation();
  const [seen, hidden] = [await makeEvent(organisation, { reference: "fair" }), await makeEvent(organisation, { reference: "fair" })];
  const limited = makeContext(organisation, { events: { kind: "chosen", ids: [seen.id] } });
  const page = await listEvents(limited, { ...query, reference: "fair" });
  expect(z.array(Expo).parse(JSON.parse(page.json)).map(({ id }) => id)).toEqual([seen.id]);
  await expect(getEvent(limited, { expoId: hidden.id })).rejects.toMatchObject({ code: "expo_not_found" });
  expect((await listEvents(makeContext(organisation, { events: { kind: "chosen", ids: [] } }), query)).count).toBe(0);
});

test("an event of another organisation does not exist", async () => {
  const { event } = await makeFair();
  const other = await makeOrganisation();
  await expect(getEvent(makeContext(other), { expoId: event.id })).rejects.toMatchObject({ code: "expo_not_found" });
});

test("visitors are counted by type, once each, and the validator follows", async () => {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const before = await getEvent(ctx, { expoId: event.id });
  const visitor = { expoId: event.id, contact: { email: "a@b.example" }, answers: { diet: "vegan" } };
  await createVisitor(ctx, { ...visitor, method: "onsite", attendanceState: "show" });
  await createVisitor(ctx, visitor);
  await createVisitor(ctx, { ...visitor, registrationType: event.pressType.id });
  const gone = z.object({ id: z.string() }).parse(JSON.parse((await createVisitor(ctx, visitor)).json));
  await deleteVisitor(ctx, { expoId: event.id, visitorId: gone.id });
  const after = await getEvent(ctx, { expoId: event.id });
  expect(ExpoDetails.parse(JSON.parse(after.json)).registrationTypeStats).toMatchObject([
    { name: "Visitor", total: 2, online: 1, onsite: 1, show: 1, noshow: 1 },
    { name: "Press", total: 1, online: 1, onsite: 0, show: 0, noshow: 1 },
  ]);
  expect(after.revision).toBe(before.revision);
  expect(after.validator).not.toBe(before.validator);
});
