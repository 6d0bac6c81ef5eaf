import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { flush } from "@/lib/statistics/flush";
import { registerSource } from "@/lib/statistics/flush-tape";
import { kinds } from "@/lib/statistics/kinds";
import { viewIn } from "@/lib/statistics/question";
import { readKeyLines, readStatistics } from "@/lib/statistics/verbs";
import { makeContext, makeKey, makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { linesAddress, linesSince } from "./key-lines";

const runs: { stop?: () => Promise<void> } = {};
beforeAll(async () => {
  runs.stop = await startOwnRuntime();
});
afterAll(() => runs.stop?.());

test("a line and the statistics it leads to count the same calls, at whatever minute of the hour", async () => {
  const organisation = await makeOrganisation();
  const { id: keyId } = await makeKey(organisation);
  const now = new Date("2026-10-25T22:47:12Z");
  const since = linesSince(now);
  const at = [since.getTime() - 1, since.getTime(), since.getTime() + 50 * 60_000, now.getTime() - 1];
  const sourceId = newId();
  await registerSource(runtime().database, sourceId);
  const records = at.map((atMs) => ({ organisationId: organisation.id, keyId, requestId: randomUUID(), atMs, operation: "expos.list", isWrite: false, method: "GET", path: "/expos", format: "json", origin: "outside", status: 200, durationUs: 1000, bytes: 2, address: "" }));
  expect(await flush(runtime().database, kinds(), { sourceId, from: 0, to: 1, records })).toBe(true);

  const ctx = makeContext(organisation, { now });
  const line = (await readKeyLines(ctx)).get(keyId) ?? [];
  const { searchParams } = new URL(linesAddress(keyId, since, "Europe/Amsterdam"), "https://visit.example");
  const view = viewIn(searchParams, "Europe/Amsterdam", now);
  expect([since.toISOString(), searchParams.get("from"), view.faults, view.isLive]).toEqual(["2026-10-24T23:00:00.000Z", "2026-10-25T01:00", [], true]);
  expect((await readStatistics(ctx, view)).totals.calls).toBe(3);
  expect(line.reduce((sum, calls) => sum + calls, 0)).toBe(3);
});
