import { afterAll, expect, test } from "vitest";
import type { Where } from "@/lib/core/browsing";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { readTable } from "@/lib/imports/read-table";
import { carryOnImport } from "@/lib/imports/carry-on-import";
import type { Resource } from "@/lib/imports/targets";
import { createImport, getImport, listImportRows, startCheck, startImport } from "@/lib/imports/verbs";
import { createPartner } from "@/lib/partners/create-partner";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { updateVisitor } from "@/lib/visitors/update-visitor";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { exportFormats, exportRecords, type ExportFormat } from "./export-records";

afterAll(() => runtime().stop());

/** A fair with visitors and a partner that have something in almost every member. */
async function makeFilledFair() {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation, { name: "Wood/Steel: 2027", timezone: "Asia/Tokyo" });
  const ctx = makeContext(organisation);
  const expoId = event.id;
  const { json } = await createPartner(ctx, { expoId, name: "=Acme", reference: "p1", registrationType: event.partnerType.id, boothNumber: "+1", staffLimit: 3, tags: ["a;b", "c"], contact: { email: "acme@a.example" } });
  const partner: { id: string } = JSON.parse(json); // our own wire value
  const addresses = [{ type: "postal" as const, address: "Dam 1", city: "Amsterdam" }, { type: "invoice" as const, name: "Accounts", country: "NL" }];
  await createVisitor(ctx, {
    expoId,
    contact: { firstName: "Zoë", lastName: '=HYPERLINK("x")', phone1: "+31 6 1", email: "zoe@a.example", dateOfBirth: "1984-05-31", addresses },
    answers: { diet: "vegan", interests: ["wood", "glass"], remarks: "one; two\nthree" },
    partner: { id: partner.id, role: "staff" },
    tags: ["vip", "a;b"],
  });
  const { json: second } = await createVisitor(ctx, { expoId, reference: "007", contact: { firstName: "张伟", lastName: "'t Hooft", email: "zw@a.example" }, answers: { diet: "meat" } });
  const visitor: { id: string } = JSON.parse(second); // our own wire value
  await updateVisitor(ctx, { expoId, visitorId: visitor.id, registrationState: "cancelled" });
  return { ctx, event };
}

type Fair = Awaited<ReturnType<typeof makeFilledFair>>;

async function download({ ctx, event }: Fair, resource: Resource, format: ExportFormat, filter?: Where) {
  const { bytes, ...head } = await exportRecords(ctx, { eventId: event.id, resource, format, ...(filter && { filter }) });
  const parts: Buffer[] = [];
  for await (const part of bytes) parts.push(Buffer.from(part));
  return { ...head, bytes: Buffer.concat(parts) };
}

async function recordsIn(bytes: Uint8Array): Promise<Record<string, string>[]> {
  const { columns, rows } = await readTable(bytes);
  const records: Record<string, string>[] = [];
  for await (const { cells } of rows) records.push(Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ""])));
  return records;
}

test.each(exportFormats)("a download as %s shows people what they call it", async (format) => {
  const fair = await makeFilledFair();
  const { fileName, bytes } = await download(fair, "visitors", format);
  expect(fileName).toBe(`Visitors Wood Steel  2027 2027-03-10.${format}`);
  const [cancelled, zoe] = await recordsIn(bytes);
  expect(cancelled).toMatchObject({ "First name": "张伟", Reference: "007", State: "Cancelled", "Registered at (Asia/Tokyo)": "2027-03-10 19:00:00" });
  expect(zoe).toMatchObject({ Town: "Amsterdam", "Invoice address: country": "NL", diet: "vegan", Interests: "wood; glass", Remarks: "one; two\nthree", Partner: format === "csv" ? "'=Acme" : "=Acme", "Role at the partner": "staff" });
  expect(Object.keys(zoe ?? {})).not.toContain("Visiting address: town");
});

test.each(exportFormats.flatMap((format) => (["visitors", "partners"] as const).map((resource) => [resource, format] as const)))(
  "a download of %s as %s can be brought in again, and changes nothing",
  async (resource, format) => {
    const fair = await makeFilledFair();
    const before = await runtime().database.read.visitor.findMany({ where: { eventId: fair.event.id }, include: { contact: true } });
    const { bytes } = await download(fair, resource, format);
    const place = { eventId: fair.event.id, resource };
    const ref = { ...place, importId: (await createImport(fair.ctx, { ...place, fileName: "again", bytes })).id };
    await startCheck(fair.ctx, ref, (await getImport(fair.ctx, ref)).targets);
    await carryOnImport(ref.importId);
    await startImport(fair.ctx, ref);
    await carryOnImport(ref.importId);
    const rows = await listImportRows(fair.ctx, ref);
    expect(rows.map(({ fate, errors }) => ({ fate, errors }))).toEqual(rows.map(() => ({ fate: "unchanged", errors: [] })));
    expect(rows).toHaveLength(resource === "visitors" ? 2 : 1);
    expect(await runtime().database.read.visitor.findMany({ where: { eventId: fair.event.id }, include: { contact: true } })).toEqual(before);
  },
);

test("only what the filter lets through is in it, and nothing of other organisations", async () => {
  const fair = await makeFilledFair();
  const { bytes } = await download(fair, "visitors", "csv", { sql: `v."registrationState" = $3`, values: ["cancelled"] });
  expect((await recordsIn(bytes)).map((record) => record.Reference)).toEqual(["007"]);
  const stranger = makeContext(await makeOrganisation());
  await expect(exportRecords(stranger, { eventId: fair.event.id, resource: "visitors", format: "csv" })).rejects.toMatchObject({ code: "expo_not_found" });
});

test("many pages give every record once, also when all have one name", async () => {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  const { json } = await createVisitor(ctx, { expoId: event.id, contact: { lastName: "Same", email: "same@a.example" } });
  const { id }: { id: string } = JSON.parse(json); // our own wire value
  const { contactId, ...row } = await runtime().database.read.visitor.findUniqueOrThrow({ where: { id }, omit: { answers: true, documents: true, badgeCode: true } });
  const twins = Array.from({ length: 1200 }, (_, n) => ({ ...row, contactId, id: newId(), revision: 0n, reference: `r${n}` }));
  await write(ctx, (tx) => tx.visitor.createMany({ data: twins }));
  const records = await recordsIn((await download({ ctx, event }, "visitors", "csv")).bytes);
  expect(records).toHaveLength(1201);
  expect(new Set(records.map((record) => record["Visitor id"])).size).toBe(1201);
});
