import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sandboxOptions } from "@/test/sandbox";
import { type Job, type LogLine } from "./job";
import { withRelief } from "./memory-ceiling";
import { Sandbox } from "./sandbox";

const prelude = `(() => { const door = __door; globalThis.send = door; globalThis.ask = (name, value) => door(name, JSON.stringify(value)).then((text) => JSON.parse(text)); })()`;
const sandbox = new Sandbox({ ...sandboxOptions, size: 2, prelude });
afterAll(() => sandbox.stop());

const patient = { timeout: 60_000 }; // much to be copied, where others are at work
const door = { echo: (argument: string) => Promise.resolve(argument) };
const body = (text: string) => `export default async function (event) {\n${text}\n}`;
const run = (text: string, job: Partial<Job> = {}) => sandbox.run({ code: body(text), event: "{}", door, ...job });
const outcome = async (text: string, job: Partial<Job> = {}) => (await run(text, job)).outcome;

describe("a run that comes to its end", () => {
  test("returns what the function returned, as JSON", async () => {
    expect(await outcome("return { sum: event.a + 1, text: 'ä\\0\\ud83d\\ude00' };", { event: '{"a":1}' })).toEqual({ kind: "returned", value: '{"sum":2,"text":"ä\\u0000😀"}' });
  });

  test("is given characters of every width as they are, and few wide ones do not double what is long", async () => {
    const event = { request: { text: "x".repeat(5 * 1024 * 1024), wide: "€😀\ud800 \\u20ac", body: `${"y".repeat(5 * 1024 * 1024)}€` } };
    const text = "return [event.request.wide, event.request.text.length, event.request.body.slice(-2)];";
    expect(await outcome(text, { event: JSON.stringify(event), limits: { memoryBytes: 48 * 1024 * 1024 } })).toEqual({ kind: "returned", value: JSON.stringify(["€😀\ud800 \\u20ac", 5 * 1024 * 1024, "y€"]) });
    expect(await outcome("return event.length;", { event: JSON.stringify("€😀".repeat(1e6)) })).toEqual({ kind: "returned", value: "3000000" });
  });

  test("returns null for nothing", async () => {
    expect(await outcome("")).toEqual({ kind: "returned", value: "null" });
  });

  test("refuses a result that JSON cannot hold, and says why", async () => {
    expect(await outcome("const a = {}; a.a = a; return a;")).toMatchObject({ kind: "threw", error: { name: "TypeError", message: expect.stringContaining("cannot be JSON") } });
    expect(await outcome("return () => 1;")).toMatchObject({ kind: "threw", error: { message: expect.stringContaining("returned a function") } });
  });

  test("refuses a result above its size", async () => {
    expect(await outcome("return 'x'.repeat(200);", { limits: { resultBytes: 100 } })).toMatchObject({ kind: "threw", error: { name: "RangeError", message: expect.stringContaining("100 at most") } });
  });

  test("tells how much it used", async () => {
    const { usage } = await run("await ask('echo', 1); return 1;");
    expect(usage).toMatchObject({ calls: 1, cpuMs: expect.any(Number), peakMemoryBytes: expect.any(Number) });
    expect(usage.cpuMs).toBeGreaterThan(0);
    expect(usage.wallMs).toBeGreaterThanOrEqual(usage.cpuMs);
    expect(usage.peakMemoryBytes).toBeGreaterThan(1_000_000);
  });

  test("counts memory that was given back", async () => {
    const peakOf = async (bytes: number) => (await run(`let all = new Uint8Array(${bytes}).fill(1); all = undefined; return 1;`)).usage.peakMemoryBytes;
    const [least, most] = [await peakOf(1), await peakOf(4_000_000)];
    expect(most - least).toBeGreaterThan(3_900_000);
    expect(most - least).toBeLessThan(4_200_000);
  });

  test("cuts off what is still under way, and says so", async () => {
    const given: AbortSignal[] = [];
    const { outcome, log } = await run("ask('slow', 1); return 1;", { door: { slow: (_, signal) => new Promise(() => given.push(signal)) } });
    expect(outcome).toEqual({ kind: "returned", value: "1" });
    expect(log).toEqual([expect.objectContaining({ level: "warn", text: expect.stringContaining("is an await missing?") })]);
    expect(given[0]?.aborted).toBe(true);
  });

  test("leaves nothing behind for the next", async () => {
    const alone = new Sandbox({ ...sandboxOptions, size: 1 });
    const mark = () => alone.run({ code: body("const seen = globalThis.mark ?? Array.prototype.mark; globalThis.mark = Array.prototype.mark = 1; return seen ?? 'clean';"), event: "{}", door: {} });
    expect([await mark(), await mark()].map((result) => result.outcome)).toEqual([1, 2].map(() => ({ kind: "returned", value: '"clean"' })));
    await alone.stop();
  });
});

