import { inlineSchema } from "@/lib/api/inline-definitions";
import type { Operation } from "@/lib/api/operation";
import { planOf } from "@/lib/api/plan";
import { prettyXml } from "@/lib/api/pretty-xml";
import { sampleOf } from "@/lib/api/sample";
import { isRecord } from "@/lib/codec/decoded";
import { xmlWriter } from "@/lib/codec/xml";

/** One value in both formats, indented for people. */
export type Example = { value: unknown; json: string; xml: string };

export type Examples = {
  /** path parameters by name */
  path: Record<string, string>;
  /** bodies by name of the case; empty where the operation takes none */
  bodies: Record<string, Example>;
  /** what it answers; absent where that has no body */
  answer?: Example;
};

/** What the documentation shows of an operation. XML is written from the JSON value by the writer that writes the answers. */
export function examplesOf(operation: Operation): Examples {
  const plan = planOf(operation);
  const writeBody = xmlWriter(plan.bodyShape, plan.rootName);
  const bodies = plan.takesBody ? (operation.examples ?? { Example: sampledBody(operation, [...plan.pathNames, ...plan.query.map(({ name }) => name)]) }) : {};
  return {
    path: Object.fromEntries(plan.pathNames.map((name) => [name, String(sampleOf({ type: "string" }, name))])),
    bodies: Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, inBoth(body, writeBody)])),
    ...(operation.output && { answer: inBoth(sampledAnswer(operation, plan.rootName), (value) => new TextDecoder().decode(plan.writeXml(value))) }),
  };
}

export function inBoth(value: unknown, writeXml: (value: unknown) => string | Uint8Array): Example {
  const xml = writeXml(value);
  return { value, json: JSON.stringify(value, null, 2), xml: prettyXml(typeof xml === "string" ? xml : new TextDecoder().decode(xml)) };
}

function sampledAnswer({ kind, output }: Operation, rootName: string): unknown {
  const schema = output ? inlineSchema(output, "output") : {};
  const item = living(sampleOf(schema, rootName));
  return kind === "list" ? [item] : item;
}

function sampledBody(operation: Operation, elsewhere: readonly string[]): unknown {
  const sample = sampleOf(inlineSchema(operation.input, "input"), "body");
  return isRecord(sample) ? Object.fromEntries(Object.entries(sample).filter(([name]) => !elsewhere.includes(name))) : sample;
}

/** A record that lives: the sampler knows no meanings, and a tombstone would be a poor example. */
function living(item: unknown): unknown {
  return isRecord(item) && "deleted" in item ? { ...item, deleted: false } : item;
}
