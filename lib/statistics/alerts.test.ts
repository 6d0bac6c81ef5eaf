import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { makeContext, makeKey, makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { deleteAlert, listAlerts, saveAlert } from "./alerts";
import { checkAlerts } from "./check-alerts";
import { flush } from "./flush";
import { registerSource } from "./flush-tape";
import { kinds } from "./kinds";
import { AlertInput } from "./schema";

const runs: { stop?: () => Promise<void> } = {};
beforeAll(async () => {
  runs.stop = await startOwnRuntime();
});
afterAll(() => runs.stop?.());

const now = new Date("2026-11-23T12:00:30Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const weekMinutes = 7 * 24 * 60;

async function scene() {
  const organisation = await makeOrganisation();
  const key = await makeKey(organisation);
  const ctx = makeContext(organisation, { now: ago(30 * 24 * 60) });
  const count = async (calls: number, minutesAgo: number, more: { status?: number; keyId?: string } = {}) => {
    const sourceId = newId();
    await registerSource(runtime().database, sourceId);
    const record = { organisationId: organisation.id, keyId: more.keyId ?? key.id, requestId: randomUUID(), atMs: ago(minutesAgo).getTime(), operation: "visitors.list", isWrite: false, method: "GET", path: "/", format: "json", origin: "outside", status: more.status ?? 200, durationUs: 1, bytes: 1, address: "" };
    await flush(runtime().database, kinds(), { sourceId, from: 0, to: 1, records: Array.from({ length: calls }, () => record) });
  };
  const set = (more: Record<string, unknown>) => saveAlert(ctx, undefined, AlertInput.parse({ keyId: key.id, minutes: 60, mailTo: ["a@fair.example", "b@fair.example"], isEnabled: true, against: "threshold", ...more }));
  const mails = () => runtime().database.read.mail.findMany({ where: { organisationId: organisation.id }, orderBy: { id: "asc" } });
  return { organisation, key, ctx, count, set, mails };
}

test("an error rate above its limit is told once, to everybody named, until it has ceased and begins anew", async () => {
  const { count, set, mails, ctx } = await scene();
  await set({ about: "errors", limit: 10 });
  await count(90, 20);
  await count(10, 20, { status: 422 });
  expect(await checkAlerts(now)).toBe(0); // ten percent are not more than ten
  await count(1, 10, { status: 500 });
  expect(await checkAlerts(now)).toBe(1);
  expect(await checkAlerts(now)).toBe(0);
  expect((await mails()).map(({ to, subject }) => [to, subject.split(":")[0]]).sort()).toEqual([["a@fair.example", "Unusually many errors"], ["b@fair.example", "Unusually many errors"]]); // prettier-ignore
  expect((await mails())[0]?.text).toContain("10.9 percent of the calls of the last hour were answered with an error (11 of 101), more than 10 percent.");
  expect((await listAlerts(ctx)).map(({ firingSince }) => firingSince)).toEqual([now]);
  expect(await checkAlerts(new Date(now.getTime() + 2 * 3_600_000))).toBe(0); // nobody called since
  expect((await listAlerts(ctx)).map(({ firingSince }) => firingSince)).toEqual([null]);
  expect(await checkAlerts(now)).toBe(1);
});

test("calls and errors are held against the same time a week before", async () => {
  const { count, set, mails } = await scene();
  await set({ about: "volume", against: "week", limit: 50 });
  await set({ about: "errors", against: "week", limit: 5 });
  await count(100, weekMinutes + 10);
  await count(70, 10);
  expect(await checkAlerts(now)).toBe(0);
  await count(200, 5, { status: 404 });
  expect(await checkAlerts(now)).toBe(2);
  expect((await mails()).map(({ text }) => text.split("\n")[0]).sort()).toEqual([
    "74.1 percent of the calls of the last hour were answered with an error (200 of 270); a week before it was 0 percent.", "74.1 percent of the calls of the last hour were answered with an error (200 of 270); a week before it was 0 percent.",
    expect.stringMatching(/^The last hour had \d+(\.\d)? percent more calls than the same time a week before: 270 calls\.$/), expect.stringMatching(/ more calls /),
  ]); // prettier-ignore
});

test("who called hardly ever a week before is told when it calls a lot, and not that it was hardly ever", async () => {
  const { count, set, mails } = await scene();
  await set({ about: "volume", against: "week", limit: 50 });
  await set({ about: "errors", against: "week", limit: 5, mailTo: ["c@fair.example"] });
  await count(3, weekMinutes + 10);
  await count(14, 10);
  expect(await checkAlerts(now)).toBe(0); // by what is usual at least, ten, it is not half as much again
  await count(20, 10, { status: 500 });
  expect(await checkAlerts(now)).toBe(2);
  expect((await mails()).map(({ text }) => text.split("\n")[0]).sort()).toEqual([
    "58.8 percent of the calls of the last hour were answered with an error (20 of 34); a week before there were too few calls to compare with.",
    "The last hour had 34 calls; the same time a week before had 3.", "The last hour had 34 calls; the same time a week before had 3.",
  ]); // prettier-ignore
});

test("fewer calls than a limit are told, once somebody has watched for so long", async () => {
  const { count, set, mails, ctx } = await scene();
  const { id } = await set({ about: "volume", isBelow: true, limit: 5 });
  expect(await listAlerts(ctx)).toMatchObject([{ id, isBelow: true, limit: 5 }]);
  await runtime().database.writer.statisticsAlert.update({ where: { id }, data: { createdAt: ago(20) } });
  expect(await checkAlerts(now)).toBe(0);
  await runtime().database.writer.statisticsAlert.update({ where: { id }, data: { createdAt: ago(90) } });
  await count(4, 10);
  expect(await checkAlerts(now)).toBe(1);
  expect((await mails())[0]?.text).toMatch(/^There were 4 calls in the last hour, fewer than 5\./);
});

test("what wavers about its limit is told once, until it has kept quiet for a while", async () => {
  const { count, set, ctx } = await scene();
  await set({ about: "volume", limit: 10, minutes: 5 });
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  let told = 0;
  for (let minute = 0; minute < 20; minute += 2) {
    await count(minute % 4 === 0 ? 11 : 1, -minute);
    told += await checkAlerts(at(minute + 1));
  }
  expect(told).toBe(1);
  for (let minute = 22; minute < 45; minute++) expect(await checkAlerts(at(minute))).toBe(0);
  expect((await listAlerts(ctx)).map(({ firingSince }) => firingSince)).toEqual([null]);
  await count(11, -45);
  expect(await checkAlerts(at(46))).toBe(1);
});

test("what nothing is kept to compare with is not set, and neither told nor silent for no reason", async () => {
  const { set } = await scene();
  const { settings } = runtime();
  const kept = vi.spyOn(runtime(), "settings", "get").mockReturnValue({ ...settings, statisticsKeptDays: { minutes: 2, quarters: 7, days: 90 } });
  await expect(set({ about: "volume", against: "week", limit: 50 })).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "against", description: expect.stringContaining("kept for 7 days") }] } });
  await set({ about: "volume", limit: 50 });
  kept.mockRestore();
});

