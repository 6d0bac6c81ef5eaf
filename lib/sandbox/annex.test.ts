import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, describe, expect, test } from "vitest";
import { sandboxOptions } from "@/test/sandbox";
import { Annex, type AnnexOptions } from "./annex";
import { host } from "./hosting";
import { type Job } from "./job";
import { defaultLimits } from "./limits";
import { Sandbox } from "./sandbox";

const patient = { timeout: 60_000 };
const opened: { stop: () => Promise<void> }[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((one) => one.stop()))));

const prelude = `(() => { const door = __door; globalThis.ask = (name, value) => door(name, JSON.stringify(value)).then((text) => JSON.parse(text)); })()`;
function open(options: Partial<AnnexOptions> = {}) {
  const annex = new Annex({ ...sandboxOptions, size: 2, prelude, memoryBytes: 64 * 1024 * 1024, ...options });
  opened.push(annex);
  const run = (text: string, job: Partial<Job> = {}) => {
    const code = `export default async function (event) {\n${text}\n}`;
    return host({ code, event: "{}", door: {}, ...job }, { ...defaultLimits, ...job.limits }, (order, hosting) => annex.run(order, hosting, job.signal));
  };
  return { annex, run };
}

/** The annexes of this process, with what the scheduler knows of them. */
function annexes(): { pid: number; policy: number }[] {
  const fieldsOf = (pid: string) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const isOne = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("sandbox-annex") && Number(fieldsOf(pid)[1]) === process.pid;
    } catch {
      return false; // it has just ended
    }
  };
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isOne(name)).map((pid) => ({ pid: Number(pid), policy: Number(fieldsOf(pid)[38]) })); // prettier-ignore
}
const isLinux = process.platform === "linux";
const SCHED_IDLE = 5;

describe("a run in the annex", () => {
  test("is answered, heard and masked as one beside us", patient, async () => {
    const { run } = open();
    const refuse = () => Promise.reject(Object.assign(new Error("no such visitor"), { name: "VisitError", status: 404, errors: [{ field: "id" }] }));
    const text = "console.log('a secret', await ask('echo', { two: 'ä€' })); await ask('refuse', 1);";
    const { outcome, log, usage } = await run(text, { door: { echo: (argument) => Promise.resolve(argument), refuse }, mask: new Set(["secret"]) });
    expect(log.map((line) => line.text)).toEqual(['a … { two: "ä€" }']);
    expect(outcome).toMatchObject({ kind: "threw", error: { name: "VisitError", message: "no such visitor", status: 404, errors: [{ field: "id" }], line: 2 } });
    expect(usage.calls).toBe(2);
  });

  test.runIf(isLinux)("has what nobody else wants", patient, async () => {
    const { run } = open({ idly: undefined });
    void run("return 1;"); // which may take long: other tests want all processors
    await expect.poll(() => annexes().map(({ policy }) => policy), { timeout: 30_000 }).toEqual([SCHED_IDLE]);
  });

  test("is cancelled, whatever it does", patient, async () => {
    const { run } = open();
    const stopping = new AbortController();
    const looping = run("console.log('begun'); for (;;);", { signal: stopping.signal, onLog: () => stopping.abort() });
    expect(await looping).toMatchObject({ outcome: { kind: "cancelled" }, log: [{ text: "begun" }] });
    expect((await run("return 1;")).outcome).toEqual({ kind: "returned", value: "1" });
    expect((await run("return 1;", { signal: AbortSignal.abort() })).outcome).toEqual({ kind: "cancelled" });
  });

  test("that is ended from here is told with what it used, as far as the annex knows", patient, async () => {
    const { run } = open();
    const stopping = new AbortController();
    const { outcome, usage } = await run("for (let i = 0; i < 5e6; i++); console.log('computed'); for (;;);", { signal: stopping.signal, onLog: () => stopping.abort() });
    expect(outcome).toEqual({ kind: "cancelled" });
    expect(usage.cpuMs).toBeGreaterThan(20);
    expect(usage.peakMemoryBytes).toBeGreaterThan(1_000_000);
  });

  test("is over in time also when the annex gets no processor at all", patient, async () => {
    const { annex, run } = open();
    const looping = run("console.log('begun'); for (;;);", { limits: { wallMs: 300 }, onLog: () => annex.setStill(true) });
    expect((await looping).outcome).toEqual({ kind: "timedOut", limit: "wall" });
    annex.setStill(false);
    expect((await run("return 1;")).outcome).toEqual({ kind: "returned", value: "1" });
  });
});

