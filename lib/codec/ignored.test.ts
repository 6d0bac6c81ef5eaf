import { expect, test } from "vitest";
import { z } from "zod";
import { unknownMembers } from "@/lib/codec/ignored";
import { shapeOf } from "@/lib/codec/shape";

const shape = shapeOf(z.object({
  id: z.string(),
  contact: z.object({ email: z.string().nullable(), addresses: z.array(z.object({ city: z.string() })) }).optional(),
  type: z.union([z.string(), z.object({ id: z.string() }), z.object({ name: z.string(), kind: z.string() })]).nullish(),
  answers: z.union([z.array(z.object({ questionId: z.string() })), z.record(z.string(), z.object({ text: z.string() }))]).optional(),
  custom: z.looseObject({ known: z.object({ a: z.string() }) }).optional(),
  extra: z.unknown().optional(),
}));

test.each([
  [{ id: "a" }, []],
  [{ id: "a", revision: 1, badge: { code: "x" } }, ["revision", "badge"]],
  [{ contact: { email: null, nickname: "x", addresses: [{ city: "a" }, { city: "b", colour: "red" }] } }, ["contact.nickname", "contact.addresses.1.colour"]],
  [{ type: "vip" }, []],
  [{ type: null }, []],
  [{ type: { id: "a", name: "VIP", kind: "x" } }, ["type.id"]],
  [{ type: { id: "a", reference: "x" } }, ["type.reference"]],
  [{ answers: [{ questionId: "a", question: "diet" }] }, ["answers.0.question"]],
  [{ answers: { diet: { text: "vegan", sort: 1 } } }, ["answers.diet.sort"]],
  [{ custom: { anything: { goes: 1 }, known: { a: "x", b: "y" } } }, ["custom.known.b"]],
  [{ extra: { deep: { down: 1 } } }, []],
  [{ contact: "wrong type", type: 5 }, []],
  [JSON.parse('{"__proto__":1,"constructor":2,"toString":3}'), ["__proto__", "constructor", "toString"]],
  ["no object", []],
])("%j leaves %j unread", (value, paths) => {
  expect(unknownMembers(value, shape)).toEqual(paths);
});
