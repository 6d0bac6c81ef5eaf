import { expect, test } from "vitest";
import { createPartner } from "@/lib/partners/create-partner";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { findPeople } from "./find-people";

async function makeCrowd() {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  await createVisitor(ctx, { expoId: event.id, contact: { firstName: "Zoë", lastName: "Müller", company: "Søren & Sons", email: "zoe@sons.example" }, reference: "R_1%" });
  await createVisitor(ctx, { expoId: event.id, contact: { firstName: "Zoran", lastName: "Ilić", email: "i@z.example" } });
  await createPartner(ctx, { expoId: event.id, name: "Zoetemans Tiles", boothNumber: "4.B12", registrationType: event.partnerType });
  const find = async (query: string, resource: "visitors" | "partners" = "visitors", as = ctx) => (await findPeople(as, { eventId: event.id, query, resource })).map(({ name }) => name);
  return { find, event };
}

test.each([
  ["zoe", ["Zoë Müller"]],
  ["MULLER", ["Zoë Müller"]],
  ["zo", ["Zoran Ilić", "Zoë Müller"]],
  ["sons zoë", ["Zoë Müller"]],
  ["zoe@sons.example", ["Zoë Müller"]],
  ["r_1%", ["Zoë Müller"]],
  ["zoe zoran", []],
  ["z_e", []],
  ["%", ["Zoë Müller"]],
  ["  ", []],
])("visitors by %j: %j", async (query, names) => {
  const { find } = await makeCrowd();
  expect(await find(query)).toEqual(names);
});

test("partners by name and stand; nobody of another organisation", async () => {
  const { find } = await makeCrowd();
  expect(await find("tiles 4.b12", "partners")).toEqual(["Zoetemans Tiles"]);
  expect(await find("zo", "visitors", makeContext(await makeOrganisation()))).toEqual([]);
});
