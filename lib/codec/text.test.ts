import { expect, test } from "vitest";
import { z } from "zod";
import { shapeOf } from "@/lib/codec/shape";
import { fromQuery, fromText } from "@/lib/codec/text";

const integer = shapeOf(z.int());
const number = shapeOf(z.number());
const boolean = shapeOf(z.boolean());
const text = shapeOf(z.string());
const state = shapeOf(z.enum(["invited", "registered"]));

test.each([
  [text, "007", "007"],
  [text, " a ", " a "],
  [text, "", ""],
  [integer, "7", 7],
  [integer, " 007\n", 7],
  [integer, "+7", 7],
  [integer, "-0", 0],
  [integer, "9007199254740991", Number.MAX_SAFE_INTEGER],
  [number, "12.50", 12.5],
  [number, ".5", 0.5],
  [number, "1e-7", 1e-7],
  [boolean, "TRUE", true],
  [boolean, "False", false],
  [boolean, "1", true],
  [boolean, "0", false],
  [state, "invited", "invited"],
  [shapeOf(z.union([z.int(), z.string()])), "007", "007"],
  [shapeOf(z.union([z.boolean(), z.int()])), "1", 1],
  [shapeOf(z.unknown()), "7", "7"],
])("%o: %j is %j", (shape, given, value) => {
  expect(fromText(shape, given)).toEqual({ ok: true, value });
});

test.each([
  [integer, "x", "invalid_type", 'must be an integer, got "x"'],
  [integer, "7.0", "invalid_type", 'must be an integer, got "7.0"'],
  [integer, "1e3", "invalid_type", 'must be an integer, got "1e3"'],
  [integer, "0x10", "invalid_type", 'must be an integer, got "0x10"'],
  [integer, "", "invalid_type", "must be an integer, got nothing"],
  [integer, "١٢", "invalid_type", 'must be an integer, got "١٢"'],
  [integer, "9223372036854775807", "too_big", "to be kept exactly"],
  [number, "1,5", "invalid_type", 'must be a number, got "1,5"'],
  [number, "NaN", "invalid_type", "must be a number"],
  [number, "Infinity", "invalid_type", "must be a number"],
  [number, "1e999", "too_big", "to be kept exactly"],
  [boolean, "yes", "invalid_type", 'must be true or false, got "yes"'],
  [state, "Invited", "invalid_value", 'must be one of invited, registered, got "Invited"'],
  [shapeOf(z.object({})), "x", "invalid_type", "must be an object, got text"],
  [shapeOf(z.array(z.string())), "x", "invalid_type", "must be a list, got text"],
])("%o: %j is refused", (shape, given, error, sentence) => {
  expect(fromText(shape, given)).toEqual({ ok: false, error, description: expect.stringContaining(sentence) });
});

test("a refusal quotes at most forty characters", () => {
  const read = fromText(integer, "😀".repeat(1000));
  expect(read.ok ? 0 : Array.from(read.description).length).toBeLessThan(80);
});

const list = shapeOf(z.array(z.string()).optional());

test.each([
  [integer, [], undefined],
  [integer, [""], undefined],
  [integer, ["100"], 100],
  [text, ["a", "b"], "a,b"],
  [list, ["a, b ,,c"], ["a", "b", "c"]],
  [list, ["a", "", "b,c"], ["a", "b", "c"]],
  [list, [" , "], undefined],
  [shapeOf(z.array(z.int())), ["1,2", "3"], [1, 2, 3]],
])("query %o: %j is %j", (shape, given, value) => {
  expect(fromQuery(shape, given)).toEqual({ ok: true, value });
});

test("a number sent twice in a query is no number", () => {
  expect(fromQuery(integer, ["1", "2"])).toEqual({ ok: false, error: "invalid_type", description: 'must be an integer, got "1,2"' });
});

test("a wrong value in a comma-separated list is refused", () => {
  expect(fromQuery(shapeOf(z.array(z.int())), ["1,x"])).toMatchObject({ ok: false, error: "invalid_type" });
});
