import { expect, test } from "vitest";
import { z } from "zod";
import { runtime } from "@/lib/core/runtime";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { call } from "@/test/call";
import { makeContext, makeEvent, makeFair, makeOrganisation } from "@/test/makers";
import { createPartner } from "./create-partner";
import { deletePartner } from "./delete-partner";
import { CreatePartner, ListPartners, Partner, PartnerDetails, UpdatePartner } from "./schema";
import { updatePartner } from "./update-partner";
import { getPartner, listPartners } from "./verbs";

async function makeDesk() {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  const seen = (item: { json: string }) => exact(PartnerDetails, JSON.parse(item.json));
  return {
    event,
    ctx,
    create: async (body: object) => seen(await createPartner(ctx, CreatePartner.parse({ expoId: event.id, name: "Zuiderhout", registrationType: event.partnerType.id, ...body }))),
    update: async (partnerId: string, body: object, as = ctx) => seen(await updatePartner(as, UpdatePartner.parse({ expoId: event.id, partnerId, ...body }))),
    remove: (partnerId: string) => deletePartner(ctx, { expoId: event.id, partnerId }),
    get: (partnerId: string) => getPartner(ctx, { expoId: event.id, partnerId }),
    list: async (query: object = {}) => exact(z.array(Partner), JSON.parse((await listPartners(ctx, ListPartners.parse({ expoId: event.id, ...query }))).json)),
    visit: (partnerId: string, role: "staff" | "guest") =>
      createVisitor(ctx, { expoId: event.id, contact: { email: "a@b.example" }, answers: { diet: "vegan" }, partner: { id: partnerId, role } }),
  };
}

/** The value, after making sure that the schema knows every member of it. */
function exact<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.parse(value);
  expect(parsed).toEqual(value);
  return parsed;
}

test("a partner is created with what was sent, and a contact of its name when none was", async () => {
  const { create, event } = await makeDesk();
  expect(await create({ reference: "P", boothNumber: "4.B12", hall: "4", tags: ["gold"], staffLimit: 3 })).toMatchObject({
    ...{ name: "Zuiderhout", reference: "P", boothNumber: "4.B12", boothSize: null, hall: "4", tags: ["gold"], staffLimit: 3 },
    ...{ deleted: false, registrationType: event.partnerType, contact: { company: "Zuiderhout", email: null }, staffCount: 0, guestCount: 0 },
  });
});

test("name and registration type are required, the type must be one for partners", async () => {
  const { create, event } = await makeDesk();
  expect(CreatePartner.safeParse({ expoId: event.id }).error?.issues.map(({ path }) => path.join("."))).toEqual(["name", "registrationType"]);
  await expect(create({ registrationType: event.visitorType.id })).rejects.toMatchObject({ more: { errors: [{ field: "registrationType" }] } });
});

test("a partner and a visitor of one address share the contact", async () => {
  const { create, visit } = await makeDesk();
  const partner = await create({ contact: { email: "A@b.example", company: "Zuiderhout" } });
  const visitor = z.object({ contact: z.object({ id: z.string(), company: z.string() }) }).parse(JSON.parse((await visit(partner.id, "guest")).json));
  expect(visitor.contact).toMatchObject({ id: partner.contact?.id, company: "Zuiderhout" });
});

test("counts show on the item alone, and count in its validator though not in its revision", async () => {
  const { create, get, list, visit } = await makeDesk();
  const { id } = await create({});
  const before = await get(id);
  await visit(id, "staff");
  await visit(id, "guest");
  const after = await get(id);
  expect(JSON.parse(after.json)).toMatchObject({ staffCount: 1, guestCount: 1 });
  expect(after.revision).toBe(before.revision);
  expect([before.validator, after.validator]).toEqual([`${before.revision}-0-0`, `${before.revision}-1-1`]);
  expect((await list())[0]).not.toHaveProperty("staffCount");
});

