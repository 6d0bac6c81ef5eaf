import { expect, test } from "vitest";
import { Appetite, halfLifeMs } from "./appetite";

test("what was used is added up, and half of it forgotten in each half-life", () => {
  const appetite = new Appetite(10);
  appetite.add("a", 100, 0);
  appetite.add("a", 300, halfLifeMs);
  expect(appetite.of("a", halfLifeMs)).toBeCloseTo(350);
  expect(appetite.of("a", 3 * halfLifeMs)).toBeCloseTo(87.5);
  expect(appetite.of("b", halfLifeMs)).toBe(0);
});

test("who always uses a tenth of a processor comes to what is said", () => {
  const appetite = new Appetite(10);
  for (let now = 0; now < 20 * halfLifeMs; now += 100) appetite.add("a", 10, now);
  expect(Math.abs(appetite.of("a", 20 * halfLifeMs) - 720)).toBeLessThan(10);
});

test("of many owners those who used some last are known", () => {
  const appetite = new Appetite(3);
  for (let number = 0; number < 100; number++) appetite.add(`owner ${number}`, 1, 0);
  expect(Array.from({ length: 100 }, (_, number) => number).filter((number) => appetite.of(`owner ${number}`, 0) > 0)).toEqual([97, 98, 99]);
});