describe.runIf(isLinux)("an annex that dies", () => {
  test("takes what had begun with it; what waits begins anew, in the next", patient, async () => {
    const { annex, run } = open({ size: 1 });
    const begun = run("console.log('begun'); for (;;);", { owner: "a", limits: { cpuMs: 5_000 }, onLog: () => annexes().forEach(({ pid }) => process.kill(pid, "SIGKILL")) });
    const waiting = run("return 'anew';", { owner: "b" });
    expect([annex.freeFor("a"), annex.freeFor("c")]).toEqual([0, 0]);
    expect((await begun).outcome).toEqual({ kind: "died" });
    expect((await waiting).outcome).toEqual({ kind: "returned", value: '"anew"' });
    expect(annex.freeFor("a")).toBe(1);
  });

  test("is ended when whoever started it is, even while it stands still", patient, async () => {
    const folder = mkdtempSync(join(tmpdir(), "visit-guard-"));
    try {
      await build({ entryPoints: [join(import.meta.dirname, "guard.ts")], outfile: join(folder, "guard.mjs"), bundle: true, platform: "node", format: "esm" });
      const sleeper = spawn("sleep", ["60"], { stdio: "ignore" });
      const gone = once(sleeper, "exit");
      const text = `import { guard } from ${JSON.stringify(join(folder, "guard.mjs"))}; guard(${sleeper.pid}); process.kill(${sleeper.pid}, "SIGSTOP"); console.log("watches"); setInterval(() => 0, 1000);`;
      const starter = spawn(process.execPath, ["--input-type=module", "-e", text], { stdio: ["ignore", "pipe", "inherit"] });
      await once(starter.stdout, "data");
      starter.kill("SIGKILL");
      expect(await gone).toEqual([null, "SIGKILL"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("an annex that does not start", () => {
  test.runIf(isLinux).each([["there-is-no-such-program"], ["false"]])("is started without %s", patient, async (...idly) => {
    const { run } = open({ idly });
    expect((await run("return 1;")).outcome).toEqual({ kind: "returned", value: "1" });
    expect(annexes().map(({ policy }) => policy)).toEqual([0]);
  });

  test("is an exception, not an outcome, and the next run tries again", patient, async () => {
    const { run } = open({ annexFile: join(import.meta.dirname, "there-is-no-annex.js") });
    for (let count = 0; count < 2; count++) await expect(run("return 1;")).rejects.toThrow("annex");
    const { run: runThere } = open({ workerFile: join(import.meta.dirname, "there-is-no-worker.js") });
    await expect(runThere("return 1;")).rejects.toThrow("there-is-no-worker");
  });
});

test.runIf(isLinux)("who computes much is served in the annex, also who waited while that came to be known; nobody else is", patient, async () => {
  const sandbox = new Sandbox({ ...sandboxOptions, size: 2 });
  opened.push(sandbox);
  const run = (owner: string, text: string) => sandbox.run({ code: `export default () => { ${text} }`, event: "null", door: {}, owner, limits: { cpuMs: 1_500 } });
  expect((await run("modest", "return 1;")).outcome).toEqual({ kind: "returned", value: "1" });
  const [looping, waiting] = [run("greedy", "for (;;);"), run("greedy", "return 'elsewhere';")];
  expect(annexes()).toEqual([]);
  expect((await looping).outcome).toEqual({ kind: "timedOut", limit: "cpu" });
  expect([sandbox.freeFor("greedy"), sandbox.idle > 0]).toEqual([1, true]); // at once: in some seconds it is forgotten
  expect((await run("modest", "return 1;")).outcome).toEqual({ kind: "returned", value: "1" });
  expect((await waiting).outcome).toEqual({ kind: "returned", value: '"elsewhere"' });
  expect(annexes()).toHaveLength(1);
});
