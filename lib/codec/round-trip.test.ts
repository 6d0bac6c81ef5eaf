import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { arbitraryOf } from "@/lib/codec/arbitrary";
import { decodeJson, encodeJson } from "@/lib/codec/json";
import { shapeOf } from "@/lib/codec/shape";
import { decodeXml, xmlWriter } from "@/lib/codec/xml";

const text = z.string().nullable();
const Address = z.object({ type: z.enum(["postal", "visit", "invoice"]), name: text, houseNumber: text, postalCode: text.optional(), city: z.string().nullish() });
const Reference = z.union([z.string(), z.object({ id: z.string() }), z.object({ reference: z.string() }), z.object({ name: z.string() })]);
const Visitor = z.object({
  id: z.string(),
  revision: z.int(),
  deleted: z.boolean(),
  price: z.number().nullish(),
  contact: z.object({ firstInitials: text, lastName: z.string(), phone1: text.optional(), addresses: z.array(Address).optional(), socialMedia: z.array(z.object({ url: text })) }),
  partner: z.object({ id: z.string(), role: z.enum(["staff", "guest"]) }).nullable(),
  registrationType: Reference.nullish(),
  tags: z.array(z.string()).nullish(),
  staff: z.array(z.object({ freeBadges: z.int().nullable() })).meta({ item: "staffMember" }),
  answers: z.union([
    z.array(z.object({ questionId: z.string(), values: z.union([z.array(z.union([z.string(), z.object({ answerId: z.string() })])), z.string()]) })),
    z.record(z.string(), z.union([z.array(z.string()), z.string()])),
  ]).optional(),
});
type Tree = { name: string; next?: Tree | null; children: Tree[] };
const Tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get next() { return Tree.nullish(); },
  get children() { return z.array(Tree).meta({ item: "tree" }); },
});
const Oddities = z.object({
  matrix: z.array(z.array(z.int())),
  sparse: z.array(z.string().nullable()),
  lookup: z.record(z.string(), z.object({ count: z.int().nullable() })),
  nested: z.record(z.string(), z.record(z.string(), z.boolean())),
  flag: z.union([z.boolean(), z.int()]).optional(),
  event: z.discriminatedUnion("kind", [z.object({ kind: z.literal("scan"), at: z.string() }), z.object({ kind: z.literal("print"), at: z.string(), copies: z.int() })]),
  loose: z.looseObject({ known: z.string() }),
  counted: z.object({ total: z.int() }).catchall(z.int()),
  anything: z.unknown().optional(),
  empty: z.object({}).nullable(),
});

const runs = Number(process.env.PROOF_RUNS ?? 1000);
const schemas = { visitor: Visitor, visitors: z.array(Visitor), tree: Tree, oddity: Oddities, tags: z.array(z.string()), text: z.string().nullable() };
const share = Math.ceil(runs / Object.keys(schemas).length);
const time = 60_000 + runs * 10;

test.each(Object.entries(schemas))("%s: every value survives JSON", (_name, schema) => {
  fc.assert(fc.property(arbitraryOf(shapeOf(schema)), (value) => {
    const decoded = decodeJson(Buffer.from(encodeJson(value)));
    return isDeepStrictEqual(decoded, { ok: true, value });
  }), { numRuns: share });
}, time);

test.each(Object.entries(schemas))("%s: every value survives XML", (name, schema) => {
  const shape = shapeOf(schema);
  const write = xmlWriter(shape, name);
  fc.assert(fc.property(arbitraryOf(shape), (value) => {
    const decoded = decodeXml(Buffer.from(write(value)), shape, name);
    return isDeepStrictEqual(decoded, { ok: true, value });
  }), { numRuns: share });
}, time);

test("the generator makes what the schemas accept, so the proofs above speak of real values", () => {
  for (const schema of [Visitor, Tree, Oddities]) {
    for (const value of fc.sample(arbitraryOf(shapeOf(schema)), 100)) expect(schema.safeParse(value).error).toBeUndefined();
  }
});
