import { afterAll, expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { browsePartners, countPartners, matchingPartners, partnerHalls } from "./browse";
import { changePartners } from "./bulk";
import { createPartner } from "./create-partner";
import { partnerFilter } from "./filter";

afterAll(() => runtime().stop());

async function makeHall() {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  const make = async (name: string, hall: string, tags: string[] = []) => {
    const { json } = await createPartner(ctx, { expoId: event.id, name, hall, boothNumber: `${hall}.1`, tags, registrationType: event.partnerType.id });
    const { id }: { id: string } = JSON.parse(json); // our own wire value
    return id;
  };
  const acme = await make("Acmé", "4", ["vip"]);
  const beta = await make("Beta", "5");
  const state = { registrationState: "registered", answers: { diet: "vegan" } } as const;
  await createVisitor(ctx, { expoId: event.id, ...state, contact: { firstName: "S", email: "s@a.example" }, partner: { id: acme, role: "staff" } });
  await createVisitor(ctx, { expoId: event.id, registrationState: "invited", contact: { firstName: "G", email: "g@a.example" }, partner: { id: acme } });
  return { ctx, event, eventId: event.id, acme, beta };
}

test("partners are found by name, hall and tag, with their people counted", async () => {
  const { ctx, event, eventId, acme, beta } = await makeHall();
  const find = (address: string) => browsePartners(ctx, { eventId, filter: partnerFilter(new URLSearchParams(address)), order: { by: "stand", isDescending: true } });
  expect((await find("")).rows.map(({ id }) => id)).toEqual([beta, acme]);
  expect((await find("q=ACME&hall=4&tag=vip")).rows).toMatchObject([{ id: acme, staff: 1, guests: 1, booth: "4.1", hall: "4" }]);
  expect((await find("q=acme&hall=5")).rows).toEqual([]);
  expect(await matchingPartners(ctx, { eventId, filter: partnerFilter(new URLSearchParams("hall=5")) })).toEqual([beta]);
  expect(await countPartners(ctx, { eventId, filter: partnerFilter(new URLSearchParams("hall=5")) })).toEqual({ matching: 1, all: 2, types: new Map([[event.partnerType.id, 1]]) });
  expect(await partnerHalls(ctx, { eventId, query: "" })).toEqual([{ value: "4", label: "4", count: 1 }, { value: "5", label: "5", count: 1 }]); // prettier-ignore
});

test("partners deleted together leave their visitors, and those of another organisation are out of reach", async () => {
  const { ctx, eventId, acme, beta } = await makeHall();
  const stranger = makeContext(await makeOrganisation());
  expect((await changePartners(stranger, { eventId, ids: [acme], change: { kind: "delete" } })).refused).toMatchObject([{ id: acme }]);
  expect(await changePartners(ctx, { eventId, ids: [acme, beta], change: { kind: "addTag", tag: "vip" } })).toMatchObject({ changed: [{ id: beta }], unchanged: [acme] });
  expect((await changePartners(ctx, { eventId, ids: [acme, beta], change: { kind: "delete" } })).changed).toHaveLength(2);
  const visitors = await runtime().database.read.visitor.findMany({ where: { eventId } });
  expect(visitors.map(({ partnerId, deletedAt }) => [partnerId, deletedAt])).toEqual([[null, null], [null, null]]); // prettier-ignore
});
