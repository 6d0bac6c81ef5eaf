import { expect, test } from "vitest";
import { Share } from "./share";

test("who takes much of the thread at once is begun again when a tenth of the time makes up for it", async () => {
  const clock = { ms: 0 };
  const share = new Share(() => clock.ms++); // each look at it is a moment later
  const begunAt: number[] = [];
  const call = (tookMs: number) => share.begin(() => {
    begunAt.push(clock.ms);
    clock.ms += tookMs;
    return Promise.resolve();
  });
  const passing = setInterval(() => (clock.ms += 50), 1);
  await Promise.all([call(20), call(150), call(1), call(1)]);
  clearInterval(passing);
  const [first = 0, second = 0, third = 0, fourth = 0] = begunAt;
  expect(second - first).toBeLessThan(30);
  expect(third - second).toBeGreaterThan(1_000);
  expect(fourth - third).toBeLessThan(100);
});

test("calls are begun in turn, but none waits for the end of another", async () => {
  const share = new Share(() => performance.now());
  const never = share.begin(() => new Promise(() => undefined));
  expect(await share.begin(() => Promise.resolve("answered"))).toBe("answered");
  await expect(share.begin(() => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  await expect(share.begin(() => { throw new Error("broken"); })).rejects.toThrow("broken"); // prettier-ignore
  expect(await Promise.race([never, Promise.resolve("still waiting")])).toBe("still waiting");
});