test("an update keeps what is absent, clears with null, and is refused to who saw other counts", async () => {
  const { create, update, get, visit, ctx } = await makeDesk();
  const made = await create({ boothNumber: "1", hall: "2", contact: { firstName: "Ada", lastName: "Byron" } });
  const { validator } = await get(made.id);
  await visit(made.id, "guest");
  await expect(update(made.id, { hall: "3" }, { ...ctx, expects: (now) => now === validator })).rejects.toMatchObject({ code: "precondition_failed" });
  const changed = await update(made.id, { hall: null, contact: { firstName: null } });
  expect(changed).toMatchObject({ boothNumber: "1", hall: null, contact: { firstName: null, lastName: "Byron" }, guestCount: 1 });
  expect(changed.revision).toBeGreaterThan(made.revision);
});

test("a delete leaves a tombstone, erases the contact, and happens once", async () => {
  const { create, remove, list, get, update } = await makeDesk();
  const made = await create({ reference: "P", boothNumber: "1", tags: ["gold"], contact: { reference: "C", email: "a@b.example" } });
  await remove(made.id);
  const [tombstone] = await list();
  expect(tombstone).toMatchObject({
    ...{ id: made.id, deleted: true, name: "", reference: "P", boothNumber: null, tags: [], registrationType: made.registrationType },
    contact: { id: made.contact?.id, reference: "C", email: null, addresses: [] },
  });
  await remove(made.id);
  expect((await list())[0]?.revision).toBe(tombstone?.revision);
  await expect(get(made.id)).rejects.toMatchObject({ code: "deleted" });
  await expect(update(made.id, {})).rejects.toMatchObject({ code: "deleted" });
  expect(await runtime().database.read.contact.findUniqueOrThrow({ where: { id: made.contact?.id ?? "" } })).toMatchObject({ email: null, reference: "C" });
});

test("the partner of a reference is updated instead of created when the caller asks to match", async () => {
  const { create, list, ctx, event } = await makeDesk();
  const asked = CreatePartner.parse({ expoId: event.id, match: "reference", reference: "P", name: "One", registrationType: { reference: "exhibitor" } });
  expect((await createPartner(ctx, asked)).isNew).toBe(true);
  expect((await createPartner(ctx, { ...asked, name: "Two" })).isNew).toBe(false);
  expect(await list()).toMatchObject([{ name: "Two" }]);
  await create({ reference: "P" });
  await expect(createPartner(ctx, asked)).rejects.toMatchObject({ code: "conflict" });
});

test("filters keep what they name, and tombstones pass all of them but showDeleted", async () => {
  const { create, remove, list, event } = await makeDesk();
  const [gone, wanted] = [await create({}), await create({ reference: "P", contact: { reference: "C", email: "a@b.example" } })];
  await remove(gone.id);
  for (const query of [{ reference: "P" }, { contactReference: "C" }, { contactId: wanted.contact?.id }]) {
    await create({ name: "Other" });
    expect((await list(query)).map(({ id }) => id).sort()).toEqual([gone.id, wanted.id].sort());
    expect((await list({ ...query, showDeleted: false })).map(({ id }) => id)).toEqual([wanted.id]);
  }
  expect((await list({ registrationType: [event.partnerType.id] })).length).toBe(5);
  expect((await list({ registrationType: ["nonsense"], showDeleted: false })).length).toBe(0);
  await expect(list({ webhookId: "unknown" })).rejects.toMatchObject({ code: "not_found" });
});

test("a repeated request is answered as the first was, its tag included, whatever happened since", async () => {
  const { event, key } = await makeFair();
  const path = `/create/v2/partners/${event.id}`;
  const post = () => call(`POST ${path}`, { key, body: { name: "Zuiderhout", registrationType: event.partnerType.id }, headers: { "Idempotency-Key": "once" } });
  const first = await post();
  const { id } = z.object({ id: z.string() }).parse(first.json);
  await call(`POST /create/v2/visitors/${event.id}`, { key, body: { contact: { email: "a@b.example" }, partner: id } });
  const second = await post();
  expect([second.status, second.text, second.headers.get("etag")]).toEqual([201, first.text, first.headers.get("etag")]);
  const known = (etag: string | null) => call(`GET ${path}/${id}`, { key, headers: { "If-None-Match": etag ?? "" } }).then(({ status }) => status);
  expect(await known(second.headers.get("etag"))).toBe(200); // its guest came since
});
