import type { Operation } from "@/lib/api/operation";
import { type Example, examplesOf, inBoth } from "@/lib/api/examples";
import { API_BASE } from "@/lib/api/mounts";
import { type Components, openApiSchema } from "@/lib/api/openapi-schema";
import { planOf } from "@/lib/api/plan";
import { Problem, PROBLEMS, writeProblemXml } from "@/lib/api/problem";
import { refusalsOf, refusalTexts } from "@/lib/api/refusals";
import { isRecord } from "@/lib/codec/decoded";
import { elementName } from "@/lib/codec/names";
import type { ErrorCode } from "@/lib/core/errors";

type Node = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of a list of operations. A pure function of it.
 * @param origin  where the server is reached, without a slash at the end
 */
export function openApi(operations: readonly Operation[], { origin, version }: { origin: string; version: string }): Node {
  const components: Components = { Problem: openApiSchema(Problem, "output", {}) };
  const paths: Record<string, Node> = {};
  for (const operation of operations) {
    const methods = (paths[operation.path] ??= {});
    methods[operation.method.toLowerCase()] = describe(operation, components);
  }
  return {
    openapi: "3.1.1",
    info: { title: "Visit", version, summary: "Registration for trade fairs: events, visitors and partners.", description, license: { name: "MIT", identifier: "MIT" } },
    externalDocs: { url: `${origin}/docs`, description: "The guide" },
    servers: servers.map(({ suffix, description }) => ({ url: origin + API_BASE + suffix, description })),
    security: [{ basic: [] }, { bearer: [] }],
    tags: [...new Set(operations.map((operation) => planOf(operation).resource))].map((name) => ({ name })),
    paths,
    components: { securitySchemes, headers, parameters: sharedParameters, responses: problemResponses(origin), schemas: components },
  };
}

function describe(operation: Operation, components: Components): Node {
  const plan = planOf(operation);
  const examples = examplesOf(operation);
  const success = kinds[operation.kind];
  const answered = (description: string) => ({
    description,
    headers: Object.fromEntries(success.headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    ...(operation.output && { content: answerContent(operation, components, examples.answer) }),
  });
  return {
    operationId: operation.id,
    tags: [plan.resource],
    summary: operation.summary,
    parameters: [...ownParameters(operation, examples.path), ...success.parameters.map((name) => ({ $ref: `#/components/parameters/${name}` }))],
    ...(plan.takesBody && { requestBody: { required: true, content: bodyContent(operation, components, examples.bodies) } }),
    responses: {
      ...(plan.query.some(({ name }) => name === "match") && { 200: answered("Found by `match` and changed: the item as it is now.") }),
      [success.status]: answered(success.description),
      ...(operation.kind === "item" && { 304: { description: "Unchanged: what `If-None-Match` names is still current." } }),
      ...refusalResponses(refusalsOf(operation)),
    },
  };
}

function ownParameters(operation: Operation, path: Record<string, string>): Node[] {
  const plan = planOf(operation);
  const { properties, required } = openApiSchema(operation.input, "input", {});
  const members = isRecord(properties) ? properties : {};
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name);
  return [...plan.pathNames, ...plan.query.map(({ name }) => name)].map((name) => {
    const { description, xml: _, ...schema } = isRecord(members[name]) ? members[name] : {};
    const isPath = plan.pathNames.includes(name);
    return {
      name,
      in: isPath ? "path" : "query",
      required: isPath || isRequired(name),
      ...(typeof description === "string" && { description }),
      ...(schema.type === "array" && { style: "form", explode: false }),
      schema,
      ...(isPath && { example: path[name] }),
    };
  });
}

function bodyContent(operation: Operation, components: Components, bodies: Record<string, Example>): Node {
  const plan = planOf(operation);
  const name = `${componentName(plan.rootName)}To${operation.kind === "create" ? "Create" : operation.kind === "update" ? "Update" : "Send"}`;
  components[name] ??= {
    ...openApiSchema(operation.input, "input", components, [...plan.pathNames, ...plan.query.map((member) => member.name)]),
    xml: { name: elementName(plan.rootName) },
  };
  const schema = { $ref: `#/components/schemas/${name}` };
  const shown = (format: "value" | "xml") => Object.fromEntries(Object.entries(bodies).map(([title, example]) => [slug(title), { summary: title, value: example[format] }]));
  return { "application/json": { schema, examples: shown("value") }, "application/xml": { schema, examples: shown("xml") } };
}

