import { z } from "zod";
import type { Operation } from "@/lib/api/operation";
import { isRecord, listOf } from "@/lib/codec/decoded";
import { singularOf } from "@/lib/codec/names";
import { shapeOf, type Shape } from "@/lib/codec/shape";
import { xmlListWriter, xmlWriter } from "@/lib/codec/xml";

export type QueryMember = { name: string; shape: Shape; range?: { from: number; to: number } };

/** An operation with everything about it that can be worked out before a request comes. */
export type Plan = {
  operation: Operation;
  /** first segment of the path, as rights and topics name it, e.g. `visitors` */
  resource: string;
  /** the names in `{}` */
  pathNames: readonly string[];
  query: readonly QueryMember[];
  /** of the query alone: its faults are told before a body is read */
  querySchema: z.ZodObject;
  takesBody: boolean;
  bodyShape: Shape;
  /** the root element of one item */
  rootName: string;
  /** UTF-8 */
  writeXml: (value: unknown) => Uint8Array<ArrayBuffer>;
};

export function planOf(operation: Operation): Plan {
  const resource = operation.path.split("/")[1] ?? "";
  const pathNames = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const takesBody = operation.method === "POST" || operation.method === "PUT";
  const described = propertiesOf(operation.input);
  const members = Object.keys(operation.input.shape).filter((name) => !pathNames.includes(name));
  const queryNames = members.filter((name) => !takesBody || described[name]?.in === "query");
  const querySchema = pick(operation.input, queryNames);
  const bodySchema = pick(operation.input, members.filter((name) => !queryNames.includes(name)));
  const rootName = singularOf(resource);
  return {
    operation,
    resource,
    pathNames,
    query: queryNames.map((name) => queryMember(name, shapeOf(querySchema), described[name] ?? {})),
    querySchema,
    takesBody,
    bodyShape: shapeOf(bodySchema),
    rootName,
    writeXml: writerOf(operation, resource, rootName),
  };
}

function writerOf({ kind, output }: Operation, resource: string, rootName: string): Plan["writeXml"] {
  const shape: Shape = output ? shapeOf(output) : { kind: "any", nullable: true };
  if (kind === "list") {
    const writeList = xmlListWriter(shape, resource, rootName);
    return (value) => writeList(listOf(value) ?? []);
  }
  const writeItem = xmlWriter(shape, rootName);
  return (value) => Buffer.from(writeItem(value));
}

function queryMember(name: string, whole: Shape, { minimum, maximum }: Record<string, unknown>): QueryMember {
  const shape = whole.kind === "object" ? whole.members[name]?.shape : undefined;
  const range = typeof minimum === "number" && typeof maximum === "number" ? { range: { from: minimum, to: maximum } } : {};
  return { name, shape: shape ?? { kind: "any", nullable: true }, ...range };
}

/** What the JSON schema says about each member: `.meta({ in: "query" })`, minimum, maximum. */
function propertiesOf(schema: z.ZodObject): Record<string, Record<string, unknown>> {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, isRecord(property) ? property : {}]));
}

/** Not `schema.pick()`, which refuses a schema with checks across members. */
function pick(schema: z.ZodObject, names: readonly string[]): z.ZodObject {
  return z.object(Object.fromEntries(names.flatMap((name) => (schema.shape[name] ? [[name, schema.shape[name]]] : []))));
}
