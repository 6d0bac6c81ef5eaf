import { afterAll, expect, test, vi } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { makeFunction, makeFunctionKey, type MadeFunction } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { executeRun } from "./execute";
import { purgeRuns, findStranded } from "./keep-runs";
import { setFunctionState } from "./manage";
import { getRun, listRuns } from "./runs";
import { claimDueTasks } from "./schedule";
import { cancelRun, runAgain } from "./start-run";
import { storeClaimed } from "./store-claimed";
import { storeRun } from "./store-run";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();

afterAll(() => stop());

const start = new Date("2027-03-09T09:00:00Z");
const minutes = (count: number, from: Date = start) => new Date(from.getTime() + count * 60_000);
const task = async (code = `export default (event) => event`) => makeFunction(await makeOrganisation(), { code, now: start });
/** What the engine would do, without the time it takes. */
const finish = (runId: string) => runtime().database.writer.functionRun.update({ where: { id: runId }, data: { state: "returned", startedAt: start, endedAt: start } });
const mine = async (made: MadeFunction, now: Date) => (await claimDueTasks(now)).filter(({ functionId }) => functionId === made.id);

test("a published task begins at once, and is called with when it was due and what was before", async () => {
  const made = await task();
  const [run] = await mine(made, start);
  expect(run).toMatchObject({ organisationId: made.ctx.organisationId, at: start });
  expect(await executeRun(run?.runId ?? "", { now: start })).toBe("done");
  const first = await getRun(made.ctx, run?.runId ?? "");
  expect(first).toMatchObject({ state: "returned", trigger: "schedule", version: 1 });
  expect(JSON.parse(first.resultText ?? "")).toEqual({ scheduledAt: start.toISOString(), previous: null });
  const [second] = await mine(made, minutes(9));
  await executeRun(second?.runId ?? "", { now: second?.at ?? start });
  const told = await getRun(made.ctx, second?.runId ?? "");
  expect(JSON.parse(told.resultText ?? "")).toMatchObject({ previous: { id: first.id, outcome: "returned", scheduledAt: start.toISOString() } });
  expect(told.eventText).toBe(told.resultText);
  const again = await runAgain(made.ctx, told.id);
  await executeRun(again.runId, { now: start });
  expect(await getRun(made.ctx, again.runId)).toMatchObject({ eventText: told.eventText, resultText: told.resultText });
});

test("a run that was cancelled before it began is no run before", async () => {
  const made = await task();
  const [run] = await mine(made, start);
  await cancelRun({ ...made.ctx, now: start }, run?.runId ?? "");
  const [second] = await mine(made, minutes(9));
  expect(JSON.parse((await getRun(made.ctx, second?.runId ?? "")).eventText ?? "")).toMatchObject({ previous: null });
});

test("what falls due before the next tick is claimed in advance, and not executed before its moment", async () => {
  const made = await task();
  await mine(made, start).then(([first]) => finish(first?.runId ?? ""));
  expect(await mine(made, minutes(7))).toEqual([]);
  const claimed = await mine(made, minutes(8.5));
  expect(claimed).toHaveLength(1);
  expect(Math.abs((claimed[0]?.at.getTime() ?? 0) - minutes(9).getTime())).toBeLessThanOrEqual(20_000);
  expect(await executeRun(claimed[0]?.runId ?? "", { now: minutes(8.5) })).toBe("early");
});

test("processes that claim at the same moment claim each run once", async () => {
  const organisation = await makeOrganisation();
  const key = await makeFunctionKey(organisation);
  const made: MadeFunction[] = [];
  for (let count = 0; count < 20; count++) made.push(await makeFunction(organisation, { code: "export default () => {}", key, now: start }));
  const claimed = (await Promise.all([1, 2, 3, 4].map(() => claimDueTasks(start)))).flat().filter(({ organisationId }) => organisationId === organisation.id);
  expect(claimed.map(({ functionId }) => functionId).sort()).toEqual(made.map(({ id }) => id).sort());
});

test("a task whose run is not over is passed over, and after an outage there is one run and not one for each missed", async () => {
  const made = await task();
  const [first] = await mine(made, start);
  expect(await mine(made, minutes(60))).toEqual([]);
  await finish(first?.runId ?? "");
  const caughtUp = await mine(made, minutes(120));
  expect(caughtUp).toMatchObject([{ at: minutes(120) }]);
  await finish(caughtUp[0]?.runId ?? "");
  expect(await mine(made, minutes(121))).toEqual([]);
  expect(await mine(made, minutes(129))).toHaveLength(1);
});

