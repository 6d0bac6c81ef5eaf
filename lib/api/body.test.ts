import { expect, test } from "vitest";
import { z } from "zod";
import { handler } from "@/lib/api/handle";
import { operation } from "@/lib/api/operation";
import { call } from "@/test/call";
import { makeFair, makeKey, makeOrganisation } from "@/test/makers";

/** Answers with what it understood. */
const handle = handler([
  operation({
    id: "things.create",
    kind: "create",
    method: "POST",
    path: "/things",
    access: "things:write",
    summary: "",
    input: z.object({ name: z.string(), sizes: z.array(z.int()).optional() }),
    output: z.object({ name: z.string(), sizes: z.array(z.int()).optional() }),
    run: async (_, input) => ({ json: JSON.stringify(input), revision: 1n, isNew: true }),
  }),
]);
const xml = "<thing><sizes><size>7</size></sizes><name> 007 </name></thing>";
const json = '{"name":" 007 ","sizes":[7]}';

test.each<[string, string, Record<string, string>, number, string?]>([
  ["/things", json, { "Content-Type": "application/json" }, 201, "json"],
  ["/things", xml, { "Content-Type": "application/xml" }, 201, "xml"],
  ["/things", xml, { "Content-Type": "text/xml; charset=UTF-8", Accept: "application/json" }, 201, "json"],
  ["/things", json, { "Content-Type": "application/json", Accept: "application/xml" }, 201, "xml"],
  ["/things", xml, {}, 201, "xml"],
  ["/things", json, {}, 201, "json"],
  ["/things", xml, { "Content-Type": "application/x-www-form-urlencoded" }, 201, "xml"],
  ["/xml/things", xml, { "Content-Type": "application/json", Accept: "application/json" }, 201, "xml"],
  ["/json/things", json, { "Content-Type": "text/plain", Accept: "application/xml" }, 201, "json"],
  ["/xml/things", json, {}, 400, "xml"],
  ["/json/things", xml, {}, 400, "json"],
  ["/things", json, { "Content-Type": "text/plain" }, 415, "json"],
  ["/things", xml, { "Content-Type": "application/xml; charset=iso-8859-1" }, 415, "xml"],
  ["/things", json, { "Content-Type": "application/json", "Content-Encoding": "gzip" }, 415, "json"],
  ["/things", "", { "Content-Type": "application/xml" }, 400, "xml"],
  ["/things", '{"name":"a","name":"b"}', {}, 400, "json"],
  ["/things", "<!DOCTYPE thing><thing/>", {}, 400, "xml"],
  ["/things", "[]", {}, 422, "json"],
  ["/things", "null", {}, 422, "json"],
])("POST %s %s with %o is %i in %s", async (path, body, headers, status, format) => {
  const { key } = await makeFair();
  const answer = await call(`POST /create/v2${path}`, { handle, key, body, headers });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, `application/${format}; charset=utf-8`]);
  if (status === 201) expect(answer.text).toContain(format === "json" ? '" 007 "' : "<name> 007 </name>");
});

test("a body of unknown length is refused at the first byte too much", async () => {
  const key = await makeKey(await makeOrganisation());
  const sent = { bytes: 0 };
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent.bytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const init = { method: "POST", headers: { Authorization: `Bearer ${key.secret}` }, body, duplex: "half" };
  const response = await handle(new Request("http://visit.test/create/v2/things", init), { address: undefined });
  expect([response.status, response.headers.get("connection")]).toEqual([413, "close"]);
  expect(sent.bytes).toBeLessThan(14 * 1024 * 1024);
});

test("a body that breaks off is malformed, and no error of ours", async () => {
  const key = await makeKey(await makeOrganisation());
  const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("reset")) });
  const init = { method: "POST", headers: { Authorization: `Bearer ${key.secret}` }, body, duplex: "half" };
  const response = await handle(new Request("http://visit.test/create/v2/things", init), { address: undefined });
  expect(response.status).toBe(400);
});
