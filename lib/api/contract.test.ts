import { describe, expect, test } from "vitest";
import type { Operation } from "@/lib/api/operation";
import { planOf, type Plan } from "@/lib/api/plan";
import { operations } from "@/lib/api/registry";
import { Problem } from "@/lib/api/problem";
import { isRecord } from "@/lib/codec/decoded";
import { shapeOf, type Shape } from "@/lib/codec/shape";
import { decodeXml, xmlWriter } from "@/lib/codec/xml";
import { call, type Answer, type CallOptions } from "@/test/call";
import { makeEvent, makeFair, makeKey, makeOrganisation, type MadeFair } from "@/test/makers";

/** What the contract says of every operation, in both formats. Driven by the list alone: a new operation is under test by being in it. */
describe.each(operations.map((operation) => [operation.id, operation] as const))("%s", (_, operation) => {
  const plan = planOf(operation);
  const hasExpo = plan.pathNames.includes("expoId");

  describe.each(["json", "xml"] as const)("in %s", (format) => {
    test("without a key it is 401, and says how to send one", async () => {
      const answer = await send(plan, format, { expoId: "0000000000000", id: "0000000000000" }, {});
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe('Basic realm="Visit", charset="UTF-8"');
      expect(problemOf(answer, format)).toMatchObject({ status: 401, errorCode: "unauthorized" });
    });

    test("a key without the right is 403", async () => {
      const fair = await makeFair();
      const key = await makeKey(fair.organisation, { rights: operation.access.endsWith(":write") ? { [plan.resource]: "read" } : { "*": "write", [plan.resource]: "none" } });
      const answer = await send(plan, format, { expoId: fair.event.id, id: "0000000000000" }, { key });
      expect([answer.status, problemOf(answer, format).errorCode]).toEqual([403, "forbidden"]);
    });

    test.runIf(hasExpo)("a foreign, an unassigned and a missing event are the same 400, to the byte", async () => {
      const { organisation, event } = await makeFair();
      const foreign = await makeEvent(await makeOrganisation());
      const unassigned = await makeEvent(organisation);
      const key = await makeKey(organisation, { events: [event] });
      const answers = await Promise.all([foreign.id, unassigned.id, "0000000000000", "no such event"].map((expoId) => send(plan, format, { expoId, id: "0000000000000" }, { key })));
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
      expect(new Set(answers.map(withoutRequestId)).size).toBe(1);
      expect(problemOf(answers[0], format)).toMatchObject({ errorCode: "expo_not_found", errors: [{ field: "expoId" }] });
    });

    test("bad input is refused, naming the field", async () => {
      const { event, key } = await makeFair();
      for (const { name, range } of plan.query.filter(({ range }) => range)) {
        for (const bad of [(range?.from ?? 0) - 1, (range?.to ?? 0) + 1, "many", "1.5"]) {
          const answer = await send(plan, format, { expoId: event.id, id: event.id }, { key }, `?${name}=${bad}`);
          expect([answer.status, problemOf(answer, format).errors.map(({ field }) => field)]).toEqual([400, [name]]);
        }
      }
      for (const name of plan.takesBody ? textMembers(plan.bodyShape) : []) {
        const body = { ...exampleOf(operation), [name]: { odd: "member" } };
        const answer = await send(plan, format, { expoId: event.id, id: event.id }, { key, body });
        expect([name, answer.status]).toEqual([name, 422]);
        expect(problemOf(answer, format).errors.map(({ field }) => field.split(".")[0])).toContain(name);
      }
    });

    test("what it answers fits its schema and equals what the other format says", async () => {
      const fair = await makeFair();
      const { key } = fair;
      const expoId = fair.event.id;
      const id = await makeItem(plan, fair);
      const answer = await send(plan, format, { expoId, id }, { key, body: exampleOf(operation) }, "");
      if (operation.kind === "remove") {
        expect([answer.status, answer.text]).toEqual([204, ""]);
        return;
      }
      expect(answer.status).toBe(operation.kind === "create" ? 201 : 200);
      expect(answer.headers.get("content-type")).toBe(`application/${format}; charset=utf-8`);
      const value = valueOf(plan, answer, format);
      const rows = operation.kind === "list" ? listOf(value) : [value];
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(operation.output?.parse(row)).toEqual(row);
      // The other format's answer, and for a write what reading it back says.
      const reading = operation.kind === "create" || operation.kind === "update" ? readerOf(plan) : plan;
      const other = format === "json" ? "xml" : "json";
      const readId = isRecord(value) ? String(value.id) : id;
      const again = await send(reading, other, { expoId, id: readId }, { key });
      expect(valueOf(reading, again, other)).toEqual(value);
    });
  });
});

