import { z } from "zod";
import { isRecord, listOf } from "@/lib/codec/decoded";
import { elementName, singularOf } from "@/lib/codec/names";

type Node = Record<string, unknown>;
/** Schemas under `#/components/schemas`, by name. */
export type Components = Record<string, unknown>;

/**
 * A zod schema as OpenAPI 3.1 wants it: JSON Schema, with the names its members have in XML. What the schema shares by
 * `.meta({ id })` goes to the components and is referred to.
 * @param io    `output` for what is answered, `input` for what is sent
 * @param leave members of the top level that do not belong to the body
 */
export function openApiSchema(schema: z.ZodType, io: "input" | "output", components: Components, leave: readonly string[] = []): Node {
  const { $defs = {}, $schema: _, ...root } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const own = root.$ref?.replace("#/$defs/", ""); // the schema itself has an id
  for (const [name, shared] of Object.entries($defs)) if (name !== own) components[name] ??= rewrite(shared, name);
  const { properties, required, ...rest } = (own === undefined ? undefined : $defs[own]) ?? root;
  if (!properties) return rewrite(rest, "");
  const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !leave.includes(name)));
  const needed = (required ?? []).filter((name) => !leave.includes(name));
  return rewrite({ ...rest, properties: kept, ...(needed.length > 0 && { required: needed }) }, "");
}

/** `name` is that of the member the node stands under: an array's entries are named after it, where they do not say themselves. */
function rewrite(node: unknown, name: string): Node {
  if (!isRecord(node)) return {};
  const { $id: _id, id: _own, item, in: _in, $ref, properties, items, anyOf, oneOf, allOf, additionalProperties, ...rest } = node;
  const options = (list: unknown) => listOf(list)?.map((option) => rewrite(isRecord(option) && option.type === "array" ? { item, ...option } : option, name));
  return {
    ...withoutSafeRange(rest),
    ...(typeof $ref === "string" && { $ref: $ref.replace("#/$defs/", "#/components/schemas/") }),
    ...(anyOf !== undefined && { anyOf: options(anyOf) }),
    ...(oneOf !== undefined && { oneOf: options(oneOf) }),
    ...(allOf !== undefined && { allOf: options(allOf) }),
    ...(isRecord(properties) && { properties: Object.fromEntries(Object.entries(properties).map(([member, of]) => [member, named(rewrite(of, member), member)])) }),
    ...(isRecord(items) && { items: entry(rewrite(items, singularOf(name)), typeof item === "string" ? item : singularOf(name)), xml: { wrapped: true } }),
    ...(isRecord(additionalProperties) && { additionalProperties: rewrite(additionalProperties, name) }),
    ...(additionalProperties === true && { additionalProperties }),
  };
}

/** A member under the name of its element, where that differs. */
function named(node: Node, member: string): Node {
  const element = elementName(member);
  const xml = { ...(isRecord(node.xml) ? node.xml : {}), ...(element !== member && { name: element }) };
  const optionIsList = listOf(node.anyOf)?.some((option) => isRecord(option) && option.type === "array");
  return Object.keys(xml).length > 0 ? { ...node, xml: { ...xml, ...(optionIsList && { wrapped: true }) } } : node;
}

function entry(node: Node, item: string): Node {
  return { ...node, xml: { name: elementName(item) } };
}

/** zod states the range of exact integers with every integer; readers know it as int64. */
function withoutSafeRange({ minimum, maximum, ...rest }: Node): Node {
  return {
    ...rest,
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
    ...(rest.type === "integer" && { format: "int64" }),
  };
}
