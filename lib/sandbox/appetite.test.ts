import { expect, test } from "vitest";
import { Appetite } from "./appetite";

const halfLifeMs = 5_000;

test("what was used is added up, and half of it forgotten in each half-life", () => {
  const appetite = new Appetite(halfLifeMs, 10);
  const msOf = (owner: string, now: number) => (appetite.of(owner, now) * halfLifeMs) / Math.LN2;
  appetite.add("a", 100, 0);
  appetite.add("a", 300, halfLifeMs);
  expect(msOf("a", halfLifeMs)).toBeCloseTo(350);
  expect(msOf("a", 3 * halfLifeMs)).toBeCloseTo(87.5);
  expect(appetite.of("b", halfLifeMs)).toBe(0);
});

test("who always uses a tenth of a processor comes to that, whatever the half-life", () => {
  for (const halfLifeMs of [2_000, 30_000]) {
    const appetite = new Appetite(halfLifeMs, 10);
    for (let now = 0; now < 20 * halfLifeMs; now += 100) appetite.add("a", 10, now);
    expect(appetite.of("a", 20 * halfLifeMs)).toBeCloseTo(0.1, 2);
  }
});

test("of many owners those who used some last are known", () => {
  const appetite = new Appetite(halfLifeMs, 3);
  for (let number = 0; number < 100; number++) appetite.add(`owner ${number}`, 1, 0);
  expect(Array.from({ length: 100 }, (_, number) => number).filter((number) => appetite.of(`owner ${number}`, 0) > 0)).toEqual([97, 98, 99]);
});