describe("an exception", () => {
  test("has the author's own line and column", async () => {
    expect(await outcome("\n  const nothing = null;\n  nothing.member;")).toEqual({
      kind: "threw",
      error: { name: "TypeError", message: "cannot read property 'member' of null", line: 4, column: 10, stack: "    at default (function.js:4:10)" },
    });
  });

  test("has them for code that cannot be parsed", async () => {
    expect(await sandbox.run({ code: "const a = 1;\nconst b =* 2;", event: "{}", door })).toMatchObject({ outcome: { kind: "threw", error: { name: "SyntaxError", line: 2, column: 10 } } });
  });

  test("has them when it comes with an answer, where the engine has long forgotten who asked", async () => {
    const refusing = { refuse: () => Promise.reject(Object.assign(new Error("no such visitor"), { name: "VisitError", status: 404, errors: [{ field: "id" }] })) };
    expect(await outcome("const one = 1;\nawait ask('refuse', one);", { door: refusing })).toMatchObject({
      kind: "threw",
      error: { name: "VisitError", message: "no such visitor", status: 404, errors: [{ field: "id" }], line: 3, column: expect.any(Number) },
    });
  });

  test("shows nothing of the host", async () => {
    const failing = { fail: () => Promise.reject(new Error("word")) };
    const text = JSON.stringify(await run("try { await ask('fail', 1) } catch (error) { return [Object.getOwnPropertyNames(error), error.stack, error.message] }", { door: failing }));
    expect(text).toContain("word");
    expect(text).not.toMatch(/node_modules|\.ts|file:|cause/);
  });

  test("in a timer ends the run", async () => {
    expect(await outcome("setTimeout(() => { throw new RangeError('late') }, 1);\nawait new Promise((done) => setTimeout(done, 60_000));")).toMatchObject({ kind: "threw", error: { name: "RangeError", message: "late", line: 2 } });
  });

  test("is what one gets for code without a function", async () => {
    expect((await sandbox.run({ code: "export const other = 1;", event: "{}", door })).outcome).toMatchObject({ kind: "threw", error: { message: expect.stringContaining("export default") } });
  });

  test("is what one gets for code or an event that is too large, or an event that is no JSON", async () => {
    expect((await sandbox.run({ code: " ".repeat(300_000), event: "{}", door })).outcome).toMatchObject({ kind: "threw", error: { name: "RangeError", message: "the code is 300000 bytes; it may be 262144 at most" } });
    expect(await outcome("", { event: JSON.stringify("x".repeat(17_000_000)) })).toMatchObject({ kind: "threw", error: { name: "RangeError" } });
    expect(await outcome("", { event: "{" })).toMatchObject({ kind: "threw", error: { name: "SyntaxError" } });
  });

  test("is what one gets for waiting where nothing will come", async () => {
    expect(await outcome("await new Promise(() => {});")).toMatchObject({ kind: "threw", error: { message: expect.stringContaining("nothing will settle") } });
  });
});

