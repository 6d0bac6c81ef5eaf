import { expect, test } from "vitest";
import { Throttle } from "@/lib/accounts/throttle";

const start = new Date("2026-11-24T09:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

test("the limit is reached by failures within the window, and over when it ends", () => {
  const throttle = new Throttle({ windowMs: 60_000, entries: 10 });
  for (let attempt = 0; attempt < 3; attempt += 1) throttle.fail("a", later(attempt));
  expect(throttle.isOver("a", 3, later(59))).toBe(true);
  expect(throttle.isOver("a", 4, later(59))).toBe(false);
  expect(throttle.isOver("a", 3, later(60))).toBe(false);
});

test("a window does not grow by failing on", () => {
  const throttle = new Throttle({ windowMs: 60_000, entries: 10 });
  throttle.fail("a", start);
  throttle.fail("a", later(59));
  expect(throttle.isOver("a", 1, later(61))).toBe(false);
});

test("success forgets, and does so for its own key alone", () => {
  const throttle = new Throttle({ windowMs: 60_000, entries: 10 });
  throttle.fail("a", start);
  throttle.fail("b", start);
  throttle.forget("a");
  expect(throttle.isOver("a", 1, start)).toBe(false);
  expect(throttle.isOver("b", 1, start)).toBe(true);
});

test("a flood of names drops the ones that failed longest ago", () => {
  const throttle = new Throttle({ windowMs: 60_000, entries: 3 });
  for (const key of ["a", "b", "c", "a", "d"]) throttle.fail(key, start);
  expect(throttle.isOver("b", 1, start)).toBe(false);
  expect(throttle.isOver("a", 2, start)).toBe(true);
});
