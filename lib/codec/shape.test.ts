import { expect, test } from "vitest";
import { z } from "zod";
import { elementName, memberName, singularOf } from "@/lib/codec/names";
import { itemNameOf, shapeOf, type Shape } from "@/lib/codec/shape";

test.each([
  ["text", z.string(), { kind: "string", nullable: false }],
  ["a format", z.email(), { kind: "string", nullable: false, format: "email" }],
  ["an enumeration that may be null", z.enum(["a", "b"]).nullable(), { kind: "string", nullable: true, enum: ["a", "b"] }],
  ["a literal", z.literal("a"), { kind: "string", nullable: false, enum: ["a"] }],
  ["an integer", z.int().min(1), { kind: "integer", nullable: false }],
  ["a number that may be null", z.number().nullable(), { kind: "number", nullable: true }],
  ["a boolean with a default", z.boolean().default(true), { kind: "boolean", nullable: false }],
  ["anything", z.unknown(), { kind: "any", nullable: true }],
  ["a map", z.record(z.string(), z.int()), { kind: "map", nullable: false, value: { kind: "integer", nullable: false } }],
  ["a list", z.array(z.string()), { kind: "array", nullable: false, item: { kind: "string", nullable: false } }],
  ["a list with an item name", z.array(z.string()).meta({ item: "staffMember" }), { kind: "array", nullable: false, itemName: "staffMember", item: { kind: "string", nullable: false } }],
  ["an item name stated last", z.array(z.string()).nullable().meta({ item: "staffMember" }), { kind: "array", nullable: true, itemName: "staffMember", item: { kind: "string", nullable: false } }],
  ["a refined, transformed text", z.string().refine(Boolean).transform(Number), { kind: "string", nullable: false }],
  ["a mixed enumeration", z.literal(["a", 1, null]), { kind: "union", nullable: true, options: [{ kind: "string", nullable: false, enum: ["a"] }, { kind: "number", nullable: false, enum: [1] }] }],
])("%s", (_name, schema, shape) => {
  expect(shapeOf(schema)).toEqual(shape);
});

test("an object says which members are required, and what they mean", () => {
  const shape = shapeOf(z.object({ id: z.string().describe("the record's own"), note: z.string().nullish() }));
  expect(shape).toMatchObject({
    kind: "object",
    open: false,
    members: { id: { required: true, description: "the record's own" }, note: { required: false, shape: { kind: "string", nullable: true } } },
  });
});

test("loose objects are open, strict and ordinary ones closed", () => {
  const openness = [z.looseObject({ a: z.string() }), z.object({ a: z.string() }).catchall(z.int()), z.strictObject({ a: z.string() }), z.object({ a: z.string() })].map((schema) => {
    const shape = shapeOf(schema);
    return shape.kind === "object" && shape.open;
  });
  expect(openness).toEqual([true, true, false, false]);
});

test("an intersection has the members of both", () => {
  expect(shapeOf(z.object({ a: z.string() }).and(z.object({ b: z.int() })))).toMatchObject({ members: { a: {}, b: {} } });
});

test("nested unions become one", () => {
  const shape = shapeOf(z.union([z.string(), z.union([z.int(), z.array(z.string())]).nullable()]));
  expect(shape).toMatchObject({ kind: "union", nullable: true, options: [{ kind: "string" }, { kind: "integer" }, { kind: "array" }] });
});

test("a schema that holds itself, perhaps as null, is known at every depth", () => {
  type Tree = { name: string; next?: Tree | null };
  const Tree: z.ZodType<Tree> = z.object({ name: z.string(), get next() { return Tree.nullish(); } });
  let shape: Shape = shapeOf(Tree);
  for (let depth = 0; depth < 3; depth += 1) {
    if (shape.kind === "union") shape = shape.options[0] ?? shape;
    expect(shape).toMatchObject({ kind: "object", members: { name: { shape: { kind: "string" } } } });
    if (shape.kind === "object") shape = shape.members.next?.shape ?? shape;
  }
});

test("schemas named for reuse are seen through", () => {
  const Ref = z.object({ id: z.string() }).meta({ id: "ShapeTestRef" });
  expect(shapeOf(z.object({ form: Ref, type: Ref.nullable() }))).toMatchObject({
    members: { form: { shape: { kind: "object", nullable: false, members: { id: {} } } }, type: { shape: { kind: "object", nullable: true } } },
  });
});

test("element names are made by one rule that can be turned round", () => {
  for (const [member, element] of [["registrationState", "registration-state"], ["phone1", "phone1"], ["firstInitials", "first-initials"], ["aBC", "a-b-c"], ["id", "id"]] as const) {
    expect(elementName(member)).toBe(element);
    expect(memberName(element)).toBe(member);
  }
});

test.each(["a-b", "URL", "_id", "1st", "é", ""])("%j cannot be an element", (name) => {
  expect(() => elementName(name)).toThrow(RangeError);
});

test.each([["visitors", "visitor"], ["activities", "activity"], ["addresses", "address"], ["expos", "expo"], ["staff", "item"], ["socialMedia", "item"], ["access", "item"], ["values", "value"]])("an entry of %s is %s", (plural, singular) => {
  expect(singularOf(plural)).toBe(singular);
  expect(itemNameOf({ kind: "array", nullable: false, item: { kind: "any", nullable: true } }, plural)).toBe(singular);
});
