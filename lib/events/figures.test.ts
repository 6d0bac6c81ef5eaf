import { expect, test } from "vitest";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { deleteVisitor } from "@/lib/visitors/delete-visitor";
import { CreateVisitor } from "@/lib/visitors/schema";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { attendanceByDay, newestVisitors, registrationCurve, visitorFigures } from "./figures";
import { getEvent } from "./overview";

/** An event in New York, and `register`, which makes a visitor of its default type. */
async function makeShow() {
  const organisation = await makeOrganisation();
  const made = await makeEvent(organisation, { timezone: "America/New_York" });
  const ctx = makeContext(organisation);
  const register = async (body: object): Promise<string> => {
    const { json } = await createVisitor(ctx, CreateVisitor.parse({ expoId: made.id, answers: { diet: "vegan" }, contact: { lastName: "Byron", email: "a@b.example" }, ...body }));
    return JSON.parse(json).id;
  };
  return { ctx, made, register, event: await getEvent(ctx, made.id) };
}

test("visitors are counted by state and type, the deleted not at all", async () => {
  const { ctx, made, register } = await makeShow();
  await register({});
  await register({ attendanceState: "show" });
  await register({ registrationType: made.pressType.id, answers: {} });
  const gone = await register({});
  await deleteVisitor(ctx, { expoId: made.id, visitorId: gone });
  expect(await visitorFigures(ctx, made.id)).toEqual({
    total: 3,
    registered: 2,
    attended: 1,
    byState: [{ state: "invited", visitors: 1 }, { state: "registered", visitors: 2 }],
    byType: [{ id: made.visitorType.id, name: "Visitor", visitors: 2, registered: 2 }, { id: made.pressType.id, name: "Press", visitors: 1, registered: 0 }],
  });
});

test("registrations are counted by the event's days, without gaps between them", async () => {
  const { ctx, register, event } = await makeShow();
  for (const registerTime of ["2027-02-01T04:59:00Z", "2027-02-01T05:00:00Z", "2027-02-03T12:00:00Z"]) await register({ registerTime });
  await register({ answers: {} }); // invited only
  expect(await registrationCurve(ctx, event)).toEqual({
    unit: "day",
    points: [
      { day: "2027-01-31", registrations: 1, total: 1 },
      { day: "2027-02-01", registrations: 1, total: 2 },
      { day: "2027-02-02", registrations: 0, total: 2 },
      { day: "2027-02-03", registrations: 1, total: 3 },
    ],
  });
});

test("a long time is counted by weeks that begin on Monday", async () => {
  const { ctx, register, event } = await makeShow();
  for (const registerTime of ["2026-12-06T12:00:00Z", "2026-12-07T12:00:00Z", "2027-03-01T12:00:00Z"]) await register({ registerTime });
  const { unit, points } = await registrationCurve(ctx, event);
  expect(unit).toBe("week");
  expect(points).toHaveLength(14);
  expect(points.slice(0, 2)).toEqual([{ day: "2026-11-30", registrations: 1, total: 1 }, { day: "2026-12-07", registrations: 1, total: 2 }]);
  expect(points.at(-1)).toEqual({ day: "2027-03-01", registrations: 1, total: 3 });
});

test("the newest come first, and without a name their address stands for them", async () => {
  const { ctx, made, register } = await makeShow();
  await register({ registerTime: "2027-02-01T10:00:00Z", contact: { firstName: "Ada", lastNamePrefix: "van", lastName: "Byron", company: "Engines" } });
  await register({ registerTime: "2027-02-02T10:00:00Z", contact: { email: "b@c.example" } });
  expect((await newestVisitors(ctx, made.id)).map(({ name, company, type }) => [name, company, type])).toEqual([["b@c.example", null, "Visitor"], ["Ada van Byron", "Engines", "Visitor"]]);
});

test("another organisation sees none of it", async () => {
  const { made, register, event } = await makeShow();
  await register({ attendanceState: "show" });
  const stranger = makeContext(await makeOrganisation());
  expect(await visitorFigures(stranger, made.id)).toMatchObject({ total: 0, byState: [], byType: [] });
  expect((await registrationCurve(stranger, event)).points).toEqual([]);
  expect(await attendanceByDay(stranger, event)).toEqual([]);
  expect(await newestVisitors(stranger, made.id)).toEqual([]);
  await expect(getEvent(stranger, made.id)).rejects.toMatchObject({ code: "expo_not_found" });
});