test("a disabled task is not claimed; one that was claimed before does not run; enabled it begins anew", async () => {
  const made = await task();
  const [run] = await mine(made, start);
  await setFunctionState(made.ctx, made.id, "disabled");
  expect(await executeRun(run?.runId ?? "", { now: start })).toBe("done");
  expect(await getRun(made.ctx, run?.runId ?? "")).toMatchObject({ state: "cancelled", error: { message: expect.stringContaining("switched off") } });
  expect(await mine(made, minutes(30))).toEqual([]);
  await setFunctionState({ ...made.ctx, now: minutes(40) }, made.id, "active");
  expect(await mine(made, minutes(40))).toHaveLength(1);
});

test("a task that was never published does not run by itself", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: "export default () => {}", isDraft: true, now: start });
  expect(await mine(made, minutes(100))).toEqual([]);
});

test("through half a day every interval is 9 minutes, half a minute at most more or less", async () => {
  const made = await task();
  const begun: number[] = [];
  for (let tick = 0; tick < 12 * 60; tick++) {
    for (const { runId, at } of await mine(made, minutes(tick))) {
      begun.push(at.getTime());
      await finish(runId);
    }
  }
  const gaps = begun.slice(1).map((at, place) => at - (begun[place] ?? 0));
  expect(gaps.length).toBeGreaterThan(75);
  expect(gaps.filter((gap) => Math.abs(gap - 540_000) > 30_000)).toEqual([]);
}, 60_000);

test("a run that nobody is at is found: overdue, or let go of by who held it", async () => {
  const made = await task();
  const now = new Date();
  const run = { organisationId: made.ctx.organisationId, functionId: made.id, trigger: "endpoint", code: { version: 1 }, event: "{}", at: now, now } as const;
  const [held = "", dropped = ""] = await Promise.all([1, 2].map(async () => (await storeClaimed({ ...run, version: 1 }))?.id));
  await runtime().database.writer.functionRun.update({ where: { id: dropped }, data: { leaseUntil: new Date(Date.now() - 60_000) } });
  const fresh = await storeRun(runtime().database.writer, run);
  const overdue = await storeRun(runtime().database.writer, { ...run, at: new Date(now.getTime() - 31_000) });
  const found = (await findStranded(now)).map(({ runId }) => runId);
  expect(found).toEqual(expect.arrayContaining([dropped, overdue]));
  expect(found).not.toContain(held);
  expect(found).not.toContain(fresh);

  const foundNow = async () => (await findStranded(now)).map(({ runId }) => runId).filter((id) => id === dropped || id === overdue);
  expect(await foundNow()).toEqual([]); // both are on their way
  await runtime().database.writer.$executeRaw`UPDATE function_run SET "askedAt" = now() - interval '2 seconds', "leaseUntil" = now() - interval '1 second' WHERE id = ${dropped}`; // begun again, and let go of again
  expect(await foundNow()).toEqual([dropped]);
  await runtime().database.writer.$executeRaw`UPDATE function_run SET "askedAt" = now() - interval '6 minutes' WHERE id = ${overdue}`;
  expect(await foundNow()).toEqual([overdue]);
});

test("runs are kept for 30 days, those at work for ever", async () => {
  const made = await task();
  const run = { organisationId: made.ctx.organisationId, functionId: made.id, trigger: "endpoint", code: { version: 1 }, event: "{}", at: start } as const;
  const now = minutes(40 * 24 * 60);
  const [old, waiting, young] = [
    await storeRun(runtime().database.writer, { ...run, now: start }),
    await storeRun(runtime().database.writer, { ...run, now: start }),
    await storeRun(runtime().database.writer, { ...run, now: minutes(-29 * 24 * 60, now) }),
  ];
  await Promise.all([finish(old), finish(young)]);
  expect(await purgeRuns(now)).toBeGreaterThanOrEqual(1);
  const left = (await listRuns(made.ctx, { functionId: made.id })).runs.map(({ id }) => id);
  expect(left.sort()).toEqual([waiting, young].sort());
});