describe("a run beyond its limits", () => {
  test("is stopped in a loop", async () => {
    expect(await outcome("for (;;);", { limits: { cpuMs: 50 } })).toEqual({ kind: "timedOut", limit: "cpu" });
  });

  test("is stopped inside the engine's own loops, with the worker", async () => {
    expect(await outcome("const list = []; list.length = 2 ** 32 - 1; return list.indexOf(1);", { limits: { cpuMs: 50 } })).toEqual({ kind: "timedOut", limit: "cpu" });
    expect(await outcome("return 1;")).toEqual({ kind: "returned", value: "1" });
  });

  test("is stopped while it waits", async () => {
    expect(await outcome("await ask('never', 1);", { door: { never: () => new Promise(() => undefined) }, limits: { wallMs: 50 } })).toEqual({ kind: "timedOut", limit: "wall" });
  });

  test("is out of memory, which it may catch and go on", async () => {
    expect(await outcome("const all = []; for (;;) all.push(new Uint8Array(100_000).fill(1));", { limits: { memoryBytes: 24e6 } })).toEqual({ kind: "outOfMemory" });
    const { outcome: caught, usage } = await run("let all = []; try { for (;;) all.push(new Uint8Array(100_000).fill(1)) } catch (error) { all = undefined; return error.message }", { limits: { memoryBytes: 24e6 } });
    expect(caught).toEqual({ kind: "returned", value: '"out of memory"' });
    expect(usage.peakMemoryBytes).toBeGreaterThan(20e6);
    expect(usage.peakMemoryBytes).toBeLessThanOrEqual(24e6);
  });

  test("has no more memory by what went in and out, and with what it may have can take one large answer after the other", patient, async () => {
    const giving = { large: () => Promise.resolve(JSON.stringify("x".repeat(5 * 1024 * 1024))) };
    const full = await run("const all = []; const fill = () => { try { for (;;) all.push(new Uint8Array(1e5).fill(1)) } catch {} }; fill(); for (let i = 0; i < 3; i++) { await ask('large', 1); fill(); }", { door: giving, limits: { memoryBytes: 48e6 } });
    expect(full.outcome).toEqual({ kind: "outOfMemory" });
    expect(full.usage.peakMemoryBytes).toBeLessThanOrEqual(withRelief(48e6));
    const modest = "const kept = new Uint8Array(2e7).fill(1); let sum = 0; for (let i = 0; i < 10; i++) sum += (await ask('large', 1)).length; return sum / 2 ** 20;";
    expect(await outcome(modest, { door: giving, limits: { memoryBytes: 64 * 1024 * 1024 } })).toEqual({ kind: "returned", value: "50" });
  });

  test("has no more calls, and can know", async () => {
    const text = "const told = []; for (let i = 0; i < 5; i++) await ask('echo', i).catch((error) => told.push(error.message)); return told;";
    expect(await outcome(text, { limits: { calls: 3 } })).toEqual({ kind: "returned", value: JSON.stringify(Array(2).fill("a run may make 3 calls at most")) });
    expect(await outcome(text, { limits: { calls: 0 }, uncounted: ["echo"] })).toEqual({ kind: "returned", value: "[]" });
  });

  test("sends no more at once than others can bear, and can know", patient, async () => {
    expect(await outcome("return ask('echo', Array(1e6).fill(0)).catch((error) => error.message)")).toEqual({ kind: "returned", value: '"a call that sends more than 1048576 bytes may send 100000 values at most"' });
    const flood = "const large = 'x'.repeat(8e6); const told = await Promise.all(Array.from({ length: 9 }, () => ask('count', large).catch((error) => error.message))); return [told.filter((one) => one === 1).length, told.find((one) => one !== 1)];";
    expect(await outcome(flood, { door: { count: () => Promise.resolve("1") } })).toEqual({ kind: "returned", value: JSON.stringify([8, "calls that are not answered yet may send 67108864 bytes together; await some of them first"]) });
  });

  test("leaves the thread that answers its calls to others in between", patient, async () => {
    const clock = { ticks: 0 };
    const ticking = setInterval(() => clock.ticks++, 1);
    const begunAt: number[] = [];
    const reading = { read: (argument: string) => (begunAt.push(clock.ticks), Promise.resolve(String(JSON.parse(argument).length))) };
    await run("const long = JSON.stringify(Array.from({ length: 3e5 }, () => [])); await Promise.all(Array.from({ length: 12 }, () => send('read', long)));", { door: reading });
    clearInterval(ticking);
    expect(begunAt.length).toBe(12);
    expect(new Set(begunAt).size).toBeGreaterThan(5);
  });

  test("gets no answer above its size", async () => {
    expect(await outcome("await ask('much', 1)", { door: { much: () => Promise.resolve(JSON.stringify("x".repeat(1000))) }, limits: { answerBytes: 1000 } })).toMatchObject({ kind: "threw", error: { name: "RangeError", message: "the answer is 1002 bytes; it may be 1000 at most" } });
  });
});

