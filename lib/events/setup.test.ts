import { expect, test } from "vitest";
import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { makeContext, makeEvent, makeFair, makeOrganisation } from "@/test/makers";
import { createEvent } from "./create-event";
import { listCustomFields, removeCustomField, saveCustomField } from "./custom-fields";
import { listLocations, removeLocation, saveLocation } from "./locations";
import { getEventSetup, updateEvent } from "./setup";
import { CustomFieldInput, EventInput, NewEventInput } from "./setup-schema";
import { getEvent } from "./verbs";

const general = { name: "Wood 2028", description: "", reference: "W28", contactName: "Wood, Ltd", contactEmail: "hi@wood.example", start: "2028-03-26T09:00", end: "2028-03-28T18:00", timezone: "Europe/Amsterdam" };

test("times are those of the event's clocks, on either side of a clock change", async () => {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  await updateEvent(ctx, { eventId: event.id, ...EventInput.parse({ ...general, start: "2028-03-25T09:00" }) });
  expect(await wire(ctx, event.id)).toMatchObject({ name: "Wood 2028", description: null, contactEmail: '"Wood, Ltd" <hi@wood.example>', start: "2028-03-25T08:00:00Z", end: "2028-03-28T16:00:00Z" });
});

test("a time that was not touched keeps its seconds, also when the zone moves", async () => {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation, { end: new Date("2027-03-11T22:59:59Z") });
  const ctx = makeContext(organisation);
  await updateEvent(ctx, { eventId: event.id, ...EventInput.parse({ ...general, start: "2027-03-09T09:00", end: "2027-03-11T23:59", timezone: "Asia/Tokyo" }) });
  expect(await wire(ctx, event.id)).toMatchObject({ start: "2027-03-09T00:00:00Z", end: "2027-03-11T14:59:59Z" });
});

test("a save made from an older state is refused, and changes nothing", async () => {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const seen = String((await getEventSetup(ctx, { eventId: event.id })).revision);
  await saveLocation(ctx, { eventId: event.id, name: "Gate", direction: "out" });
  const late = updateEvent({ ...ctx, expects: (validator) => validator === seen }, { eventId: event.id, ...EventInput.parse(general) });
  await expect(late).rejects.toMatchObject({ code: "precondition_failed" });
  expect((await getEventSetup(ctx, { eventId: event.id })).name).toBe("Wood & Steel 2027");
});

test.each([
  ["name", { name: "  " }, "cannot be empty"],
  ["name", { name: "bell\u0007" }, "cannot be shown"],
  ["end", { end: "2028-03-20T10:00" }, "must not be before the start"],
  ["start", { start: "2028-02-30T10:00" }, "exist"],
  ["timezone", { timezone: "Mars/Base" }, "time zone"],
  ["contactEmail", { contactEmail: "nobody" }, "e-mail address"],
])("%s that makes no sense is refused in words", (field, wrong, words) => {
  const { error } = EventInput.safeParse({ ...general, ...wrong });
  expect(error?.issues).toMatchObject([{ path: [field], message: expect.stringContaining(words) }]);
});

test("an event of another organisation can be neither read nor changed", async () => {
  const { event } = await makeFair();
  const ctx = makeContext(await makeOrganisation());
  const eventId = event.id;
  const refused = { code: "expo_not_found" };
  await expect(getEventSetup(ctx, { eventId })).rejects.toMatchObject(refused);
  await expect(updateEvent(ctx, { eventId, ...EventInput.parse(general) })).rejects.toMatchObject(refused);
  await expect(saveCustomField(ctx, { eventId, name: "wifi", value: "x" })).rejects.toMatchObject(refused);
  await expect(saveLocation(ctx, { eventId, name: "Gate", direction: null })).rejects.toMatchObject(refused);
  expect(await listLocations(ctx, { eventId })).toEqual([]);
  expect(await listCustomFields(ctx, { eventId })).toEqual([]);
});

test("removing a custom field or a location raises the event's revision, and saving what was removed brings it back", async () => {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const ref = { eventId: event.id };
  const before = await wire(ctx, event.id);
  const [field] = await listCustomFields(ctx, ref);
  const [location] = await listLocations(ctx, ref);
  const removed = [await removeCustomField(ctx, { ...ref, id: field?.id ?? "" }), await removeLocation(ctx, { ...ref, id: location?.id ?? "" })];
  expect(removed).toEqual([field, location]);
  const without = await wire(ctx, event.id);
  expect(without).toMatchObject({ customFields: [], locations: [] });
  expect(without.revision).toBeGreaterThan(before.revision);
  if (field) await saveCustomField(ctx, { ...ref, ...field });
  if (location) await saveLocation(ctx, { ...ref, ...location });
  const again = await wire(ctx, event.id);
  expect(again).toMatchObject({ customFields: [field], locations: [location] });
});

test("a custom field's name is lower-case letters, and an event has it once", async () => {
  const { organisation, event } = await makeFair();
  const twin = saveCustomField(makeContext(organisation), { eventId: event.id, name: "hall", value: "Hall 5" });
  await expect(twin).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "name" }] } });
  expect(CustomFieldInput.safeParse({ name: "Hall 5", value: "x" }).error?.issues).toMatchObject([{ path: ["name"] }]);
});

test("a new event has what a registration needs, and takes over what the organisation shares", async () => {
  const organisation = await makeOrganisation();
  const ctx = makeContext(organisation);
  const { id } = await createEvent(ctx, NewEventInput.parse(general));
  expect(await wire(ctx, id)).toMatchObject({ start: "2028-03-26T07:00:00Z", registrationTypes: [{ name: "Visitor" }, { name: "Exhibitor" }], forms: [{ name: "Registration" }] });
});

test("an event made from another has the same setup under ids of its own", async () => {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const { id } = await createEvent(ctx, NewEventInput.parse({ ...general, copyFrom: event.id }));
  const [source, copy] = [await wire(ctx, event.id), await wire(ctx, id)];
  for (const part of ["registrationTypes", "questions", "forms", "customFields", "locations", "partnerSettings"]) {
    expect(withoutIds(copy[part]), part).toEqual(withoutIds(source[part]));
  }
  const asked = (eventId: string) => runtime().database.read.formQuestion.findMany({ where: { form: { eventId } }, orderBy: [{ form: { sort: "asc" } }, { sort: "asc" }], select: { isMandatory: true, sort: true, question: { select: { name: true, eventId: true } } } });
  const copied = await asked(id);
  expect(copied.map(({ question }) => question.eventId)).toEqual(copied.map(() => id));
  expect(withoutIds(copied)).toEqual(withoutIds(await asked(event.id)));
});

test("an event of another organisation cannot be copied", async () => {
  const { event } = await makeFair();
  const stolen = createEvent(makeContext(await makeOrganisation()), NewEventInput.parse({ ...general, copyFrom: event.id }));
  await expect(stolen).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "copyFrom" }] } });
});

const Wire = z.looseObject({ revision: z.number() });

/** The event as the API shows it. */
async function wire(ctx: Context, expoId: string): Promise<z.output<typeof Wire>> {
  return Wire.parse(JSON.parse((await getEvent(ctx, { expoId })).json));
}

/** A value as text, with every id and revision left out. */
function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "id" || key === "eventId" || key === "revision" ? undefined : part)));
}
