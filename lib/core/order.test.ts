import fc from "fast-check";
import { expect, test } from "vitest";
import { newPlaces } from "./order";

const rows = (...ids: string[]) => ids.map((id, sort) => ({ id, sort }));

test("what is not named comes after, what is unknown does not count", () => {
  expect(newPlaces(rows("a", "b", "c"), ["c", "x", "c"])).toEqual([{ id: "c", sort: 0 }, { id: "a", sort: 1 }, { id: "b", sort: 2 }]);
});

test("rows that stand right are left alone, also when their places have gaps", () => {
  expect(newPlaces([{ id: "a", sort: 0 }, { id: "b", sort: 7 }], ["a", "b"])).toEqual([{ id: "b", sort: 1 }]);
});

test("after the changes, the rows stand in the wanted order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }).chain((ids) => fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length }))), ([ids, wanted]) => {
      const places = new Map([...rows(...ids), ...newPlaces(rows(...ids), wanted)].map(({ id, sort }) => [id, sort]));
      expect([...ids].sort((left, right) => (places.get(left) ?? 0) - (places.get(right) ?? 0))).toEqual(wanted);
    }),
  );
});
