import { expect, test } from "vitest";
import { Turns } from "./turns";

test("who was served longest ago is before the others, and who never was before all", () => {
  const turns = new Turns(10);
  for (const owner of ["a", "b", "a"]) turns.serve(owner);
  expect(["a", "b", "c"].sort((one, other) => turns.of(one) - turns.of(other))).toEqual(["c", "b", "a"]);
});

test("of many owners those served last are known, and the others are before them still", () => {
  const turns = new Turns(3);
  for (let number = 0; number < 100; number++) turns.serve(`owner ${number}`);
  const places = Array.from({ length: 100 }, (_, number) => turns.of(`owner ${number}`));
  expect(places.filter((place) => place > 0)).toEqual([98, 99, 100]);
  expect(places.slice(-3)).toEqual([98, 99, 100]);
});
