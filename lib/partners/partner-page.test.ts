import { expect, test } from "vitest";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { deleteVisitor } from "@/lib/visitors/delete-visitor";
import { CreateVisitor } from "@/lib/visitors/schema";
import { findPartnerChoices, readChoices } from "@/lib/visitors/visitor-page";
import { makeContext, makeFair, makeOrganisation } from "@/test/makers";
import { createPartner } from "./create-partner";
import { deletePartner } from "./delete-partner";
import { findPartner, listPartnerTypes, listPeople } from "./partner-page";

/** A partner, and a way to register people for it. */
async function makeBooth() {
  const { organisation, event } = await makeFair();
  const ctx = makeContext(organisation);
  const idOf = ({ json }: { json: string }) => (JSON.parse(json) as { id: string }).id; // our own wire value
  const partnerId = idOf(await createPartner(ctx, { expoId: event.id, name: "Zuiderhout", registrationType: event.partnerType, staffLimit: 3 }));
  const ref = { expoId: event.id, partnerId };
  const add = async (lastName: string, role: "staff" | "guest") =>
    idOf(await createVisitor(ctx, CreateVisitor.parse({ expoId: event.id, registrationState: "invited", contact: { lastName, email: `${lastName}@fair.example` }, partner: { id: partnerId, role } })));
  return { organisation, event, ctx, ref, add, people: async (most: number, as = ctx) => (await listPeople(as, ref, most)).map(({ role, name }) => `${role} ${name}`) };
}

test("staff and guests are listed by name, so many of each and no tombstones", async () => {
  const { ctx, event, add, people } = await makeBooth();
  for (const name of ["Cas", "Bo", "Ali"]) await add(name, "staff");
  const gone = await add("Aad", "staff").catch(() => undefined);
  expect(gone).toBeUndefined(); // the limit is three
  const guest = await add("Gil", "guest");
  expect(await people(2)).toEqual(["staff Ali", "staff Bo", "guest Gil"]);
  await deleteVisitor(ctx, { expoId: event.id, visitorId: guest });
  expect(await people(9)).toEqual(["staff Ali", "staff Bo", "staff Cas"]);
});

test("another organisation sees neither the partner, nor its people, nor the event's choices", async () => {
  const { ref, add, people } = await makeBooth();
  await add("Ali", "staff");
  const stranger = makeContext(await makeOrganisation());
  expect(await people(9, stranger)).toEqual([]);
  expect(await listPartnerTypes(stranger, ref.expoId)).toEqual([]);
  await expect(findPartner(stranger, ref)).rejects.toMatchObject({ code: "not_found" });
  await expect(readChoices(stranger, ref.expoId, [ref.partnerId])).rejects.toMatchObject({ code: "expo_not_found" });
});

test("a deleted partner is found as what is left of it, and is no choice any more", async () => {
  const { ctx, ref } = await makeBooth();
  await deletePartner(ctx, ref);
  expect(await findPartner(ctx, ref)).toMatchObject({ deleted: true, name: "", staffLimit: null });
  expect((await readChoices(ctx, ref.expoId, [ref.partnerId])).partners).toEqual([]);
});

test("a partner type comes with its free badges", async () => {
  const { ctx, event } = await makeBooth();
  expect(await listPartnerTypes(ctx, event.id)).toMatchObject([{ id: event.partnerType.id, isDefault: true, staff: [{ name: "Staff", freeBadges: 5 }] }]);
});

test("partners to choose are found by any part of their words, those of other organisations and deleted ones never", async () => {
  const { ctx, event, ref } = await makeBooth();
  await createPartner(ctx, { expoId: event.id, name: "Ñandú Glas 100%", hall: "Hall 2", boothNumber: "2.A07", registrationType: event.partnerType });
  const found = async (query: string, as = ctx) => (await findPartnerChoices(as, { eventId: event.id, query })).map(({ label }) => label);
  expect(await found("")).toEqual(["Ñandú Glas 100%", "Zuiderhout"]);
  expect(await found("glas nandu")).toEqual(["Ñandú Glas 100%"]);
  expect(await findPartnerChoices(ctx, { eventId: event.id, query: "nandu" })).toMatchObject([{ detail: "Hall 2, 2.A07" }]);
  expect(await found("0%")).toEqual(["Ñandú Glas 100%"]);
  expect(await found("1%0")).toEqual([]);
  expect(await found("", makeContext(await makeOrganisation()))).toEqual([]);
  await deletePartner(ctx, ref);
  expect(await found("zuider")).toEqual([]);
});