function answerContent(operation: Operation, components: Components, example: Example | undefined): Node {
  const plan = planOf(operation);
  const item = answerReference(operation, components);
  const root = { name: elementName(operation.kind === "list" ? plan.resource : plan.rootName) };
  const schema = operation.kind === "list" ? { type: "array", items: item, xml: { ...root, wrapped: true } } : item;
  return {
    "application/json": { schema, ...(example && { example: example.value }) },
    "application/xml": { schema, ...(example && { example: example.xml }) },
  };
}

/** A list whose rows show less than the item alone has a schema of its own for them. */
function answerReference({ kind, output, path, ...operation }: Operation, components: Components): Node {
  const { rootName } = planOf({ kind, output, path, ...operation });
  if (!output) return {};
  const schema = { ...openApiSchema(output, "output", components), xml: { name: elementName(rootName) } };
  const names = [componentName(rootName), `${componentName(rootName)}Details`];
  const name = names.find((candidate) => components[candidate] === undefined || JSON.stringify(components[candidate]) === JSON.stringify(schema)) ?? componentName(rootName);
  components[name] ??= schema;
  return { $ref: `#/components/schemas/${name}` };
}

/** By status: two errors may share one. */
function refusalResponses(codes: readonly ErrorCode[]): Node {
  return Object.fromEntries(codes.map((code) => [PROBLEMS[code].status, { $ref: `#/components/responses/Status${PROBLEMS[code].status}` }]));
}

function problemResponses(origin: string): Node {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const [code, { status }] of entriesOf(PROBLEMS)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  return Object.fromEntries([...byStatus].map(([status, codes]) => [`Status${status}`, problemResponse(status, codes, origin)]));
}

function problemResponse(status: number, codes: readonly ErrorCode[], origin: string): Node {
  const schema = { $ref: "#/components/schemas/Problem" };
  const examples = codes.map((code) => ({ code, ...inBoth(problemExample(code, origin), writeProblemXml) }));
  const json = { schema, examples: Object.fromEntries(examples.map(({ code, value }) => [code, { summary: PROBLEMS[code].title, value }])) };
  const xml = { schema, examples: Object.fromEntries(examples.map(({ code, xml }) => [code, { summary: PROBLEMS[code].title, value: xml }])) };
  const names = [...(status === 401 ? ["WWW-Authenticate"] : []), ...(status === 405 ? ["Allow"] : []), ...([409, 429, 503].includes(status) ? ["Retry-After"] : []), "X-Request-Id"];
  return {
    description: codes.map((code) => `\`${code}\`: ${refusalTexts[code].when}`).join("\n\n"),
    headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    content: { "application/json": json, "application/problem+json": json, "application/xml": xml },
  };
}

/** The error as it comes over the wire. */
export function problemExample(code: ErrorCode, origin: string): Problem {
  const { status, title } = PROBLEMS[code];
  const errors = exampleErrors[code] ?? [];
  return { status, title, type: `${origin}/docs/errors/${code}`, errorCode: code, detail: exampleDetails[code] ?? refusalTexts[code].when, errors, requestId: "9c1d3a52-6f0b-4e7e-8d24-5b1a7c90e3f6" };
}

function componentName(rootName: string): string {
  return rootName.charAt(0).toUpperCase() + rootName.slice(1);
}

function slug(title: string): string {
  return title.replace(/[^\w.-]+/g, "-");
}

/** Object.entries forgets that a record's keys are known. */
function entriesOf<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][]; // no other keys: the record is a constant above
}

const description =
  "Everything in JSON and in XML, with equal values: members are camelCase in JSON and kebab-case elements in XML, null is `xsi:nil=\"true\"`. The guide tells how to authenticate, replicate and write.";
