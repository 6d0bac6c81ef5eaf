import { afterAll, expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { changeVisitors } from "./bulk";
import { createVisitor } from "./create-visitor";
import { updateVisitor } from "./update-visitor";

afterAll(() => runtime().stop());

async function makeVisitors(...states: ("invited" | "registered")[]) {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  const ids: string[] = [];
  for (const [index, state] of states.entries()) {
    const { json } = await createVisitor(ctx, { expoId: event.id, registrationState: state, contact: { firstName: `P${index}`, email: `p${index}@a.example` }, ...(state === "registered" && { answers: { diet: "vegan" } }) });
    const { id }: { id: string } = JSON.parse(json); // our own wire value
    ids.push(id);
  }
  const rows = () => runtime().database.read.visitor.findMany({ where: { eventId: event.id }, orderBy: { createdAt: "asc" } });
  const states_ = async () => Object.fromEntries((await rows()).map(({ id, registrationState }) => [ids.indexOf(id), registrationState]));
  return { ctx, eventId: event.id, ids, rows, states: states_ };
}

test("what one is refused, the others do not feel", async () => {
  const { ctx, eventId, ids, states } = await makeVisitors("registered", "invited", "registered");
  const done = await changeVisitors(ctx, { eventId, ids: [...ids, "nobody0000000"], change: { kind: "state", state: "unregistered" } });
  expect(done.changed.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  expect(done.refused).toEqual([
    { id: ids[1], reason: "A visitor who is invited cannot become unregistered; what may follow is incomplete, pendingConfirmation, registered, cancelled." },
    { id: "nobody0000000", reason: "There is no such visitor in this event." },
  ]);
  expect(await states()).toEqual({ 0: "unregistered", 1: "invited", 2: "unregistered" });
});

test("registering many asks each for the mandatory answers", async () => {
  const { ctx, eventId, ids } = await makeVisitors("invited");
  const done = await changeVisitors(ctx, { eventId, ids, change: { kind: "state", state: "registered" } });
  expect(done.changed).toEqual([]);
  expect(done.refused[0]?.reason).toMatch(/diet/);
});

test("a change of state is undone with the time of registration, but not over what somebody changed since", async () => {
  const { ctx, eventId, ids, rows, states } = await makeVisitors("registered", "registered");
  const before = (await rows()).map(({ registerTime, badgeCode }) => ({ registerTime, badgeCode }));
  const later = { ...ctx, now: new Date("2027-03-10T12:00:00Z") };
  const { changed } = await changeVisitors(later, { eventId, ids, change: { kind: "state", state: "cancelled" } });
  await updateVisitor(later, { expoId: eventId, visitorId: ids[1] ?? "", tags: ["seen"] });
  const back = Object.fromEntries(changed.map(({ id, state, registerTime, revision }) => [id, { state, registerTime, revision }]));
  const undone = await changeVisitors(later, { eventId, ids, change: { kind: "back", states: back } });
  expect(undone.refused).toEqual([{ id: ids[1], reason: "Somebody else has changed this since." }]);
  expect(await states()).toEqual({ 0: "registered", 1: "cancelled" });
  expect((await rows()).find(({ id }) => id === ids[0])).toMatchObject(before[0] ?? {});
});

test("a tag is added and removed only where that changes something, and draws no revision elsewhere", async () => {
  const { ctx, eventId, ids, rows } = await makeVisitors("registered", "registered");
  await updateVisitor(ctx, { expoId: eventId, visitorId: ids[0] ?? "", tags: ["vip"] });
  const revisionBefore = (await rows()).find(({ id }) => id === ids[0])?.revision;
  const added = await changeVisitors(ctx, { eventId, ids, change: { kind: "addTag", tag: "vip" } });
  expect(added).toMatchObject({ changed: [{ id: ids[1] }], unchanged: [ids[0]], refused: [] });
  expect((await rows()).find(({ id }) => id === ids[0])?.revision).toBe(revisionBefore);
  await changeVisitors(ctx, { eventId, ids: added.changed.map(({ id }) => id), change: { kind: "removeTag", tag: "vip" } });
  expect((await rows()).map(({ tags }) => tags).sort()).toEqual([[], ["vip"]]);
});

test("deleting many leaves tombstones, and those of another organisation are out of reach", async () => {
  const { ctx, eventId, ids, rows } = await makeVisitors("registered", "invited");
  const stranger = makeContext(await makeOrganisation());
  expect(await changeVisitors(stranger, { eventId, ids, change: { kind: "delete" } })).toMatchObject({ changed: [], refused: [{ id: ids[0] }, { id: ids[1] }] });
  expect((await changeVisitors(ctx, { eventId, ids, change: { kind: "delete" } })).changed).toHaveLength(2);
  expect((await rows()).every(({ deletedAt }) => deletedAt !== null)).toBe(true);
});
