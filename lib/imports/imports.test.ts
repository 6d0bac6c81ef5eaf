import { afterAll, expect, test, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { createPartner } from "@/lib/partners/create-partner";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { loadPlan } from "./load-plan";
import { nextRows, runBatch } from "./run-batch";
import { abandonedImports, carryOnImport } from "./carry-on-import";
import type { Resource } from "./targets";
import { cancelImport, createImport, deleteImport, getImport, listImportRows, startCheck, startImport, type ImportRef } from "./verbs";

vi.setConfig({ testTimeout: 60_000 }); // some bring in more than a batch
afterAll(() => runtime().stop());

async function makePlace(resource: Resource = "visitors") {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  return { ctx, event, place: { eventId: event.id, resource } };
}

/** A checked import with the columns as they were suggested. */
async function check(ctx: Context, place: { eventId: string; resource: Resource }, csv: string): Promise<ImportRef> {
  const { id: importId } = await createImport(ctx, { ...place, fileName: "people.csv", bytes: Buffer.from(csv) });
  const ref = { ...place, importId };
  await startCheck(ctx, ref, (await getImport(ctx, ref)).targets);
  await carryOnImport(importId);
  return ref;
}

async function run(ctx: Context, ref: ImportRef): Promise<ImportRef> {
  await startImport(ctx, ref);
  await carryOnImport(ref.importId);
  return ref;
}

async function fatesOf(ctx: Context, ref: ImportRef) {
  return (await listImportRows(ctx, ref)).map(({ fate }) => fate);
}

function visitorsOf(eventId: string) {
  return runtime().database.read.visitor.findMany({ where: { eventId }, include: { contact: true }, orderBy: { revision: "asc" } });
}

const people = `Reference;First name;Last name;E-mail;diet;interests;State
a1;Zoë;Łódź;zoe@a.example;vegan;wood; glass;
a2;Ada;King;ada@a.example;;;invited
;Bob;Nobody;bob@a.example;meat;;
a4;Eve;Wrong;not an address;meat;;
a1;Zoë;Again;zoe@a.example;;;
a6;Max;Wrong;max@a.example;fish;;
`.replace("wood; glass", '"wood; glass"');

test("a dry run foresees each row's fate and changes nothing", async () => {
  const { ctx, event, place } = await makePlace();
  const before = await runtime().database.read.organisation.findUniqueOrThrow({ where: { id: ctx.organisationId } });
  const ref = await check(ctx, place, people);
  const rows = await listImportRows(ctx, ref);
  expect(rows.map(({ number, fate }) => [number, fate])).toEqual([[2, "create"], [3, "create"], [4, "create"], [5, "refused"], [6, "refused"], [7, "refused"]]);
  expect(rows.slice(3).map(({ errors }) => errors)).toEqual([
    [{ field: "contact.email", error: "invalid_format", description: expect.any(String), column: "E-mail" }],
    [{ field: "reference", error: "invalid_value", description: "is the same as in row 2", column: "Reference" }],
    [{ field: `answers.${event.diet.id}`, error: "invalid_value", description: expect.stringContaining("fish"), column: "diet" }],
  ]);
  expect(await visitorsOf(event.id)).toEqual([]);
  expect(await runtime().database.read.organisation.findUniqueOrThrow({ where: { id: ctx.organisationId } })).toEqual(before);
});

test("a run does what was foreseen, by the rules of the API", async () => {
  const { ctx, event, place } = await makePlace();
  const ref = await run(ctx, await check(ctx, place, people));
  expect(await fatesOf(ctx, ref)).toEqual(["create", "create", "create", "refused", "refused", "refused"]);
  const [zoe, ada, bob] = await visitorsOf(event.id);
  expect(zoe).toMatchObject({ reference: "a1", registrationState: "registered", method: "import", contact: { firstName: "Zoë", lastName: "Łódź" } });
  expect(zoe?.answers).toEqual([
    { questionId: event.diet.id, values: [{ answerId: event.diet.answers.vegan, text: null }] },
    { questionId: event.interests.id, values: [{ answerId: event.interests.answers.wood, text: null }, { answerId: event.interests.answers.glass, text: null }] },
  ]);
  expect(ada).toMatchObject({ reference: "a2", registrationState: "invited" });
  expect(bob).toMatchObject({ reference: null, registrationState: "registered" });
  expect(await getImport(ctx, ref)).toMatchObject({ state: "done", counts: { create: { passed: 3 }, refused: { passed: 3 }, passed: 6 } });
});

test("the same file again creates nothing, draws no revision and finds everything unchanged; what differs is an update", async () => {
  const { ctx, event, place } = await makePlace();
  const file = "Reference,First name,E-mail,diet\na1,Zoë,zoe@a.example,vegan\na2,Ada,ada@a.example,meat\n";
  await run(ctx, await check(ctx, place, file));
  const before = await visitorsOf(event.id);
  expect(await fatesOf(ctx, await run(ctx, await check(ctx, place, file)))).toEqual(["unchanged", "unchanged"]);
  expect(await visitorsOf(event.id)).toEqual(before);
  const changed = await run(ctx, await check(ctx, place, file.replace("Ada", "Augusta")));
  expect(await fatesOf(ctx, changed)).toEqual(["unchanged", "update"]);
  expect((await visitorsOf(event.id)).map(({ contact }) => contact.firstName)).toEqual(["Zoë", "Augusta"]);
});

test("an empty cell leaves what is there, and a town replaces neither the street beside it nor other addresses", async () => {
  const { ctx, event, place } = await makePlace();
  const addresses = [{ type: "postal" as const, address: "Dam 1", city: "Amsterdam" }, { type: "invoice" as const, city: "Delft" }];
  await createVisitor(ctx, { expoId: event.id, reference: "a1", contact: { firstName: "Ada", phone1: "1", addresses }, answers: { diet: "vegan" } });
  await run(ctx, await check(ctx, place, "Reference,First name,Phone,Town\na1,,2,Utrecht\n"));
  const [ada] = await visitorsOf(event.id);
  expect(ada?.contact).toMatchObject({ firstName: "Ada", phone1: "2", addresses: [{ type: "postal", address: "Dam 1", city: "Utrecht" }, { type: "invoice", city: "Delft" }] });
});

test("a row may name its visitor by id, type and partner by name; an id of nobody is refused", async () => {
  const { ctx, event, place } = await makePlace();
  await createPartner(ctx, { expoId: event.id, name: "Café Łódź", registrationType: event.partnerType.id });
  const { json } = await createVisitor(ctx, { expoId: event.id, contact: { email: "a@a.example" } });
  const { id } = JSON.parse(json) as { id: string }; // our own wire value
  const ref = await run(ctx, await check(ctx, place, `Visitor id,Registration type,Partner,Role at the partner\n${id},PRESS,cafe łodz,Staff\nxxxxxxxxxxxxx,,,\n`));
  expect(await fatesOf(ctx, ref)).toEqual(["update", "refused"]);
  expect((await visitorsOf(event.id))[0]).toMatchObject({ registrationTypeId: event.pressType.id, partnerRole: "staff" });
});

test("partners come in the same way", async () => {
  const { ctx, event, place } = await makePlace("partners");
  const file = "Company,Ref,Type,Stand,Hall,Staff limit,E-mail\nAcme,p1,Exhibitor,1.A12,1,5,a@acme.example\nBeta,p2,Nothing,,,x,\n";
  const ref = await run(ctx, await check(ctx, place, file));
  expect(await fatesOf(ctx, ref)).toEqual(["create", "refused"]);
  expect(await runtime().database.read.partner.findMany({ where: { eventId: event.id } })).toMatchObject([{ name: "Acme", reference: "p1", boothNumber: "1.A12", staffLimit: 5 }]);
});

test("dates are read as the column means them", async () => {
  const { ctx, event, place } = await makePlace();
  await run(ctx, await check(ctx, place, "First name,E-mail,Date of birth\nA,a@a.example,03/04/1980\nB,b@a.example,12/31/1980\n"));
  expect((await visitorsOf(event.id)).map(({ contact }) => contact.dateOfBirth?.toISOString().slice(0, 10))).toEqual(["1980-03-04", "1980-12-31"]);
});

test("a stopped import keeps what was done, and carries on behind it", async () => {
  const { ctx, event, place } = await makePlace();
  const ref = await check(ctx, place, `Reference,E-mail\n${Array.from({ length: 120 }, (_, n) => `r${n},p${n}@a.example`).join("\n")}\n`);
  await startImport(ctx, ref);
  await cancelImport(ctx, ref);
  await carryOnImport(ref.importId);
  const stopped = await getImport(ctx, ref);
  expect(stopped.state).toBe("cancelled");
  expect(stopped.counts.passed).toBeLessThan(120);
  expect(await visitorsOf(event.id)).toHaveLength(stopped.counts.passed);
  await run(ctx, ref);
  expect(await getImport(ctx, ref)).toMatchObject({ state: "done", counts: { create: { passed: 120 } } });
  expect(await visitorsOf(event.id)).toHaveLength(120);
});

test("what a process that died left behind is found, carried on with, and its late batch is lost", async () => {
  const { ctx, event, place } = await makePlace();
  const ref = await check(ctx, place, "Reference,E-mail\nr1,a@a.example\nr2,b@a.example\n");
  await runtime().database.writer.import.update({ where: { id: ref.importId }, data: { state: "running", position: 0, runner: "dead", runnerUntil: new Date("2020-01-01") } });
  const late = { plan: await loadPlan(ref.importId), rows: await nextRows(ref.importId, 0) };
  expect(await abandonedImports()).toContain(ref.importId);
  await carryOnImport(ref.importId);
  expect(await getImport(ctx, ref)).toMatchObject({ state: "done", counts: { create: { passed: 2 } } });
  expect(await abandonedImports()).not.toContain(ref.importId);
  await expect(runBatch(ctx, late.plan, late.rows, "dead")).rejects.toThrow("another process");
  expect(await visitorsOf(event.id)).toHaveLength(2);
});

test("a process that stops gives its import back after the batch at work, and the next carries on behind it", async () => {
  const { ctx, event, place } = await makePlace();
  const ref = await check(ctx, place, `Reference,E-mail\n${Array.from({ length: 120 }, (_, n) => `r${n},p${n}@a.example`).join("\n")}\n`);
  await startImport(ctx, ref);
  expect(await carryOnImport(ref.importId, { signal: AbortSignal.abort() })).toBe("more");
  const given = await getImport(ctx, ref);
  expect(given).toMatchObject({ state: "running", runner: null });
  expect(await visitorsOf(event.id)).toHaveLength(given.counts.passed);
  expect(await carryOnImport(ref.importId)).toBe("over");
  expect(await carryOnImport(ref.importId)).toBe("taken");
  expect(await visitorsOf(event.id)).toHaveLength(120);
});

test("what was brought in is kept once: only refused rows keep their cells", async () => {
  const { ctx, place } = await makePlace();
  const ref = await run(ctx, await check(ctx, place, "First name,E-mail\nAda,ada@a.example\nBob,nothing\n"));
  expect((await listImportRows(ctx, ref)).map(({ cells }) => cells)).toEqual([[], ["Bob", "nothing"]]);
  await deleteImport(ctx, ref);
  await expect(getImport(ctx, ref)).rejects.toMatchObject({ code: "not_found" });
});

test("another organisation sees nothing of it and can do nothing with it", async () => {
  const { ctx, place } = await makePlace();
  const ref = await check(ctx, place, "E-mail\na@a.example\n");
  const stranger = makeContext(await makeOrganisation());
  for (const attempt of [getImport, startImport, cancelImport, deleteImport]) await expect(attempt(stranger, ref)).rejects.toMatchObject({ code: "not_found" });
  await expect(startCheck(stranger, ref, ["contact.email"])).rejects.toMatchObject({ code: "not_found" });
  expect(await listImportRows(stranger, ref)).toEqual([]);
  await expect(createImport(stranger, { ...place, fileName: "x.csv", bytes: Buffer.from("a\n1") })).rejects.toMatchObject({ code: "expo_not_found" });
});

test("columns go to targets that exist, each to its own", async () => {
  const { ctx, place } = await makePlace();
  const { id: importId } = await createImport(ctx, { ...place, fileName: "x.csv", bytes: Buffer.from("a,b\n1,2") });
  const ref = { ...place, importId };
  const refuse = (targets: string[]) => startCheck(ctx, ref, targets).catch((error: { more?: { errors?: { field: string }[] } }) => error.more?.errors?.map(({ field }) => field));
  expect(await refuse(["", ""])).toEqual(["targets"]);
  expect(await refuse(["reference", "reference"])).toEqual(["targets.1"]);
  expect(await refuse(["organisationId", ""])).toEqual(["targets.0"]);
  await expect(startImport(ctx, ref)).rejects.toMatchObject({ code: "conflict" });
});
