import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { verifySignIn } from "@/lib/accounts/verbs";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { listEventsAtAGlance, phaseOf } from "@/lib/organisations/overview";
import { SetUpInput } from "@/lib/organisations/schema";
import { isSetupLinkGood, issueSetupLink, setUp } from "@/lib/organisations/setup";
import { ownDatabase } from "@/test/database";

// A database of its own: what the link does depends on there being no organisation at all.
const own = await ownDatabase("migrated");
beforeAll(() => void startRuntime(readSettings({ DATABASE_URL: own.url })));
afterAll(async () => {
  await runtime().stop();
  await own.drop();
});
beforeEach(async () => {
  await runtime().database.writer.organisation.deleteMany();
  await runtime().database.writer.setupLink.deleteMany();
});

const now = new Date("2026-11-24T09:00:00Z");
const input = SetUpInput.parse({
  organisation: "Fjord Messe AS",
  timezone: "Europe/Oslo",
  name: "Ingrid Ødegård",
  email: " Ingrid@Fjord.example",
  password: "nine warm herrings",
  event: "Aqua Nord 2027",
  start: "2027-03-09",
  end: "2027-03-11",
  eventTimezone: "Europe/Oslo",
});

async function issueToken(): Promise<string> {
  return (await issueSetupLink())?.split("/").at(-1) ?? "";
}

test("the link makes an organisation whose administrator signs in and finds the first event", async () => {
  const { organisationId } = await setUp(await issueToken(), input, now);
  expect(await verifySignIn({ email: "ingrid@fjord.example", password: "nine warm herrings", address: undefined, now })).toBeDefined();
  expect(await listEventsAtAGlance(organisationId, now)).toMatchObject([
    { name: "Aqua Nord 2027", start: new Date("2027-03-08T23:00:00Z"), end: new Date("2027-03-11T22:59:59Z"), visitors: 0, partners: 0, phase: "next" },
  ]);
});

test("the first event can be registered for: default types of both kinds and a default form", async () => {
  const { organisationId, eventId } = await setUp(await issueToken(), input, now);
  const { read } = runtime().database;
  expect((await read.registrationType.findMany({ where: { organisationId, isDefault: true } })).map(({ type }) => type).sort()).toEqual(["partner", "visitor"]);
  expect(await read.form.count({ where: { eventId, isDefault: true } })).toBe(1);
});

test("ten uses of one link at the same moment make one organisation", async () => {
  const token = await issueToken();
  const uses = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => setUp(token, { ...input, email: `a${index}@fjord.example` }, now)));
  expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await runtime().database.read.organisation.count()).toBe(1);
  expect(await isSetupLinkGood(token)).toBe(false);
});

test("a newer link replaces the older one, and neither is stored", async () => {
  const older = await issueToken();
  const newer = await issueToken();
  expect([await isSetupLinkGood(older), await isSetupLinkGood(newer)]).toEqual([false, true]);
  await expect(setUp(older, input, now)).rejects.toMatchObject({ code: "not_found" });
  expect(JSON.stringify(await runtime().database.read.setupLink.findMany())).not.toContain(newer);
});

test("the demo does not count as a real organisation; any other does, and ends the link", async () => {
  await runtime().database.writer.organisation.create({ data: { id: "demo000000000", name: "Demo", isDemo: true } });
  const token = await issueToken();
  expect(await isSetupLinkGood(token)).toBe(true);
  await runtime().database.writer.organisation.create({ data: { id: "real000000000", name: "Real" } });
  expect(await issueSetupLink()).toBeNull();
  expect(await isSetupLinkGood(token)).toBe(false);
  await expect(setUp(token, input, now)).rejects.toMatchObject({ code: "not_found" });
});

test("an address that has an account is refused at its field, and the link still works", async () => {
  const { writer } = runtime().database;
  await writer.organisation.create({ data: { id: "demo000000000", name: "Demo", isDemo: true } });
  await writer.role.create({ data: { id: "role000000000", organisationId: "demo000000000", name: "Member", permissions: {} } });
  await writer.account.create({ data: { id: "acco000000000", organisationId: "demo000000000", roleId: "role000000000", email: input.email, name: "X" } });
  const token = await issueToken();
  await expect(setUp(token, input, now)).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "email" }] } });
  expect(await isSetupLinkGood(token)).toBe(true);
});

test.each([
  [{ end: "2027-03-08" }, "end"],
  [{ timezone: "Mars/Olympus" }, "timezone"],
  [{ email: "ingrid" }, "email"],
  [{ password: "too short" }, "password"],
  [{ organisation: "  " }, "organisation"],
  [{ start: "2027-02-30" }, "start"],
])("%j is refused at its field", (change, field) => {
  const parsed = SetUpInput.safeParse({ ...input, ...change });
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});

test("an event runs from its first second to its last", () => {
  const event = { start: new Date("2026-11-24T08:00:00Z"), end: new Date("2026-11-27T16:00:00Z") };
  expect(phaseOf(event, new Date("2026-11-24T07:59:59Z"))).toBe("next");
  expect(phaseOf(event, event.start)).toBe("running");
  expect(phaseOf(event, event.end)).toBe("running");
  expect(phaseOf(event, new Date("2026-11-27T16:00:01Z"))).toBe("past");
});