const servers = [
  { suffix: "", description: "The format is negotiated by `Accept` and `Content-Type`" },
  { suffix: "/json", description: "JSON, whatever the headers say" },
  { suffix: "/xml", description: "XML, whatever the headers say" },
];
const securitySchemes = {
  basic: { type: "http", scheme: "basic", description: "The API key as user name, the password empty." },
  bearer: { type: "http", scheme: "bearer", description: "The API key as token." },
};
const text = { type: "string" };
const headers: Record<string, Node> = {
  ETag: { description: 'State of the item: `"<revision>.<format>"` for a visitor, with more before the dot for what shows counts. For `If-None-Match` and `If-Match`.', schema: text, example: '"4711.json"' },
  Link: { description: "Address of the next page, `rel=\"next\"`; only when this page is full.", schema: text },
  "X-Next-Revision": { description: "What to pass as `fromRevision` next time. Always there.", schema: { type: "integer", format: "int64" }, example: 4712 },
  "Visit-Ignored": { description: "Members of the body that are unknown or cannot be set, comma-separated. They were ignored.", schema: text, example: "revision, badge" },
  "Retry-After": { description: "Whole seconds to wait before trying again.", schema: { type: "integer" }, example: 1 },
  "WWW-Authenticate": { description: "How to authenticate.", schema: text, example: 'Basic realm="Visit", charset="UTF-8"' },
  Allow: { description: "The methods there are.", schema: text, example: "GET, POST" },
  "X-Request-Id": { description: "Names the request in the server's log.", schema: text, example: "9c1d3a52-6f0b-4e7e-8d24-5b1a7c90e3f6" },
};
const sharedParameters: Record<string, Node> = {
  IdempotencyKey: { name: "Idempotency-Key", in: "header", schema: { type: "string", minLength: 1, maxLength: 255 }, description: "A text of your own, new for each thing you create. Sent again with the same body within 24 hours, the first answer comes again and nothing is created twice. When the contact in it was erased since, it is 404 `deleted`." },
  IfMatch: { name: "If-Match", in: "header", schema: text, description: "An `ETag`, or a revision in quotes: change the item only if this is still its revision, else 412." },
  IfNoneMatch: { name: "If-None-Match", in: "header", schema: text, description: "An `ETag`: answer 304 if this is still the state." },
  Prefer: { name: "Prefer", in: "header", schema: text, description: "`handling=strict`: refuse unknown and read-only members instead of ignoring them." },
};
type Success = { status: number; description: string; headers: string[]; parameters: string[] };
const kinds: Record<Operation["kind"], Success> = {
  item: { status: 200, description: "The item.", headers: ["ETag", "X-Request-Id"], parameters: ["IfNoneMatch"] },
  list: { status: 200, description: "Rows from `fromRevision` on, oldest revision first.", headers: ["X-Next-Revision", "Link", "X-Request-Id"], parameters: [] },
  create: { status: 201, description: "Created: the new item.", headers: ["ETag", "Visit-Ignored", "X-Request-Id"], parameters: ["IdempotencyKey", "Prefer"] },
  update: { status: 200, description: "Changed: the item as it is now.", headers: ["ETag", "Visit-Ignored", "X-Request-Id"], parameters: ["IfMatch", "Prefer"] },
  remove: { status: 204, description: "Deleted, now or before.", headers: ["X-Request-Id"], parameters: ["IfMatch"] },
  action: { status: 200, description: "Done.", headers: ["X-Request-Id"], parameters: ["Prefer"] },
};
const exampleErrors: Partial<Record<ErrorCode, Problem["errors"]>> = {
  malformed: [{ field: "limit", error: "too_big", description: "limit must be between 1 and 1000, got 5000" }],
  expo_not_found: [{ field: "expoId", error: "invalid_value", description: "No expo with this id is visible to the API key." }],
  validation_failed: [
    { field: "registrationType", error: "invalid_value", description: 'points to nothing in this expo: there is none with the id "press"' },
    { field: "answers.interests", error: "invalid_value", description: '"interests" has no answer "robotic"' },
  ],
};
const exampleDetails: Partial<Record<ErrorCode, string>> = {
  malformed: "limit must be between 1 and 1000, got 5000",
  expo_not_found: "There is no such expo.",
  validation_failed: "Validation failed",
  precondition_failed: "The item has changed: its revision is now 4725.",
  deleted: "This visitor was deleted.",
};
