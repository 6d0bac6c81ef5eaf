import { expect, test } from "vitest";
import { columnAt } from "./stacked-chart-parts";

test("a place belongs to the column it lies in, and beside them all to the nearest", () => {
  expect([-30, 0, 99, 100, 299, 300, 5000].map((x) => columnAt(x, 300, 3))).toEqual([0, 0, 0, 1, 2, 2, 2]);
  expect(columnAt(10, 0, 3)).toBe(2);
});
