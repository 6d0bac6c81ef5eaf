import { z } from "zod";
import { isRecord } from "@/lib/codec/decoded";

/**
 * A zod schema as one JSON schema without references: what it shares by `.meta({ id })` stands wherever it is used.
 * Not for schemas that hold themselves.
 */
export function inlineSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const root = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const inlined = inline(root, root.$defs ?? {});
  return isRecord(inlined) ? inlined : {};
}

function inline(node: unknown, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map((entry) => inline(entry, definitions));
  if (!isRecord(node)) return node;
  const { $ref, $defs: _defs, $schema: _schema, ...rest } = node;
  const target = typeof $ref === "string" ? inline(definitions[$ref.replace("#/$defs/", "")], definitions) : {};
  return spread({ ...(isRecord(target) ? target : {}), ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, inline(value, definitions)])) });
}

/** `type: ["string", "null"]` as `anyOf`, so that readers know one way to say it. */
function spread({ type, description, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const told = description === undefined ? {} : { description };
  if (!Array.isArray(type)) return { ...(type === undefined ? {} : { type }), ...told, ...rest };
  return { ...told, anyOf: type.map((one: unknown) => (one === "null" ? { type: one } : { type: one, ...rest })) };
}