test("the list has no two operations of one id, and every right names its resource", () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  for (const { path, access, id, method } of operations) {
    expect([id, access]).toEqual([id, `${path.split("/")[1]}:${method === "GET" ? "read" : "write"}`]);
  }
});

type Ids = { expoId: string; id: string };

function send(plan: Plan, format: "json" | "xml", { expoId, id }: Ids, { key, body = {} }: CallOptions, query = ""): Promise<Answer> {
  const { method, path } = plan.operation;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(name === "expoId" ? expoId : id));
  const sent = plan.takesBody ? { body: format === "json" ? JSON.stringify(body) : xmlWriter(plan.bodyShape, plan.rootName)(body) } : {};
  return call(`${method} /create/v2/${format}${filled}${query}`, { ...(key && { key }), ...sent });
}

/** The id of an item the operation can work on, made with the list's own create operation where there is one. */
async function makeItem(plan: Plan, { event, key }: MadeFair): Promise<string> {
  const create = operations.find(({ kind, path }) => kind === "create" && path.startsWith(`/${plan.resource}/`));
  if (!create) return event.id;
  const { json } = await send(planOf(create), "json", { expoId: event.id, id: "" }, { key, body: exampleOf(create) });
  if (!isRecord(json)) throw new Error(`${create.id} did not answer with an object`);
  return String(json.id);
}

/** The operation that reads one item of the resource. */
function readerOf(plan: Plan): Plan {
  const reader = operations.find(({ kind, path }) => kind === "item" && path.startsWith(`/${plan.resource}/`));
  if (!reader) throw new Error(`nothing reads one ${plan.rootName}`);
  return planOf(reader);
}

function exampleOf({ examples = {} }: Operation): Record<string, unknown> {
  const [example = {}] = Object.values(examples);
  if (!isRecord(example)) throw new Error("an example must be an object");
  return example;
}

function valueOf({ operation, resource, rootName }: Plan, answer: Answer, format: "json" | "xml"): unknown {
  if (format === "json") return answer.json;
  const shape = shapeOf(operation.output ?? Problem);
  const decoded = operation.kind === "list" ? decodeXml(Buffer.from(answer.text), { kind: "array", nullable: false, item: shape, itemName: rootName }, resource) : decodeXml(Buffer.from(answer.text), shape, rootName);
  if (!decoded.ok) throw new Error(decoded.description);
  return decoded.value;
}

function problemOf(answer: Answer | undefined, format: "json" | "xml"): Problem {
  if (!answer) throw new Error("no answer");
  if (format === "json") return Problem.strict().parse(answer.json);
  const decoded = decodeXml(Buffer.from(answer.text), shapeOf(Problem), "problem");
  if (!decoded.ok) throw new Error(decoded.description);
  return Problem.strict().parse(decoded.value);
}

function withoutRequestId({ text }: Answer): string {
  return text.replace(/("requestId":"|<request-id>)[0-9a-f-]{36}/, "$1");
}

function textMembers(shape: Shape): string[] {
  return shape.kind === "object" ? Object.entries(shape.members).flatMap(([name, { shape: { kind } }]) => (kind === "string" ? [name] : [])) : [];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
