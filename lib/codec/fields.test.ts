import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrors } from "@/lib/codec/fields";

const Id = z.string().regex(/^[a-z]{3}$/, "must be three lower-case letters");
const Visitor = z.object({
  id: Id.optional(),
  name: z.string().min(2).max(5).optional(),
  email: z.email().nullish(),
  start: z.iso.datetime().optional(),
  visits: z.int().min(0).max(100).optional(),
  step: z.number().multipleOf(5).optional(),
  isVip: z.boolean().optional(),
  state: z.enum(["invited", "registered"]).optional(),
  tags: z.array(z.string().max(3)).max(1).optional(),
  type: z.union([z.string(), z.object({ id: z.string() }), z.object({ name: z.string().min(1), kind: z.string() })]).optional(),
  event: z.discriminatedUnion("kind", [z.object({ kind: z.literal("scan"), at: z.string() }), z.object({ kind: z.literal("print") })]).optional(),
  lookup: z.record(z.string(), z.int()).optional(),
  contact: z.object({ lastName: z.string() }).optional(),
  strict: z.strictObject({ a: z.string() }).optional(),
});

test.each([
  [{ id: "A" }, "id", "invalid_format", "must be three lower-case letters"],
  [{ name: "x" }, "name", "too_short", "must have at least 2 characters, got 1"],
  [{ name: "abcdef" }, "name", "too_long", "must have at most 5 characters, got 6"],
  [{ name: 5 }, "name", "invalid_type", "must be text, got 5"],
  [{ name: null }, "name", "invalid_type", "must be text, got null"],
  [{ email: "nobody" }, "email", "invalid_format", 'must be an e-mail address like name@example.org, got "nobody"'],
  [{ start: "tomorrow" }, "start", "invalid_format", 'must be a time in UTC like 2026-03-09T23:59:59Z, got "tomorrow"'],
  [{ visits: "x" }, "visits", "invalid_type", 'must be a number, got "x"'],
  [{ visits: 1.5 }, "visits", "invalid_type", "must be an integer, got 1.5"],
  [{ visits: -1 }, "visits", "too_small", "must be at least 0, got -1"],
  [{ visits: 101 }, "visits", "too_big", "must be at most 100, got 101"],
  [{ step: 7 }, "step", "invalid_value", "must be a multiple of 5, got 7"],
  [{ isVip: "x" }, "isVip", "invalid_type", 'must be true or false, got "x"'],
  [{ state: "gone" }, "state", "invalid_value", 'must be one of invited, registered, got "gone"'],
  [{ tags: "a" }, "tags", "invalid_type", 'must be a list, got "a"'],
  [{ tags: ["a", "b"] }, "tags", "too_long", "must have at most 1 entry, got 2"],
  [{ tags: ["abcd"] }, "tags.0", "too_long", "must have at most 3 characters, got 4"],
  [{ type: 5 }, "type", "invalid_type", "must be text or an object, got 5"],
  [{ type: { id: 7 } }, "type.id", "invalid_type", "must be text, got 7"],
  [{ event: { kind: "gone" } }, "event.kind", "invalid_value", "must be one of scan, print, got \"gone\""],
  [{ event: { kind: "scan" } }, "event.at", "required", "is required"],
  [{ lookup: { a: "x" } }, "lookup.a", "invalid_type", 'must be a number, got "x"'],
  [{ contact: {} }, "contact.lastName", "required", "is required"],
  [{ contact: [] }, "contact", "invalid_type", "must be an object, got a list"],
  [{ strict: { a: "x", b: 1 } }, "strict.b", "unknown_member", "is not a member here"],
  [[], "", "invalid_type", "must be an object, got a list"],
])("%j: %s is %s", (value, field, error, description) => {
  expect(errorsOf(Visitor, value)).toEqual([{ field, error, description }]);
});

test("a schema's own rule speaks with its own sentence and code", () => {
  const Period = z.object({ start: z.string(), end: z.string() }).superRefine(({ start, end }, ctx) => {
    if (end < start) ctx.addIssue({ code: "custom", path: ["end"], message: "must not lie before start", params: { error: "too_small" } });
  });
  expect(errorsOf(Period, { start: "b", end: "a" })).toEqual([{ field: "end", error: "too_small", description: "must not lie before start" }]);
  expect(errorsOf(z.string().refine(() => false, "must be nicer"), "x")).toEqual([{ field: "", error: "invalid_value", description: "must be nicer" }]);
});

test("every field at fault is named", () => {
  expect(errorsOf(Visitor, { name: "x", visits: -1, contact: {} }).map(({ field }) => field)).toEqual(["name", "visits", "contact.lastName"]);
});

test("no description quotes more than a hundred characters of the input", () => {
  for (const { description } of errorsOf(Visitor, { id: "x".repeat(5000), state: "y".repeat(5000), email: "z".repeat(5000) })) expect(description.length).toBeLessThan(160);
});

function errorsOf(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value);
  return error ? fieldErrors(error, value) : [];
}
