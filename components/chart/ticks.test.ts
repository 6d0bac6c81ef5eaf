import fc from "fast-check";
import { expect, test } from "vitest";
import { ticksFor } from "./ticks";

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [78, [0, 20, 40, 60, 80]],
  [180, [0, 50, 100, 150, 200]],
  [1031, [0, 500, 1000, 1500]],
  [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
])("columns up to %i stand before %o", (most, ticks) => {
  expect(ticksFor(most)).toEqual(ticks);
});

test("whatever the highest column is, it ends at or below the last of a few whole lines", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (most) => {
      const ticks = ticksFor(most);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.at(-2)).toBeLessThan(Math.max(1, most));
    }),
  );
});
