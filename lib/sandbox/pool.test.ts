import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { sandboxOptions } from "@/test/sandbox";
import { type Job } from "./job";
import { Sandbox } from "./sandbox";

vi.setConfig({ testTimeout: 60_000 }); // workers to be loaded, where others are at work
const opened: Sandbox[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});

const prelude = `(() => { const door = __door; globalThis.ask = (name) => door(name, "1"); })()`;
/** A sandbox of two workers, with runs that wait for as long as one likes. */
function open() {
  const sandbox = new Sandbox({ ...sandboxOptions, size: 2, prelude, memoryBytes: 128 * 1024 * 1024 });
  opened.push(sandbox);
  const stopping = new AbortController();
  const held = new Promise<string>((resolve) => stopping.signal.addEventListener("abort", () => resolve("1")));
  const begun = { count: 0 };
  const door = { hold: () => (begun.count++, held) };
  const hold = (owner: string, limits: Job["limits"] = {}) => sandbox.run({ code: "export default () => ask('hold')", event: "null", door, owner, limits: { memoryBytes: 16 * 1024 * 1024, ...limits } });
  const brief = (owner: string) => sandbox.run({ code: "export default () => 1", event: "null", door: {}, owner });
  return { sandbox, begun, hold, brief, letGo: () => stopping.abort() };
}

test("runs that wait for others keep nobody from a worker: there are more, but for one that is everybody else's", async () => {
  const { begun, hold, brief, letGo } = open();
  const holding = Array.from({ length: 9 }, () => hold("slow"));
  await expect.poll(() => begun.count, { timeout: 30_000 }).toBe(7); // of eight
  expect((await brief("another")).outcome).toEqual({ kind: "returned", value: "1" });
  letGo();
  for (const { outcome } of await Promise.all(holding)) expect(outcome).toEqual({ kind: "returned", value: '"1"' });
});

test("however many there are, runs have no more memory together than two of the largest, and those of one owner no more than one", async () => {
  const { begun, hold, letGo } = open();
  const holding = Array.from({ length: 5 }, () => hold("slow", { memoryBytes: 40 * 1024 * 1024 }));
  await expect.poll(() => begun.count, { timeout: 30_000 }).toBe(3); // 120 of 128 MiB
  holding.push(hold("another", { memoryBytes: 100 * 1024 * 1024 }));
  await expect.poll(() => begun.count, { timeout: 30_000 }).toBe(4);
  holding.push(hold("third", { memoryBytes: 40 * 1024 * 1024 })); // 260 of 256 MiB
  await sleep(2_500); // when it would have begun long ago
  expect(begun.count).toBe(4);
  letGo();
  for (const { outcome } of await Promise.all(holding)) expect(outcome).toEqual({ kind: "returned", value: '"1"' });
});

test("workers that were not needed for a while are ended", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "hrtime"] });
  const { sandbox, begun, hold, letGo } = open();
  const holding = Array.from({ length: 4 }, () => hold("slow"));
  const goOn = async () => {
    await sleep(5); // what workers say comes in its own time
    vi.advanceTimersByTime(10);
    return [begun.count, sandbox.idle];
  };
  await expect.poll(goOn, { timeout: 30_000, interval: 1 }).toEqual([4, 1]);
  letGo();
  await Promise.all(holding);
  await expect.poll(goOn, { timeout: 30_000, interval: 1 }).toEqual([4, 5]);
  vi.advanceTimersByTime(29_000);
  expect(sandbox.idle).toBe(5);
  vi.advanceTimersByTime(2_000);
  expect(sandbox.idle).toBe(2);
});
