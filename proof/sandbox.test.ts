import { availableParallelism } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Annex } from "@/lib/sandbox/annex";
import { attacks } from "@/lib/sandbox/attacks";
import { attackJob, attackPrelude, complaint, plantedSecret } from "@/lib/sandbox/attacks/stage";
import { host } from "@/lib/sandbox/hosting";
import { type Job, type Result } from "@/lib/sandbox/job";
import { defaultLimits } from "@/lib/sandbox/limits";
import { Sandbox } from "@/lib/sandbox/sandbox";
import { sandboxFiles } from "@/scripts/lib/sandbox.mjs";
import { sandboxOptions } from "@/test/sandbox";
import { expectHardlyNoticed } from "./neighbour";
import { isFull, report, sized } from "./size";

// How long things take is held to account in the full proof alone, on a machine that does nothing else.
const deadline = isFull ? { cpuMs: 300, wallMs: 1_000 } : { cpuMs: 50, wallMs: 300 };
const lateMs = 250;
const minutes = 60_000;

const all = Object.values(attacks).flat();
/** From family to family. */
const mixed = all.map((attack, at) => ({ attack, place: (at * 37) % all.length })).sort((a, b) => a.place - b.place).map(({ attack }) => attack);
const held: { planted: string; attacks: number; sandbox?: Sandbox; annex?: Annex } = { attacks: 0, planted: `${plantedSecret} in the memory of the host` };
/** As many workers as Visit has. */
const common = { ...(isFull ? sandboxFiles : sandboxOptions), size: availableParallelism() + 1, prelude: attackPrelude };
const sandbox = (): Sandbox => (held.sandbox ??= new Sandbox(common));
const annex = (): Annex => (held.annex ??= new Annex({ ...common, memoryBytes: 256 * 1024 * 1024 }));
/** @param begin  called when a worker has it, unless that is at once */
const places: Record<string, (job: Job, begin: () => void) => Promise<Result>> = {
  "beside us": (job) => sandbox().run(job),
  "in the annex": (job, begin) => host(job, { ...defaultLimits, ...job.limits }, (order, hosting) => annex().run(order, { begin, hear: (...heard) => hosting.hear(...heard) })),
};
beforeAll(() => void (process.env.PLANTED = plantedSecret));
afterAll(() => Promise.all([held.sandbox?.stop(), held.annex?.stop()]));

describe("the attack corpus", () => {
  test("is as large as was promised, and says each thing once", () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  const everywhere = Object.entries(places).flatMap(([place, run], which) => Object.entries(attacks).map(([family, programs]) => [family, place, run, programs.filter((_, at) => isFull || at % 2 === which)] as const));
  test.each(everywhere)("%s, %s: contained, each in time, and the secret never seen", { timeout: 10 * minutes }, async (family, place, run, programs) => {
    const complaints: string[] = [];
    const late: number[] = [];
    // One at a time: of several that compute, all but one stand still or yield to everything else, and need not end in any time.
    for (const attack of programs) {
      await expect.poll(() => sandbox().idle, { timeout: minutes, interval: 5 }).toBeGreaterThan(0);
      const job = attackJob(attack, deadline);
      let begun = performance.now();
      const result = await run(job, () => (begun = performance.now()));
      const wrong = complaint(attack, result);
      if (wrong !== undefined) complaints.push(`${attack.name}: ${wrong}`);
      if (result.outcome.kind !== "timedOut") continue;
      // The deadline of processor time is kept in processor time; that of the wall by whoever waits for the answer.
      const lateness = Math.max(result.usage.cpuMs - deadline.cpuMs, performance.now() - begun - deadline.wallMs);
      late.push(lateness);
      if (isFull && lateness > lateMs) complaints.push(`${attack.name}: ${Math.round(lateness)} ms late`);
    }
    expect(complaints).toEqual([]);
    report(`${family}, ${place}: ${programs.length} programs, ${late.length} stopped at their deadline, the latest ${Math.round(Math.max(0, ...late))} ms after it`);
  });
});

test("an innocent neighbour hardly notices", { timeout: 20 * minutes }, async () => {
  const innocent = { code: "export default async (event) => (await ask('echo', event)).id;", event: '{"id":1}', door: { echo: (argument: string) => Promise.resolve(argument) }, owner: "innocent" };
  const call = async () => {
    const begun = performance.now();
    const { outcome } = await sandbox().run(innocent);
    const ms = performance.now() - begun;
    expect(outcome).toEqual({ kind: "returned", value: "1" });
    return ms;
  };
  await expectHardlyNoticed(call, async (signal) => {
    const attack = mixed[held.attacks++ % mixed.length];
    if (attack) await sandbox().run({ ...attackJob(attack, deadline), owner: "attacker", signal });
  });
});

test("memory stays where it is over many runs", { timeout: 20 * minutes }, async () => {
  const job = { code: "export default async (event) => { console.log(await ask('echo', 'x'.repeat(10000))); return new Uint8Array(1e6).fill(1).length; }", event: "{}", door: { echo: (argument: string) => Promise.resolve(argument) } };
  const runs = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 10) await Promise.all(Array.from({ length: 10 }, () => sandbox().run(job)));
  };
  await runs(sized(500, 10));
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  await runs(sized(5_000, 20));
  const seconds = (performance.now() - begun) / 1000;
  const grownMiB = (process.memoryUsage().rss - before) / 2 ** 20;
  report(`5,000 runs in ${seconds.toFixed(1)} s, ${Math.round(5_000 / seconds)} a second; resident memory ${Math.round(before / 2 ** 20)} MiB, ${grownMiB.toFixed(0)} MiB more afterwards`);
  if (isFull) expect(grownMiB).toBeLessThan(64);
  expect(held.planted).toContain(plantedSecret);
});