test("alerts of one organisation about the same calls read them once", async () => {
  const { set } = await scene();
  for (let at = 0; at < 10; at++) await set({ about: "volume", limit: 10 + at });
  const reads = vi.spyOn(runtime().database.read, "$queryRawUnsafe");
  await runtime().database.writer.statisticsAlert.updateMany({ where: { limit: { lt: 10 } }, data: { isEnabled: false } });
  await checkAlerts(now);
  const asked = reads.mock.calls.map(([, ...values]) => JSON.stringify(values));
  expect(new Set(asked).size).toBe(asked.length);
});

test("a key that has fallen silent is told, another's calls are none of its own", async () => {
  const { count, set, mails, organisation } = await scene();
  await count(5, 200);
  await count(5, 10, { keyId: (await makeKey(organisation)).id });
  await set({ about: "quiet", minutes: 180 });
  await set({ about: "quiet", minutes: 300 });
  await set({ about: "quiet", minutes: 180, keyId: null });
  await set({ about: "quiet", minutes: 180, isEnabled: false });
  expect(await checkAlerts(now)).toBe(1);
  expect((await mails())[0]?.text).toMatch(/^There was no call in the last 3 hours\./);
});

test("an alert is the organisation's own, as its key must be", async () => {
  const { ctx, set, key } = await scene();
  const other = await scene();
  const { id } = await set({ about: "volume", limit: 1000 });
  expect(await listAlerts(ctx)).toMatchObject([{ id, about: "volume", limit: 1000, keyId: key.id, minutes: 60 }]);
  expect(await listAlerts(other.ctx)).toEqual([]);
  const input = AlertInput.parse({ about: "quiet", keyId: null, minutes: 10, mailTo: ["a@fair.example"], isEnabled: true });
  await expect(saveAlert(other.ctx, id, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(saveAlert(other.ctx, undefined, { ...input, keyId: key.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteAlert(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  await saveAlert(ctx, id, input);
  expect(await listAlerts(ctx)).toEqual([{ ...input, id, keyLabel: null, firingSince: null }]);
  await deleteAlert(ctx, id);
  expect(await listAlerts(ctx)).toEqual([]);
});