describe("what ends from outside", () => {
  test("a running job is cancelled, whatever it does", async () => {
    const stopping = new AbortController();
    const looping = run("console.log('begun'); for (;;);", { signal: stopping.signal, onLog: () => stopping.abort() });
    expect(await looping).toMatchObject({ outcome: { kind: "cancelled" }, log: [{ text: "begun" }] });
  });

  test("a waiting job is cancelled without having begun", async () => {
    const alone = new Sandbox({ ...sandboxOptions, size: 1 });
    const stopping = new AbortController();
    const waiting = alone.run({ code: "for (;;);", event: "{}", door: {}, signal: stopping.signal }); // the worker is not even up
    stopping.abort();
    expect(await waiting).toMatchObject({ outcome: { kind: "cancelled" }, usage: { wallMs: 0 } });
    const cut = alone.run({ code: body("for (;;);"), event: "{}", door: {} });
    await alone.stop();
    expect(await cut).toMatchObject({ outcome: { kind: "cancelled" } });
    expect(await alone.run({ code: body(""), event: "{}", door: {} })).toMatchObject({ outcome: { kind: "cancelled" } });
  });

  test("a worker that cannot be started is an exception, not an outcome", async () => {
    const broken = new Sandbox({ ...sandboxOptions, workerFile: join(import.meta.dirname, "there-is-no-worker.js"), size: 1 });
    await expect(broken.run({ code: body(""), event: "{}", door: {} })).rejects.toThrow("there-is-no-worker");
    await broken.stop();
  });
});

