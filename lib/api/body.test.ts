import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
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

test.each([
  ["of a known length", (bytes: number) => [`Content-Length: ${bytes}`, (chunk: Buffer) => [chunk]] as const],
  ["in pieces", () => ["Transfer-Encoding: chunked", (chunk: Buffer) => [`${chunk.length.toString(16)}\r\n`, chunk, "\r\n"]] as const],
])("a client that reads nothing before it has sent all of a body %s too large is told", async (_, framing) => {
  const key = await makeKey(await makeOrganisation());
  const server = createServer(getRequestListener((request) => handle(request, { address: undefined })));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    const bytes = 24 * 1024 * 1024;
    const [header, frame] = framing(bytes);
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1"); // listening, so it has a port
    socket.pause();
    const answer = new Promise<string>((resolve, reject) => {
      let text = "";
      socket.on("data", (chunk) => (text += chunk.toString())).once("end", () => resolve(text)).once("error", reject);
    });
    answer.catch(() => undefined);
    socket.write(`POST /create/v2/things HTTP/1.1\r\nHost: visit.test\r\nAuthorization: Bearer ${key.secret}\r\nContent-Type: application/json\r\n${header}\r\n\r\n`);
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    for (let sent = 0; sent < bytes; sent += chunk.length) {
      for (const piece of frame(chunk)) await new Promise<void>((done, failed) => socket.write(piece, (error) => (error ? failed(error) : done())));
    }
    if (header.startsWith("Transfer")) socket.write("0\r\n\r\n");
    socket.resume();
    expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*too_large/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("a body that has no end is refused once enough of it went by", async () => {
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
  expect(sent.bytes).toBeLessThan(50 * 1024 * 1024);
});

test("a body that breaks off is malformed, and no error of ours", async () => {
  const key = await makeKey(await makeOrganisation());
  const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("reset")) });
  const init = { method: "POST", headers: { Authorization: `Bearer ${key.secret}` }, body, duplex: "half" };
  const response = await handle(new Request("http://visit.test/create/v2/things", init), { address: undefined });
  expect(response.status).toBe(400);
});
