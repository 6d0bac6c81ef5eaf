import { expect, test } from "vitest";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { makeContext, makeEvent, makeFair, makeOrganisation, type MadeFair } from "@/test/makers";
import { createRegistrationType, listTypeSetup, removeRegistrationType, sortRegistrationTypes, updateRegistrationType } from "./setup";
import { NewTypeInput, TypeInput } from "./setup-schema";

test("an added type stands last, and a partner type has its kinds of staff", async () => {
  const { ctx, ref } = await fair();
  await createRegistrationType(ctx, { ...ref, ...NewTypeInput.parse({ name: "Sponsor", type: "partner", staff: [{ name: "Crew", freeBadges: "12" }] }) });
  const types = await listTypeSetup(ctx, ref);
  expect(types.at(-1)).toMatchObject({ name: "Sponsor", type: "partner", isDefault: false, isShared: false, staff: [{ id: expect.stringMatching(/^[0-9a-z]{9}$/), name: "Crew", freeBadges: 12 }] });
});

test("another default takes the place of the first, per kind", async () => {
  const { ctx, ref, event } = await fair();
  await updateRegistrationType(ctx, { ...ref, typeId: event.pressType.id, ...TypeInput.parse({ name: "Press", reference: "press", isDefault: "on" }) });
  const defaults = (await listTypeSetup(ctx, ref)).filter(({ isDefault }) => isDefault);
  expect(defaults.map(({ name }) => name).sort()).toEqual(["Exhibitor", "Press"]);
});

test("the organisation's default holds for an event that has none of its own", async () => {
  const { ctx, ref } = await fair();
  await createRegistrationType(ctx, { ...ref, ...NewTypeInput.parse({ name: "Guest", type: "visitor", isShared: true, isDefault: true }) });
  const types = await listTypeSetup(ctx, ref);
  expect(types.filter(({ isDefault, type }) => isDefault && type === "visitor")).toMatchObject([{ name: "Guest", isShared: true }]);
});

test("a name or reference that another type of the kind has is refused at its field", async () => {
  const { ctx, ref, event } = await fair();
  const twin = createRegistrationType(ctx, { ...ref, ...NewTypeInput.parse({ name: "Press", reference: "visitor", type: "visitor" }) });
  await expect(twin).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "name" }, { field: "reference" }] } });
  await updateRegistrationType(ctx, { ...ref, typeId: event.pressType.id, ...TypeInput.parse({ name: "Press", reference: "press" }) });
  await createRegistrationType(ctx, { ...ref, ...NewTypeInput.parse({ name: "Press", reference: "press", type: "partner" }) });
});

test("a shared type may not take the name that a type of any event has", async () => {
  const { ctx, ref, organisation } = await fair();
  const other = await makeEvent(organisation);
  await createRegistrationType(ctx, { eventId: other.id, ...NewTypeInput.parse({ name: "Student", type: "visitor" }) });
  const shared = createRegistrationType(ctx, { ...ref, ...NewTypeInput.parse({ name: "Student", type: "visitor", isShared: true }) });
  await expect(shared).rejects.toMatchObject({ code: "validation_failed" });
});

test("a used type stays, and the refusal says by how many", async () => {
  const { ctx, ref, event, ...made } = await fair();
  await register({ ...made, event }, event.pressType.id, [null, null, new Date()]);
  const removed = removeRegistrationType(ctx, { ...ref, typeId: event.pressType.id });
  await expect(removed).rejects.toMatchObject({ code: "conflict", message: "The type “Press” cannot be removed: it is used by 2 visitors and 1 deleted registration." });
});

test("the default stays until another is made the default", async () => {
  const { ctx, ref, event } = await fair();
  await expect(removeRegistrationType(ctx, { ...ref, typeId: event.visitorType.id })).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("is the default") });
});

test("what was removed can be brought back as it was, at its place", async () => {
  const { ctx, ref, event } = await fair();
  const before = await listTypeSetup(ctx, ref);
  const revision = await eventRevision(event.id);
  const removed = await removeRegistrationType(ctx, { ...ref, typeId: event.pressType.id });
  expect(await listTypeSetup(ctx, ref)).toHaveLength(2);
  expect(await eventRevision(event.id)).toBeGreaterThan(revision);
  await createRegistrationType(ctx, { ...ref, ...removed });
  expect((await listTypeSetup(ctx, ref)).map(({ revision: _, ...type }) => type)).toEqual(before.map(({ revision: _, ...type }) => type));
});

test("sorting gives a new revision to what moved, and to nothing else", async () => {
  const { ctx, ref, event } = await fair();
  const order = [event.pressType.id, event.visitorType.id, event.partnerType.id];
  await sortRegistrationTypes(ctx, { ...ref, typeIds: order });
  const sorted = await listTypeSetup(ctx, ref);
  expect(sorted.map(({ id }) => id)).toEqual(order);
  await sortRegistrationTypes(ctx, { ...ref, typeIds: order });
  expect(await listTypeSetup(ctx, ref)).toEqual(sorted);
});

test("types of another organisation or another event are out of reach", async () => {
  const { ctx, ref, event, organisation } = await fair();
  const input = TypeInput.parse({ name: "Mine" });
  const stranger = makeContext(await makeOrganisation());
  await expect(updateRegistrationType(stranger, { ...ref, typeId: event.pressType.id, ...input })).rejects.toMatchObject({ code: "expo_not_found" });
  const other = await makeEvent(organisation);
  await expect(updateRegistrationType(ctx, { eventId: other.id, typeId: event.pressType.id, ...input })).rejects.toMatchObject({ code: "not_found" });
});

async function fair() {
  const made = await makeFair();
  return { ...made, ctx: makeContext(made.organisation), ref: { eventId: made.event.id } };
}

async function register({ organisation, event }: Pick<MadeFair, "organisation" | "event">, registrationTypeId: string, deletions: (Date | null)[]) {
  await write(makeContext(organisation), async (tx) => {
    for (const deletedAt of deletions) {
      const contact = await tx.contact.create({ data: { id: newId(), organisationId: organisation.id } });
      await tx.visitor.create({ data: { id: newId(), organisationId: organisation.id, eventId: event.id, contactId: contact.id, registrationTypeId, formId: event.form.id, registrationState: "registered", deletedAt } });
    }
  });
}

async function eventRevision(id: string): Promise<bigint> {
  return (await runtime().database.read.event.findUniqueOrThrow({ where: { id } })).revision;
}