describe("the log", () => {
  test("comes line by line while the run goes on", async () => {
    const lines: LogLine[] = [];
    const seenAtCall: number[] = [];
    const counting = { echo: (argument: string) => Promise.resolve(argument).finally(() => seenAtCall.push(lines.length)) };
    const { log } = await run("console.log('one', { two: [1, 'x'] }); await ask('echo', 1); console.warn(new Map([[1, 2]]));", { door: counting, onLog: (line) => lines.push(line) });
    expect(seenAtCall).toEqual([1]);
    expect(log).toEqual(lines);
    expect(log.map(({ level, text }) => [level, text])).toEqual([["log", 'one { two: [1, "x"] }'], ["warn", "Map(1) { 1 => 2 }"]]);
  });

  test("is cut at its lines and at its bytes, and says so", async () => {
    const lines = await run("for (let i = 0; i < 20; i++) console.log(i);", { limits: { logLines: 5 } });
    expect([lines.log.length, lines.isLogTruncated]).toEqual([5, true]);
    const bytes = await run("console.log('ä'.repeat(30)); console.log('ä'.repeat(30)); console.log(1);", { limits: { logBytes: 101 } });
    expect([bytes.log.map(({ text }) => text.length), bytes.isLogTruncated]).toEqual([[30, 20], true]);
    expect((await run("console.log(1)")).isLogTruncated).toBe(false);
  });

  test("shows no secret, in no form, not even a beginning of one", async () => {
    const secret = 'to"ken/ä+geheim';
    const mask = new Set<string>();
    const giving = { give: () => Promise.resolve(JSON.stringify(secret)).finally(() => mask.add(secret)) };
    const text = "const s = await ask('give', 1); console.log(s, [s], encodeURIComponent(s), crypto.hmac ? btoa(unescape(encodeURIComponent(s))) : ''); console.error('x'.repeat(30) + s); throw new Error('bad ' + s);";
    const result = await run(text, { door: giving, mask, limits: { logBytes: 120 } });
    expect(result.outcome).toMatchObject({ kind: "threw", error: { message: "bad …" } });
    expect(JSON.stringify(result)).not.toMatch(/to."?ken|geheim|dG8i/);
    expect(result.log.at(-1)?.text).toMatch(/^x+…?$/);
  });
});

test("who makes workers end does not get the one that is kept for others", async () => {
  const deadly = { owner: "deadly", limits: { cpuMs: 20 } };
  const ending = Array.from({ length: 4 }, () => outcome("const list = []; list.length = 2 ** 32 - 1; list.indexOf(1);", deadly));
  await expect.poll(() => sandbox.idle, { timeout: 10_000 }).toBe(1);
  expect(await outcome("return 'in between';", { owner: "modest" })).toEqual({ kind: "returned", value: '"in between"' });
  expect(await Promise.all(ending)).toEqual(Array(4).fill({ kind: "timedOut", limit: "cpu" }));
});

test("the one that is kept for others is there at once, also while all the rest are starting", async () => {
  const three = new Sandbox({ ...sandboxOptions, size: 3 });
  await expect.poll(() => three.idle, { timeout: 10_000 }).toBe(3);
  const stopping = new AbortController();
  const job = (owner: string, text: string, signal?: AbortSignal) => three.run({ code: `export default () => { ${text} }`, event: "null", door: {}, owner, ...(signal && { signal }) });
  const ended = [1, 2].map(() => job("deadly", "for (;;);", stopping.signal));
  stopping.abort(); // and their workers with them
  await Promise.all(ended);
  void job("deadly", "return 1;");
  expect([three.idle, three.freeFor("modest"), three.freeFor("deadly")]).toEqual([1, 1, 0]);
  const modest = job("modest", "return 1;");
  expect(three.idle).toBe(0);
  expect((await modest).outcome).toEqual({ kind: "returned", value: "1" });
  await three.stop();
});

test("those that compute for long take turns, and to stand still is not held against them", async () => {
  const four = new Sandbox({ ...sandboxOptions, size: 4 });
  const job = (owner: string) => four.run({ code: "export default () => { for (;;); }", event: "null", door: {}, owner, limits: { cpuMs: 150, wallMs: 30_000 } });
  for (const { outcome, usage } of await Promise.all(["a", "b", "c", "d"].map(job))) {
    expect(outcome).toEqual({ kind: "timedOut", limit: "cpu" });
    expect(usage.cpuMs).toBeGreaterThan(140);
  }
  await four.stop();
});

test("nobody stands still for their own sake", async () => {
  const two = new Sandbox({ ...sandboxOptions, size: 2 });
  await expect.poll(() => two.idle, { timeout: 10_000 }).toBe(2);
  const code = "export default () => { const list = []; list.length = 2 ** 20; return list.indexOf(1); }"; // in one piece: who were to stand still in it would lose their worker
  const { outcome } = await two.run({ code, event: "null", door: {}, owner: "alone" });
  expect(outcome).toEqual({ kind: "returned", value: "-1" });
  expect(two.freeFor("others")).toBe(2);
  await two.stop();
});

test("jobs that wait for several workers to start are all answered", async () => {
  const fresh = new Sandbox({ ...sandboxOptions, size: 3 });
  const job = (owner: string) => fresh.run({ code: `export default () => "${owner}"`, event: "null", door: {}, owner });
  const owners = Array.from({ length: 9 }, (_, at) => `owner ${at}`);
  const results = await Promise.all(owners.map(job));
  expect(results.map(({ outcome }) => outcome)).toEqual(owners.map((owner) => ({ kind: "returned", value: JSON.stringify(owner) })));
  await fresh.stop();
});

test("no owner takes every worker, not even beside a job that is refused, and owners take turns", async () => {
  await expect.poll(() => sandbox.idle, { timeout: 10_000 }).toBe(2);
  const refused = sandbox.run({ code: "x".repeat(300_000), event: "{}", door: {}, owner: "clumsy" });
  const greedy = { owner: "greedy", door: { hold: (_: string, signal: AbortSignal) => new Promise<string>((done) => signal.addEventListener("abort", () => done("1"))) } };
  const stopping = new AbortController();
  const holding = Array.from({ length: 5 }, () => run("await ask('hold', 1);", { ...greedy, signal: stopping.signal }));
  expect((await refused).outcome).toMatchObject({ kind: "threw", error: { name: "RangeError" } });
  expect(await outcome("return 'in between';", { owner: "modest" })).toEqual({ kind: "returned", value: '"in between"' });
  stopping.abort();
  for (const held of holding) expect((await held).outcome).toEqual({ kind: "cancelled" });
});
