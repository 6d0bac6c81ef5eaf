import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { makeContext, makeKey, makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import type { Recorded } from "./call-record";
import { clockOf } from "./clock";
import { flush } from "./flush";
import { registerSource } from "./flush-tape";
import { kinds } from "./kinds";
import { purgeStatistics } from "./purge-statistics";
import { rezone } from "./rezone";
import { rollUp } from "./roll-up";
import type { Question } from "./schema";
import { readKeyLines, readStatistics } from "./verbs";

const runs: { stop?: () => Promise<void> } = {};
beforeAll(async () => {
  runs.stop = await startOwnRuntime();
});
afterAll(() => runs.stop?.());

type Told = { at: Date; keyId?: string; operation?: string; isWrite?: boolean; format?: string; origin?: string; status?: number; durationMs?: number; bytes?: number };

/** Counts calls as a flush does. */
async function count(organisationId: string, calls: readonly Told[]): Promise<void> {
  const sourceId = newId();
  await registerSource(runtime().database, sourceId);
  const records = calls.map(({ at, keyId = "", operation = "visitors.list", isWrite = false, format = "json", origin = "outside", status = 200, durationMs = 5, bytes = 100 }): Recorded => ({
    organisationId, keyId, requestId: randomUUID(), atMs: at.getTime(), operation, isWrite, method: "GET", path: "/", format, origin, status, durationUs: durationMs * 1000, bytes, address: "",
  })); // prettier-ignore
  expect(await flush(runtime().database, kinds(), { sourceId, from: 0, to: 1, records })).toBe(true);
}

const organisationIn = async (timezone: string) => {
  const organisation = await makeOrganisation();
  await runtime().database.writer.organisation.update({ where: { id: organisation.id }, data: { timezone } });
  return organisation;
};
const question = (from: string | Date, until: string | Date, more: Partial<Question> = {}): Question => ({ types: [], keys: [], from: new Date(from), until: new Date(until), resolution: "hour", split: "status", ...more });
const sum = (numbers: readonly number[]) => numbers.reduce((so, one) => so + one, 0);

test("what is asked before, between and after roll-ups is the same", async () => {
  const organisation = await organisationIn("Europe/Amsterdam");
  const now = new Date("2026-11-23T12:00:00Z");
  const ctx = makeContext(organisation, { now });
  const key = await makeKey(organisation);
  const asked = () => readStatistics(ctx, question("2026-11-22T12:00:00Z", now, { split: "operation" }));
  await count(organisation.id, [{ at: new Date("2026-11-23T11:59:59Z"), keyId: key.id, durationMs: 30, status: 404 }, { at: new Date("2026-11-23T10:00:00Z"), keyId: key.id, operation: "visitors.create", isWrite: true }, { at: new Date("2026-11-22T11:59:59Z") }]); // prettier-ignore
  const first = await asked();
  expect(await rollUp()).toBe(3);
  expect(await rollUp()).toBe(0);
  expect(await asked()).toEqual(first);
  await count(organisation.id, [{ at: new Date("2026-11-23T11:59:00Z"), keyId: key.id, durationMs: 30, status: 404 }]);
  const second = await asked();
  await rollUp();
  expect(await asked()).toEqual(second);
  expect([first.totals.calls, second.totals.calls, second.totals.errors, second.before?.calls]).toEqual([2, 3, 2, 1]);
  expect(second.operations.map(({ operation, calls }) => [operation, calls])).toEqual([["visitors.list", 2], ["visitors.create", 1]]); // prettier-ignore
  expect(second.keys.map(({ keyId, calls, errorRate }) => [keyId, calls, errorRate])).toEqual([[key.id, 3, 2 / 3]]);
  expect(second.series.map(({ id, calls }) => [id, calls.indexOf(Math.max(...calls)), sum(calls)])).toEqual([["visitors.list", 23, 2], ["visitors.create", 22, 1]]); // prettier-ignore
  expect((await readKeyLines(ctx)).get(key.id)).toEqual([...new Array<number>(21).fill(0), 1, 2, 0]);
});

test("two that roll up at once do it once", async () => {
  const organisation = await organisationIn("Asia/Kolkata");
  const now = new Date("2026-11-23T12:00:00Z");
  for (let at = 0; at < 10; at++) await count(organisation.id, Array.from({ length: 20 }, (_, minute) => ({ at: new Date(now.getTime() - minute * 60_000 - 1) })));
  await Promise.all([rollUp(), rollUp(), rollUp()]);
  await rollUp();
  const answer = await readStatistics(makeContext(organisation, { now }), question("2026-11-23T11:00:00Z", now, { resolution: "minute" }));
  expect(answer.totals.calls).toBe(200);
  expect(answer.series[0]?.calls.slice(-21)).toEqual([0, ...new Array<number>(20).fill(10)]);
});

test("any question is answered as by counting the calls one by one", async () => {
  const now = new Date("2026-11-08T13:37:20Z");
  const zones = ["Europe/Amsterdam", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"];
  const operations = ["visitors.list", "visitors.get", "visitors.create", "partners.list"];
  const keys = ["keyaaaaaaaaaa", "keybbbbbbbbbb", ""];
  const ago = fc.oneof(fc.integer({ min: 0, max: 3 * 3600 }), fc.integer({ min: 0, max: 3 * 86_400 }), fc.integer({ min: 0, max: 100 * 86_400 }));
  const call = fc.record({
    at: ago.map((seconds) => new Date(now.getTime() - seconds * 1000)), keyId: fc.constantFrom(...keys), operation: fc.constantFrom(...operations), format: fc.constantFrom("json", "xml"),
    origin: fc.constantFrom("outside", "function"), status: fc.constantFrom(200, 201, 304, 404, 429, 500), durationMs: fc.integer({ min: 0, max: 20_000 }), bytes: fc.integer({ min: 0, max: 100_000 }),
  }); // prettier-ignore
  const asking = fc.record({
    from: ago, until: fc.oneof(fc.constant(0), ago), resolution: fc.constantFrom("minute" as const, "hour" as const, "day" as const, "week" as const, "month" as const), split: fc.constantFrom("status" as const, "operation" as const, "key" as const, "format" as const),
    types: fc.subarray(["resource:visitors", "operation:visitors.get", "access:read", "access:write", "format:xml", "status:4xx", "status:2xx", "origin:function"], { maxLength: 3 }), keys: fc.subarray(keys.slice(0, 2)),
  }); // prettier-ignore
  const scene = fc.record({ zone: fc.constantFrom(...zones), calls: fc.array(call, { minLength: 1, maxLength: 120 }), rolled: fc.nat(120), askings: fc.array(asking, { minLength: 6, maxLength: 6 }) });
  await fc.assert(
    fc.asyncProperty(scene, async ({ zone, calls, rolled, askings }) => {
      const organisation = await organisationIn(zone);
      const told = calls.map((one) => ({ ...one, isWrite: one.operation === "visitors.create" }));
      await count(organisation.id, told.slice(0, rolled));
      await rollUp();
      await count(organisation.id, told.slice(rolled));
      for (const { from, until, ...more } of askings) {
        if (from <= until || (more.resolution === "minute" && from - until > 86_400)) continue;
        const answer = await readStatistics(makeContext(organisation, { now }), question(new Date(now.getTime() - from * 1000), new Date(now.getTime() - until * 1000), more));
        expectAsCounted(answer, told, more, zone);
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);

type Asked = Pick<Question, "types" | "keys" | "resolution" | "split">;

/** The slow way. */
function expectAsCounted(answer: Awaited<ReturnType<typeof readStatistics>>, calls: readonly Required<Told>[], { types, keys, resolution, split }: Asked, zone: string): void {
  const sorts = (one: Required<Told>) => [`resource:${one.operation.split(".")[0]}`, `operation:${one.operation}`, `access:${one.isWrite ? "write" : "read"}`, `format:${one.format}`, `status:${String(one.status)[0]}xx`, `origin:${one.origin}`];
  const isWanted = (one: Required<Told>) => [...new Set(types.map((type) => type.split(":")[0]))].every((sort) => sorts(one).some((value) => value.startsWith(`${sort}:`) && types.includes(value)));
  const wanted = calls.filter((one) => isWanted(one) && one.at >= answer.from && one.at < answer.until && (keys.length === 0 || keys.includes(one.keyId)));
  expect(answer.totals.calls).toBe(wanted.length);
  expect(answer.totals.errors).toBe(wanted.filter(({ status }) => status >= 400).length);
  expect(answer.totals.byFunctions).toBe(wanted.filter(({ origin }) => origin === "function").length);
  expect(answer.totals.bytes).toBe(sum(wanted.map(({ bytes }) => bytes)));
  for (const { keyId, calls: ofKey } of answer.keys) expect(ofKey).toBe(wanted.filter((one) => one.keyId === (keyId ?? "")).length);
  const clock = clockOf(zone);
  const idOf = (one: Required<Told>) => (split === "status" ? `${String(one.status)[0]}xx` : split === "operation" ? one.operation : split === "format" ? one.format : one.keyId || "other");
  for (const [at, { start, end }] of answer.buckets.entries()) {
    expect(clock.startOf(resolution, start.getTime())).toBe(clock.startOf(resolution, end.getTime() - 1));
    const inside = wanted.filter((one) => one.at >= start && one.at < end);
    expect(sum(answer.series.map((series) => series.calls[at] ?? NaN))).toBe(inside.length);
    for (const series of answer.series) expect(series.calls[at]).toBe(inside.filter((one) => idOf(one) === series.id).length);
  }
}

test("an organisation that moves to another zone has its days cut anew", async () => {
  const organisation = await organisationIn("Europe/Amsterdam");
  const now = new Date("2026-11-23T12:00:00Z");
  const at = Array.from({ length: 300 }, (_, hours) => new Date(now.getTime() - hours * 7 * 3_600_000 - 1000));
  await count(organisation.id, at.map((at) => ({ at }))); // prettier-ignore
  await rollUp();
  await runtime().database.writer.organisation.update({ where: { id: organisation.id }, data: { timezone: "Asia/Kathmandu" } });
  const ctx = makeContext(organisation, { now });
  const asked = (from = "2026-10-10T00:00:00Z", resolution: Question["resolution"] = "day") => readStatistics(ctx, question(from, now, { resolution }));
  expect((await asked()).zone).toBe("Europe/Amsterdam");
  expect(await rezone()).toBe(1);
  expect(await rezone()).toBe(0);
  const answer = await asked();
  expect(answer.zone).toBe("Asia/Kathmandu");
  const months = await asked("2026-08-27T18:15:00Z", "month");
  expect(months.buckets).toHaveLength(4);
  for (const { buckets, series } of [answer, months]) expect(series[0]?.calls).toEqual(buckets.map(({ start, end }) => at.filter((one) => one >= start && one < end).length));
  const all = await runtime().database.query<{ calls: number }>("", `SELECT sum(calls)::int AS calls FROM statistics_day WHERE "organisationId" = $1 AND "keyId" = ''`, [organisation.id]);
  expect(all[0]?.calls).toBe(300);
});

test("an organisation that moves loses no day whose quarters are gone, nor counts one that is half gone by what is left", async () => {
  const organisation = await organisationIn("Europe/Amsterdam");
  const now = new Date("2026-11-23T12:00:00Z");
  const at = Array.from({ length: 480 }, (_, hours) => new Date(now.getTime() - hours * 3_600_000 - 1000));
  await count(organisation.id, at.map((at) => ({ at }))); // prettier-ignore
  await rollUp();
  const { query } = runtime().database;
  for (const tier of ["quarter", "hour"]) await query("", `DELETE FROM statistics_${tier} WHERE "organisationId" = $1 AND bucket < $2`, [organisation.id, new Date("2026-11-15T09:00:00Z")]); // as kept before its owner wished for more
  await runtime().database.writer.organisation.update({ where: { id: organisation.id }, data: { timezone: "Asia/Kathmandu" } });
  expect(await rezone()).toBe(1);
  const days = await query<{ bucket: Date; calls: number }>("", `SELECT bucket, calls::int FROM statistics_day WHERE "organisationId" = $1 AND "keyId" = '=' ORDER BY bucket`, [organisation.id]);
  expect(days.reduce((sum, { calls }) => sum + calls, 0)).toBe(480);
  expect(days.filter(({ bucket }) => bucket >= new Date("2026-11-14T22:00:00Z") && bucket < new Date("2026-11-18T00:00:00Z")).map(({ bucket, calls }) => [bucket.toISOString(), calls])).toEqual([
    ["2026-11-14T23:00:00.000Z", 24], // of Amsterdam, as it was
    ["2026-11-15T23:00:00.000Z", 19], // until the first whole day of Kathmandu begins
    ["2026-11-16T18:15:00.000Z", 24],
    ["2026-11-17T18:15:00.000Z", 24],
  ]);
});

test("an organisation whose counts cannot be moved, or cut anew, does not keep those of the others", async () => {
  const [odd, lost, good] = [await organisationIn("Europe/Amsterdam"), await organisationIn("Nowhere/Land"), await organisationIn("Europe/Amsterdam")];
  const now = new Date("2026-11-23T12:00:00Z");
  const { query } = runtime().database;
  await count(odd.id, [{ at: now }]);
  await rollUp();
  await query("", `UPDATE statistics_hour SET calls = 2147483647 WHERE "organisationId" = $1`, [odd.id]);
  for (const { id } of [odd, lost, good]) await count(id, [{ at: now }, { at: now }]);
  expect(await rollUp()).toBe(1);
  const left = await query<{ id: string }>("", `SELECT DISTINCT "organisationId" AS id FROM statistics_delta ORDER BY 1`, []);
  expect(left.map(({ id }) => id)).toEqual([odd.id, lost.id].sort());
  await query("", `UPDATE organisation SET timezone = CASE id WHEN $1 THEN 'Nowhere/Else' ELSE 'UTC' END WHERE id = ANY($2)`, [odd.id, [odd.id, good.id]]);
  expect(await rezone()).toBe(1);
  await query("", `DELETE FROM statistics_delta`, []);
});

test("days and months hold more calls than an integer does", async () => {
  const organisation = await organisationIn("UTC");
  const now = new Date("2026-11-23T12:00:00Z");
  const { query } = runtime().database;
  await count(organisation.id, [{ at: now }]);
  await rollUp();
  for (const tier of ["day", "month"]) await query("", `UPDATE statistics_${tier} SET calls = 2147483647, durations = array_replace(durations, 1, 2147483647) WHERE "organisationId" = $1`, [organisation.id]);
  await count(organisation.id, [{ at: now }]);
  expect(await rollUp()).toBe(1);
  const answer = await readStatistics(makeContext(organisation, { now: new Date("2026-11-24T12:00:00Z") }), question("2026-11-20T00:00:00Z", "2026-11-24T00:00:00Z", { resolution: "day" }));
  expect([answer.totals.calls, answer.totals.p50Ms]).toEqual([2_147_483_648, 5]);
});

test("a percentile is taken within its slot, up to a minute", async () => {
  const organisation = await organisationIn("UTC");
  const now = new Date("2026-11-23T12:00:00Z");
  const seconds = Array.from({ length: 100 }, (_, at) => at / 2);
  await count(organisation.id, [...seconds, 90].map((second) => ({ at: new Date(now.getTime() - 1000), durationMs: second * 1000, bytes: 20_000 }))); // prettier-ignore
  const { totals } = await readStatistics(makeContext(organisation, { now }), question("2026-11-23T11:00:00Z", now));
  expect([totals.p50Ms, totals.p95Ms, totals.p99Ms].map((ms) => Math.round((ms ?? 0) / 100) / 10)).toEqual([24.8, 56.2, 59.7].map((of) => expect.closeTo(of, -1)));
  expect(totals.p95Bytes).toBeGreaterThan(16_384);
  expect(totals.p95Bytes).toBeLessThan(65_536);
});

test("what was kept long enough goes, and older spans are widened to what is left", async () => {
  const organisation = await organisationIn("Europe/Amsterdam");
  const now = new Date("2027-11-23T12:00:00Z");
  await count(organisation.id, [1, 3, 80, 100, 2000].map((days) => ({ at: new Date(now.getTime() - days * 86_400_000) }))); // prettier-ignore
  await rollUp();
  await purgeStatistics(now);
  const { query } = runtime().database;
  const left = async (tier: string) => (await query<{ calls: number }>("", `SELECT coalesce(sum(calls), 0)::int AS calls FROM statistics_${tier} WHERE "organisationId" = $1 AND "keyId" = ''`, [organisation.id]))[0]?.calls;
  expect(await Promise.all(["minute", "quarter", "hour", "day", "month"].map(left))).toEqual([1, 3, 3, 4, 4]);
  const asked = (from: string, until: string) => readStatistics(makeContext(organisation, { now }), question(from, until, { resolution: "day" }));
  const old = await asked("2027-08-15T12:01:00Z", "2027-08-15T12:02:00Z");
  expect([old.from.toISOString(), old.until.toISOString(), old.totals.calls]).toEqual(["2027-08-14T22:00:00.000Z", "2027-08-15T22:00:00.000Z", 1]);
  const recent = await asked("2027-11-20T12:01:00Z", "2027-11-20T12:02:00Z");
  expect([recent.from.toISOString(), recent.until.toISOString(), recent.totals.calls]).toEqual(["2027-11-20T12:00:00.000Z", "2027-11-20T12:15:00.000Z", 1]);
});

test("what cannot be purged does not keep the rest", async () => {
  const organisation = await organisationIn("UTC");
  const now = new Date("2027-12-23T12:00:00Z");
  await count(organisation.id, [{ at: new Date(now.getTime() - 100 * 86_400_000) }]);
  await rollUp();
  const { query } = runtime().database;
  await query("", "ALTER TABLE statistics_minute RENAME TO elsewhere", []);
  await expect(purgeStatistics(now)).rejects.toThrow();
  await query("", "ALTER TABLE elsewhere RENAME TO statistics_minute", []);
  expect(await query("", `SELECT FROM statistics_quarter WHERE "organisationId" = $1`, [organisation.id])).toEqual([]);
});

test("another organisation's calls are not seen, whatever is asked", async () => {
  const [own, other] = [await organisationIn("UTC"), await organisationIn("UTC")];
  const key = await makeKey(other);
  const now = new Date("2026-11-23T12:00:00Z");
  await count(other.id, [{ at: new Date(now.getTime() - 1000), keyId: key.id }]);
  const asked = () => readStatistics(makeContext(own, { now }), question("2026-11-22T12:00:00Z", now, { keys: [key.id], split: "key" }));
  const before = await asked();
  await rollUp();
  expect([before, await asked()].map(({ totals, keys, series }) => [totals.calls, keys, series])).toEqual([[0, [], []], [0, [], []]]); // prettier-ignore
  expect(await readKeyLines(makeContext(own, { now }))).toEqual(new Map());
});
