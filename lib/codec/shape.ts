import { z } from "zod";
import { isRecord, listOf } from "@/lib/codec/decoded";
import { singularOf } from "@/lib/codec/names";

/**
 * What a schema says about form, in the few cases every reader walks. Made from `z.toJSONSchema`, never from zod's insides.
 * `nullable` says that null is a value. A recursive schema gives a recursive shape: walk it along a value, not by itself.
 */
export type Shape = ScalarShape | ObjectShape | ArrayShape | MapShape | UnionShape | AnyShape;

export type ScalarShape = {
  kind: "string" | "integer" | "number" | "boolean";
  nullable: boolean;
  /** the only values there are, as the schema lists them */
  enum?: readonly unknown[];
  /** JSON Schema's word for what a text holds: `email`, `date-time`, … */
  format?: string;
};
/** `open`: members beyond the named ones are wanted, not just tolerated; they have the shape `rest`. */
export type ObjectShape = { kind: "object"; nullable: boolean; members: Readonly<Record<string, Member>>; open: boolean; rest: Shape };
/** `itemName` as the schema states it with `.meta({ item: "staffMember" })`; see `itemNameOf` for what holds without. */
export type ArrayShape = { kind: "array"; nullable: boolean; item: Shape; itemName?: string };
/** Members under names the schema does not know beforehand (`z.record`). */
export type MapShape = { kind: "map"; nullable: boolean; value: Shape };
export type UnionShape = { kind: "union"; nullable: boolean; options: readonly Shape[] };
export type AnyShape = { kind: "any"; nullable: boolean };
export type Member = { shape: Shape; required: boolean; description?: string };

/**
 * The shape of what a schema accepts. Remembered per schema.
 * A member that null may stand for is `nullable`; an optional one is not `required`; transforms count by what goes in.
 */
export function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema);
  if (known) return known;
  const root: unknown = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const shape = read(root, { root, referred: new Map(), unfinished: new Set() });
  shapes.set(schema, shape);
  return shape;
}

/** The member-style name (camelCase) of one entry of a list that stands under the name `container`. */
export function itemNameOf(shape: ArrayShape, container: string): string {
  return shape.itemName ?? singularOf(container);
}

/** A pure memo: a schema never changes, so neither does its shape. */
const shapes = new WeakMap<z.ZodType, Shape>();

/** `unfinished`: shapes entered before they were read, which may be held but not yet copied. */
type Reading = { root: unknown; referred: Map<string, Shape>; unfinished: Set<Shape> };

function read(node: unknown, reading: Reading): Shape {
  if (!isRecord(node)) return { kind: "any", nullable: true };
  if (typeof node.$ref === "string") return readReference(node.$ref, reading);
  const options = listOf(node.anyOf ?? node.oneOf);
  if (options) return readUnion(node, options, reading);
  const parts = listOf(node.allOf);
  if (parts) return readIntersection(parts, reading);
  const types = listOf(node.type) ?? [node.type];
  const named = types.filter((type) => type !== "null");
  const nullable = types.includes("null");
  if (named.length > 1) return { kind: "union", nullable, options: named.map((type) => readType(node, type, false, reading)) };
  return readType(node, named[0], nullable, reading);
}

function readType(node: Record<string, unknown>, type: unknown, nullable: boolean, reading: Reading): Shape {
  if (type === "object") return readObject(node, nullable, reading);
  if (type === "array") {
    const item = isRecord(node.items) ? read(node.items, reading) : readTuple(listOf(node.prefixItems) ?? [], reading);
    return { kind: "array", nullable, item, ...(typeof node.item === "string" && { itemName: node.item }) };
  }
  if (type === "string" || type === "integer" || type === "number" || type === "boolean") {
    const values = listOf(node.enum) ?? ("const" in node ? [node.const] : undefined);
    return { kind: type, nullable, ...(values && { enum: values }), ...(typeof node.format === "string" && { format: node.format }) };
  }
  const values = listOf(node.enum);
  if (values) return readMixedEnum(values);
  return { kind: "any", nullable: true };
}

function readObject(node: Record<string, unknown>, nullable: boolean, reading: Reading): Shape {
  const properties = isRecord(node.properties) ? node.properties : undefined;
  const others = node.additionalProperties;
  if (!properties && isRecord(others)) return { kind: "map", nullable, value: read(others, reading) };
  const required = listOf(node.required) ?? [];
  const members: Record<string, Member> = {};
  for (const [name, property] of Object.entries(properties ?? {})) {
    const description = isRecord(property) && typeof property.description === "string" ? property.description : undefined;
    members[name] = { shape: read(property, reading), required: required.includes(name), ...(description !== undefined && { description }) };
  }
  const open = others === true || isRecord(others);
  return { kind: "object", nullable, members, open, rest: read(others, reading) };
}

/** A reference is entered before it is read, so that a schema may hold itself. */
function readReference(reference: string, reading: Reading): Shape {
  const known = reading.referred.get(reference);
  if (known) return known;
  const placeholder: Shape = { kind: "any", nullable: true };
  reading.referred.set(reference, placeholder);
  reading.unfinished.add(placeholder);
  const node = reference.split("/").slice(1).reduce<unknown>((at, step) => (isRecord(at) ? at[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined), reading.root);
  const shape = Object.assign(placeholder, read(node, reading));
  reading.unfinished.delete(placeholder);
  return shape;
}

function readUnion(node: Record<string, unknown>, options: readonly unknown[], reading: Reading): Shape {
  const others = options.filter((option) => !(isRecord(option) && option.type === "null"));
  const shapes = others.map((option) => read(isRecord(option) && !("$ref" in option) && "item" in node ? { item: node.item, ...option } : option, reading));
  const nullable = others.length < options.length || shapes.some((shape) => shape.nullable);
  const [only] = shapes;
  if (only && shapes.length === 1 && !reading.unfinished.has(only)) return only.nullable === nullable ? only : { ...only, nullable };
  return { kind: "union", nullable, options: shapes.flatMap((shape) => (shape.kind === "union" ? shape.options : [shape])) };
}

/** Objects in an intersection lend each other their members; of anything else the first part speaks for all. */
function readIntersection(parts: readonly unknown[], reading: Reading): Shape {
  return parts.map((part) => read(part, reading)).reduce((left, right) => {
    if (left.kind !== "object" || right.kind !== "object") return left;
    return { ...left, members: { ...left.members, ...right.members }, open: left.open || right.open };
  });
}

function readTuple(entries: readonly unknown[], reading: Reading): Shape {
  const options = entries.map((entry) => read(entry, reading));
  return options.length === 0 ? { kind: "any", nullable: true } : { kind: "union", nullable: options.some((option) => option.nullable), options };
}

function readMixedEnum(values: readonly unknown[]): Shape {
  const kinds = ["string", "number", "boolean"] as const;
  const options = kinds.flatMap((kind): Shape[] => {
    const own = values.filter((value) => typeof value === kind);
    return own.length === 0 ? [] : [{ kind, nullable: false, enum: own }];
  });
  return { kind: "union", nullable: values.includes(null), options };
}
