import { afterAll, expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { Cursor } from "@/lib/core/browse-page";
import { cursorIn, cursorParam } from "@/lib/core/cursor";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { browseVisitors, countVisitors, matchingVisitors, type VisitorOrder, visitorSorts, visitorTags } from "./browse";
import { createVisitor } from "./create-visitor";
import { visitorFilter } from "./filter";

afterAll(() => runtime().stop());

const byName: VisitorOrder = { by: "name", isDescending: false };
const filterOf = (address: string) => visitorFilter(new URLSearchParams(address));

async function makeFairOf(people: readonly { firstName: string; lastName: string; company?: string; tags?: string[]; type?: "press"; reference?: string; isInvited?: boolean }[]) {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  for (const { tags = [], type, reference, isInvited, ...person } of people) {
    const email = `${newId()}@a.example`;
    await createVisitor(ctx, { expoId: event.id, contact: { ...person, email }, tags, ...(reference && { reference }), ...(type && { registrationType: event.pressType.id }), ...(isInvited ? { registrationState: "invited" as const } : { answers: { diet: "vegan" } }) });
  }
  return { ctx, event, eventId: event.id };
}

/** Visitors without contacts of their own: enough for several pages. */
async function makeCrowd(count: number) {
  const fair = await makeFairOf([{ firstName: "Zoë", lastName: "Aal" }]);
  const model = await runtime().database.read.visitor.findFirstOrThrow({ where: { eventId: fair.eventId } });
  await write(fair.ctx, (tx) =>
    tx.visitor.createMany({
      data: Array.from({ length: count }, (_, index) => ({ id: newId(), organisationId: model.organisationId, eventId: model.eventId, contactId: model.contactId, registrationTypeId: model.registrationTypeId, formId: model.formId, registrationState: "registered", registerTime: index % 3 === 0 ? null : new Date(Date.UTC(2027, 0, 1 + (index % 7))) })),
    }),
  );
  return fair;
}

test("a search finds every word, in any case and without accents, in name, company and reference", async () => {
  const { ctx, eventId } = await makeFairOf([
    { firstName: "Zoë", lastName: "Jansen", company: "Müller AG", reference: "V-100%" },
    { firstName: "Jan", lastName: "Zoet", company: "Other" },
  ]);
  const found = async (q: string) => (await browseVisitors(ctx, { eventId, filter: filterOf(new URLSearchParams({ q }).toString()), order: byName })).rows.map(({ name }) => name);
  expect(await found("ZOE muller")).toEqual(["Zoë Jansen"]);
  expect(await found("v-100%")).toEqual(["Zoë Jansen"]);
  expect(await found("zo")).toEqual(["Zoë Jansen", "Jan Zoet"]);
  expect(await found("jansen other")).toEqual([]);
  expect(await found("1_0")).toEqual([]);
});

test("filters narrow one another, and each filter's counts leave out only itself", async () => {
  const { ctx, event, eventId } = await makeFairOf([
    { firstName: "A", lastName: "A", tags: ["vip"] },
    { firstName: "B", lastName: "B", type: "press", tags: ["vip", "crew"] },
    { firstName: "C", lastName: "C", type: "press", isInvited: true },
  ]);
  const filter = filterOf(`state=registered&type=${event.pressType.id}&tag=vip&tag=none`);
  const { rows } = await browseVisitors(ctx, { eventId, filter, order: byName });
  expect(rows).toMatchObject([{ name: "B B", type: "Press", state: "registered", tags: ["vip", "crew"] }]);
  expect(await matchingVisitors(ctx, { eventId, filter })).toEqual(rows.map(({ id }) => id));
  const counts = await countVisitors(ctx, { eventId, filter: filterOf(`state=registered&type=${event.pressType.id}`) });
  expect(counts).toMatchObject({ matching: 1, all: 3 });
  expect([counts.states.get("registered"), counts.states.get("invited"), counts.types.get(event.visitorType.id), counts.types.get(event.pressType.id)]).toEqual([1, 1, 1, 1]);
  expect(await visitorTags(ctx, { eventId, query: "CR" })).toEqual([{ value: "crew", label: "crew", count: 1 }]);
});

test.each([
  ["name", false],
  ["name", true],
  ["company", false],
  ["company", true],
  ["registered", false],
  ["registered", true],
  ["changed", false],
  ["changed", true],
] as const)("paging by %s (descending: %s) shows everybody once, forwards and back", async (by, isDescending) => {
  const { ctx, eventId } = await makeCrowd(120);
  const filter = filterOf("");
  const order = { by, isDescending };
  const pages: string[][] = [];
  let cursor: Cursor | undefined;
  let previous: Cursor | undefined;
  do {
    const page = await browseVisitors(ctx, { eventId, filter, order, cursor });
    pages.push(page.rows.map(({ id }) => id));
    previous = page.previous;
    // through the address, as a person's browser carries it
    cursor = page.next && cursorIn(new URLSearchParams([cursorParam(page.next)]), visitorSorts[by]);
  } while (cursor);
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 21]);
  expect(new Set(pages.flat()).size).toBe(121);
  const back = await browseVisitors(ctx, { eventId, filter, order, cursor: previous });
  expect(back.rows.map(({ id }) => id)).toEqual(pages[1]);
  const first = await browseVisitors(ctx, { eventId, filter, order, cursor: back.previous });
  expect(first.rows.map(({ id }) => id)).toEqual(pages[0]);
  expect(first.previous).toBeUndefined();
});

test("by company, then by name; who has no company stands last", async () => {
  const { ctx, eventId } = await makeFairOf([
    { firstName: "A", lastName: "Nobody" },
    { firstName: "B", lastName: "Zwart", company: "Ätna" },
    { firstName: "C", lastName: "Wit", company: "acme" },
    { firstName: "D", lastName: "Blauw", company: "ATNA" },
  ]);
  const names = async (isDescending: boolean) => (await browseVisitors(ctx, { eventId, filter: filterOf(""), order: { by: "company", isDescending } })).rows.map(({ name }) => name);
  expect(await names(false)).toEqual(["C Wit", "D Blauw", "B Zwart", "A Nobody"]);
  expect(await names(true)).toEqual(["A Nobody", "B Zwart", "D Blauw", "C Wit"]);
});

test("a cursor that is none begins at the first page", () => {
  const forged = (value: unknown) => cursorIn(new URLSearchParams({ after: Buffer.from(JSON.stringify(value)).toString("base64url") }), visitorSorts.changed);
  expect(forged(["12", "a".repeat(13)])).toEqual({ side: "after", values: ["12"], id: "a".repeat(13) });
  for (const value of [["x", "a".repeat(13)], ["12", "12", "a".repeat(13)], ["a".repeat(13)], ["12", "'; DROP"], [12, 13], {}, null]) expect(forged(value)).toBeUndefined();
  expect(cursorIn(new URLSearchParams({ after: "%%%" }), visitorSorts.name)).toBeUndefined();
});

test("nobody sees the visitors of another organisation", async () => {
  const { eventId } = await makeFairOf([{ firstName: "A", lastName: "A" }]);
  const ctx = makeContext(await makeOrganisation());
  expect((await browseVisitors(ctx, { eventId, filter: filterOf(""), order: byName })).rows).toEqual([]);
  expect(await matchingVisitors(ctx, { eventId, filter: filterOf("") })).toEqual([]);
  expect((await countVisitors(ctx, { eventId, filter: filterOf("") })).all).toBe(0);
});
