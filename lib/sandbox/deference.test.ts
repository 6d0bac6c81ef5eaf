import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Deference, momentMs, patienceMs } from "./deference";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "hrtime"] }));
afterEach(() => void vi.useRealTimers());

function watched() {
  const told: boolean[] = [];
  return { told, deference: new Deference((isStill) => told.push(isStill)) };
}

test("it stands still from the first who begins to the last who is done", () => {
  const { told, deference } = watched();
  const [one, other] = [deference.begin(), deference.begin()];
  one();
  one(); // twice is once
  expect(told).toEqual([true]);
  other();
  expect(told).toEqual([true, false]);
});

test("nobody has it stand still for longer than a moment", () => {
  const { told, deference } = watched();
  const leave = deference.begin();
  vi.advanceTimersByTime(momentMs - 1);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([true, false]);
  leave();
  vi.advanceTimersByTime(10 * patienceMs);
  expect(told).toEqual([true, false]);
});

test("however many there are, it goes on for a tenth of the time", () => {
  const { told, deference } = watched();
  const time = { still: 0, all: 0 };
  for (; time.all < 20 * patienceMs; time.all++) {
    if (time.all % 5 === 0) deference.begin();
    vi.advanceTimersByTime(1);
    if (told.at(-1)) time.still++;
  }
  expect(time.still / time.all).toBeGreaterThan(0.85);
  expect(time.still / time.all).toBeLessThanOrEqual(0.9);
});

test("who begins right after it went on waits until it went for a while, and then it stands still for them", () => {
  const { told, deference } = watched();
  deference.begin()();
  deference.begin();
  expect(told).toEqual([true, false]);
  vi.advanceTimersByTime(patienceMs / 10);
  expect(told).toEqual([true, false, true]);
});
