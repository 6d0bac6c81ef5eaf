import { Validator } from "@seriousme/openapi-schema-validator";
import { z } from "zod";
import { expect, test } from "vitest";
import { examplesOf } from "@/lib/api/examples";
import { openApi, problemExample } from "@/lib/api/openapi";
import { planOf } from "@/lib/api/plan";
import { Problem, PROBLEMS } from "@/lib/api/problem";
import { refusalsOf } from "@/lib/api/refusals";
import { operations } from "@/lib/api/registry";
import { isRecord } from "@/lib/codec/decoded";
import { shapeOf } from "@/lib/codec/shape";
import { decodeXml } from "@/lib/codec/xml";

const document = openApi(operations, { origin: "https://visit.example", version: "1.2.3" });

test("the document is valid OpenAPI 3.1, every reference leading somewhere", async () => {
  const result = await new Validator().validate(structuredClone(document));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(referencesOf(document).filter((reference) => resolve(reference) === undefined)).toEqual([]);
});

test("a broken document does not pass", async () => {
  const result = await new Validator().validate({ ...structuredClone(document), paths: { "/expos": { get: { responses: { 200: {} } } } } });
  expect(result.valid).toBe(false);
});

test.each(operations.map((operation) => [operation.id, operation] as const))("%s is there, with every parameter, both media types and its errors", (_, operation) => {
  const found = resolve(`#/paths/${operation.path.replaceAll("/", "~1")}/${operation.method.toLowerCase()}`);
  expect(found).toMatchObject({ operationId: operation.id, summary: operation.summary });
  const text = JSON.stringify(found);
  const plan = planOf(operation);
  for (const name of [...plan.pathNames, ...plan.query.map((member) => member.name)]) expect(text).toContain(`"name":"${name}"`);
  for (const status of [401, 403, 429, 503]) expect(text).toContain(`"${status}":`);
  if (plan.takesBody) expect(found).toMatchObject({ requestBody: { content: { "application/json": {}, "application/xml": {} } } });
  if (operation.output) expect(text).toMatch(/"responses":\{"20[01]":\{.*"application\/json".*"application\/xml"/);
});

test.each(operations.filter(({ kind }) => kind === "create").map((operation) => [operation.id, operation] as const))("%s may find and change what is there, and its repeat may be of what is gone", (_, operation) => {
  const responses = `#/paths/${operation.path.replaceAll("/", "~1")}/post/responses`;
  const content = { "application/json": {}, "application/xml": {} };
  expect(resolve(responses)).toMatchObject({ 201: { headers: { ETag: {} }, content }, 404: { $ref: "#/components/responses/Status404" } });
  const hasMatch = planOf(operation).query.some(({ name }) => name === "match");
  if (hasMatch) expect(resolve(`${responses}/200`)).toMatchObject({ headers: { ETag: {} }, content });
  else expect(resolve(`${responses}/200`)).toBeUndefined();
  expect(refusalsOf(operation)).toContain("deleted");
});

test("those with `match` are under the test above", () => {
  const finding = operations.filter((operation) => planOf(operation).query.some(({ name }) => name === "match"));
  expect(finding.map(({ id, kind }) => [id, kind])).toEqual(expect.arrayContaining([["visitors.create", "create"], ["partners.create", "create"]]));
});

test.each(operations.map((operation) => [operation.id, operation] as const))("the examples of %s are valid, and mean the same in XML", (_, operation) => {
  const plan = planOf(operation);
  const { bodies, answer, path } = examplesOf(operation);
  for (const body of Object.values(bodies)) {
    const input = isRecord(body.value) ? { ...path, ...body.value } : body.value;
    expect(operation.input.safeParse(input).error).toBeUndefined();
    expect(decodeXml(Buffer.from(body.xml), plan.bodyShape, plan.rootName)).toEqual({ ok: true, value: body.value });
  }
  if (!operation.output || !answer) return;
  const schema = operation.kind === "list" ? z.array(operation.output).meta({ item: plan.rootName }) : operation.output;
  expect(schema.safeParse(answer.value).error).toBeUndefined();
  expect(decodeXml(Buffer.from(answer.xml), shapeOf(schema), operation.kind === "list" ? plan.resource : plan.rootName)).toEqual({ ok: true, value: answer.value });
});

test("the example of every error is a Problem", () => {
  for (const code of keysOf(PROBLEMS)) expect(Problem.safeParse(problemExample(code, "https://visit.example")).error).toBeUndefined();
});

test("names in XML stand where they differ from the member's", () => {
  expect(resolve("#/components/schemas/Problem/properties/errorCode")).toMatchObject({ xml: { name: "error-code" } });
  expect(resolve("#/components/schemas/Problem/properties/errors")).toMatchObject({ xml: { wrapped: true }, items: { xml: { name: "field-error" } } });
});

function resolve(reference: string): unknown {
  const steps = reference.slice(2).split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), document);
}

function referencesOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(referencesOf);
  if (!isRecord(node)) return [];
  return Object.entries(node).flatMap(([name, value]) => (name === "$ref" && typeof value === "string" ? [value] : referencesOf(value)));
}

/** Object.keys forgets what the keys are. */
function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(record) as K[];
}
