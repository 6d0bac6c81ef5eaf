import { type Examples, examplesOf } from "@/lib/api/examples";
import { inlineSchema } from "@/lib/api/inline-definitions";
import type { Operation } from "@/lib/api/operation";
import { planOf } from "@/lib/api/plan";
import { isRecord, listOf } from "@/lib/codec/decoded";
import { singularOf } from "@/lib/codec/names";

/** A member of a body or an answer, or a parameter, as documentation tells it. */
export type MemberText = {
  name: string;
  /** for people: `text, at most 200 characters`, `list of address` */
  type: string;
  isRequired: boolean;
  description: string;
  /** of an object, or of the entries of a list */
  members: MemberText[];
};

export type OperationText = {
  operation: Operation;
  /** second half of the id: the section's anchor */
  verb: string;
  path: MemberText[];
  query: MemberText[];
  body: MemberText[];
  answer: MemberText[];
  /** the operation of the same resource that answers the very same, told there */
  answersAs?: string;
  examples: Examples;
};

export type ResourceText = { name: string; title: string; operations: OperationText[] };

/** Everything the reference pages show, resource by resource, in the order of the list. */
export function referenceOf(operations: readonly Operation[]): ResourceText[] {
  const resources = new Map<string, Operation[]>();
  for (const operation of operations) {
    const name = planOf(operation).resource;
    resources.set(name, [...(resources.get(name) ?? []), operation]);
  }
  return [...resources].map(([name, own]) => ({ name, title: titleOf(name), operations: own.map((operation) => describe(operation, own)) }));
}

/** `registrationTypes` → `Registration types` */
export function titleOf(resource: string): string {
  const words = resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The call as a shell command that can be pasted: the key from the environment, the body from a here-document, so that nothing
 * in it needs escaping.
 * @param base  origin and path of the API
 */
export function curlOf({ operation, examples, query }: OperationText, base: string, format: "json" | "xml", body?: string): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => examples.path[name] ?? name);
  const isPaged = operation.kind === "list" && query.some(({ name }) => name === "fromRevision");
  const url = `${base}${path}${isPaged ? "?fromRevision=0&limit=100" : ""}`;
  const header = body === undefined ? "Accept" : "Content-Type";
  const lines = ['curl -u "$VISIT_API_KEY:"', ...(operation.method === "GET" ? [] : [`-X ${operation.method}`]), ...(operation.output ? [`-H '${header}: application/${format}'`] : [])];
  const call = body === undefined ? [...lines, `'${url}'`] : [...lines, "--data-binary @-", `'${url}' <<'END'`];
  return call.join(" \\\n  ") + (body === undefined ? "" : `\n${body}\nEND`);
}

function describe(operation: Operation, siblings: readonly Operation[]): OperationText {
  const plan = planOf(operation);
  const queryNames = plan.query.map(({ name }) => name);
  const input = membersOf(inlineSchema(operation.input, "input"));
  const first = siblings.find(({ kind, output }) => output === operation.output && kind !== "list");
  const isTold = operation.kind !== "list" && first !== undefined && first !== operation;
  const isBody = ({ name }: MemberText) => plan.takesBody && !plan.pathNames.includes(name) && !queryNames.includes(name);
  return {
    operation,
    verb: verbOf(operation),
    path: input.filter(({ name }) => plan.pathNames.includes(name)),
    query: input.filter(({ name }) => queryNames.includes(name)),
    body: input.filter(isBody),
    answer: operation.output && !isTold ? membersOf(inlineSchema(operation.output, "output")) : [],
    ...(isTold && operation.output && { answersAs: verbOf(first) }),
    examples: examplesOf(operation),
  };
}

function verbOf({ id }: Operation): string {
  return id.split(".")[1] ?? id;
}

function membersOf(schema: unknown): MemberText[] {
  if (!isRecord(schema)) return [];
  const options = listOf(schema.anyOf ?? schema.oneOf ?? schema.allOf);
  if (options) return options.map(membersOf).find((members) => members.length > 0) ?? [];
  if (schema.type === "array") return membersOf(schema.items);
  if (!isRecord(schema.properties)) return [];
  const required = listOf(schema.required) ?? [];
  return Object.entries(schema.properties).map(([name, node]) => ({
    name,
    type: typeText(node, name),
    isRequired: required.includes(name),
    description: descriptionOf(node),
    members: membersOf(node),
  }));
}

/** Its own, else that of what it may be besides null. */
function descriptionOf(node: unknown): string {
  if (!isRecord(node)) return "";
  if (typeof node.description === "string") return node.description;
  return (listOf(node.anyOf ?? node.oneOf) ?? []).map(descriptionOf).find((text) => text !== "") ?? "";
}

function typeText(node: unknown, name: string): string {
  if (!isRecord(node)) return "anything";
  const options = listOf(node.anyOf ?? node.oneOf);
  if (options) return [...new Set(options.map((option) => typeText(isRecord(option) && option.type === "array" ? { item: node.item, ...option } : option, name)))].join(" or ");
  const values = listOf(node.enum) ?? (node.const === undefined ? undefined : [node.const]);
  if (values) return values.map(String).join(" · ");
  switch (node.type) {
    case "array":
      return `list of ${typeof node.item === "string" ? node.item : singularOf(name)}`;
    case "string":
      return formats[String(node.format)] ?? (typeof node.maxLength === "number" ? `text, at most ${node.maxLength.toLocaleString("en-GB")} characters` : "text");
    case "integer":
      return typeof node.maximum === "number" && node.maximum < Number.MAX_SAFE_INTEGER ? `integer, ${String(node.minimum)} to ${node.maximum}` : "integer";
    case "boolean":
    case "number":
    case "object":
    case "null":
      return node.type;
    default:
      return "anything";
  }
}

const formats: Record<string, string> = { "date-time": "time", date: "date", email: "e-mail address", uri: "web address" };
