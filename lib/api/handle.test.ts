import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { handler } from "@/lib/api/handle";
import { limits } from "@/lib/api/limits";
import { operation } from "@/lib/api/operation";
import { calls } from "@/lib/api/record-call";
import { checkExpectation } from "@/lib/core/context";
import { conflict, notFound } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import { call, type CallOptions } from "@/test/call";
import { makeFunctionKey } from "@/test/functions";
import { makeEvent, makeFair, makeKey, makeOrganisation } from "@/test/makers";

const Ref = z.object({ expoId: z.string(), thingId: z.string() });
const Thing = z.object({ name: z.string() });
const gate = { open: () => {}, opened: Promise.resolve() };

/** Operations that need no table of their own: what is under test is the pipeline around them. */
const handle = handler([
  operation({ id: "things.get", kind: "item", method: "GET", path: "/things/{expoId}/{thingId}", access: "things:read", summary: "", input: Ref, output: Thing, run: async () => ({ json: '{"name":"oak"}', revision: 5n }) }),
  operation({
    id: "things.update",
    kind: "update",
    method: "PUT",
    path: "/things/{expoId}/{thingId}",
    access: "things:write",
    summary: "",
    input: Ref.extend({ name: z.string(), size: z.int().optional().meta({ in: "query" }) }),
    output: Thing,
    run: async (ctx, { thingId, name }) => {
      if (thingId !== "one") throw notFound("thing");
      checkExpectation(ctx, 5n);
      if (name === "taken") throw conflict("The name is taken.");
      return { json: JSON.stringify({ name }), revision: 6n };
    },
  }),
  operation({
    id: "slow.get",
    kind: "item",
    method: "GET",
    path: "/slow/{expoId}/{thingId}",
    access: "slow:read",
    summary: "",
    input: Ref,
    output: Thing,
    run: async () => {
      await gate.opened;
      return { json: '{"name":"slow"}', revision: 1n };
    },
  }),
  operation({
    id: "broken.get",
    kind: "item",
    method: "GET",
    path: "/broken",
    access: "broken:read",
    summary: "",
    input: z.object({}),
    output: Thing,
    run: async () => {
      throw new Error("password=hunter2");
    },
  }),
]);

test("of many faults the first in the contract's order is told", async () => {
  const { organisation, event, key } = await makeFair();
  const reader = await makeKey(organisation, { rights: { "*": "read" } });
  const foreign = await makeEvent(await makeOrganisation());
  const put = (path: string, options: CallOptions, headers: Record<string, string> = {}) =>
    call(`PUT /create/v2${path}`, { ...options, handle, headers: { "Content-Type": "text/plain", "If-Match": '"4.json"', ...headers } }).then(({ status }) => status);
  const text = { "Content-Type": "application/json" };
  const answers = [
    await put(`/nothing/${foreign.id}/two?size=x`, { body: "{" }),
    await put(`/broken?size=x`, { body: "{" }),
    await put(`/things/${foreign.id}/two?size=x`, { body: "{" }),
    await put(`/things/${foreign.id}/two?size=x`, { body: "{", key: reader }),
    await put(`/things/${foreign.id}/two?size=x`, { body: "{", key }),
    await put(`/things/${event.id}/two?size=x`, { body: "{", key }),
    await put(`/things/${event.id}/two`, { body: "x".repeat(10 * 1024 * 1024 + 1), key }, text),
    await put(`/things/${event.id}/two`, { body: "{", key }),
    await put(`/things/${event.id}/two`, { body: "{", key }, text),
    await put(`/things/${event.id}/two`, { body: '{"name":7}', key }, text),
    await put(`/things/${event.id}/two`, { body: '{"name":"taken"}', key }, text),
    await put(`/things/${event.id}/one`, { body: '{"name":"taken"}', key }, text),
    await put(`/things/${event.id}/one`, { body: '{"name":"taken"}', key }, { ...text, "If-Match": '"5.xml"' }),
    await put(`/things/${event.id}/one`, { body: '{"name":"oak"}', key }, { ...text, "If-Match": '"5.xml"' }),
  ];
  expect(answers).toEqual([404, 405, 401, 403, 400, 400, 413, 415, 400, 422, 404, 412, 409, 200]);
});

test("too many at once is 429 after the key and before the right, with whole seconds to wait", async () => {
  const { organisation, event } = await makeFair();
  const key = await makeKey(organisation, { rights: { slow: "read" }, limits: { parallel: 1, queued: 0 } });
  gate.opened = new Promise((open) => (gate.open = open));
  const busy = call(`GET /create/v2/slow/${event.id}/one`, { key, handle });
  await expect.poll(() => call(`GET /create/v2/things/${event.id}/one`, { key, handle }).then(({ status }) => status)).toBe(429);
  const refused = await call(`GET /create/v2/xml/things/${event.id}/one`, { key, handle });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
  expect((await call(`GET /create/v2/things/${event.id}/one`, { handle })).status).toBe(401);
  gate.open();
  expect((await busy).status).toBe(200);
  expect((await call(`GET /create/v2/things/${event.id}/one`, { key, handle })).status).toBe(403);
});

test("what is too much for the process is refused from outside, and never to a function at work", async () => {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const key = await makeFunctionKey(organisation, { rights: { things: "read" } });
  const line = `GET /create/v2/things/${event.id}/one`;
  const places = Array.from({ length: 1000 }, () => limits().begin());
  try {
    expect((await call(line, { handle, key })).status).toBe(503);
    const request = new Request(`http://visit.test/create/v2/things/${event.id}/one`);
    expect((await handle(request, { address: undefined, caller: { organisationId: organisation.id, keyId: key.id } })).status).toBe(200);
  } finally {
    for (const leave of places) leave();
  }
  expect((await call(line, { handle, key })).status).toBe(200);
});

test("what nobody expected is 500 in the caller's format, and tells nothing", async () => {
  const { key } = await makeFair();
  const answer = await call("GET /create/v2/xml/broken", { key, handle });
  expect(answer.status).toBe(500);
  expect(answer.text).toContain("<error-code>internal</error-code>");
  expect(answer.text).not.toContain("hunter2");
});

test("every refused key gets one and the same answer, and the true reason stays here", async () => {
  const { organisation, key } = await makeFair();
  const path = "GET /create/v2/things/none/one";
  const refused = await Promise.all([
    call(path, { handle }),
    call(path, { handle, key: { ...key, secret: `${key.secret}x` } }),
    call(path, { handle, key: { ...key, secret: "brought-along" } }),
    call(path, { handle, key: await makeKey(organisation, { state: "Disabled" }) }),
    call(path, { handle, key: await makeKey(organisation, { expiresAt: new Date(0) }) }),
    call(path, { handle, key: await makeKey(organisation, { addresses: ["192.0.2.0/24"] }), address: "198.51.100.1" }),
  ]);
  expect(new Set(refused.map(({ text }) => text.replace(/"requestId":"[\w-]+"/, ""))).size).toBe(1);
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
  const listed = await makeKey(organisation, { addresses: ["192.0.2.0/24"] });
  expect((await call(path, { handle, key: listed, address: "192.0.2.7", headers: { "X-Forwarded-For": "198.51.100.1" } })).status).toBe(400);
  expect((await call(path, { handle, key: listed, address: "198.51.100.1", headers: { "X-Forwarded-For": "192.0.2.7" } })).status).toBe(401);
});

test("a key is taken as Basic, as Basic of the bare key, with a blank or a password behind it, and as Bearer", async () => {
  const { event, key } = await makeFair();
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const statuses = [`Basic ${base64(`${key.secret}:`)}`, `basic ${base64(key.secret)}`, `Basic ${base64(`${key.secret}\n`)}`, `Basic ${base64(`${key.secret}:x`)}`, `Bearer ${key.secret}`, `Digest ${key.secret}`, "Basic", "Basic Og==", key.secret].map(
    async (Authorization) => (await call(`GET /create/v2/things/${event.id}/one`, { handle, headers: { Authorization } })).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200, 200, 401, 401, 401, 401]);
});

test("an event made a moment ago is seen at once", async () => {
  const { organisation, key } = await makeFair();
  expect((await call("GET /create/v2/things/none/one", { handle, key })).status).toBe(400);
  const event = await makeEvent(organisation);
  expect((await call(`GET /create/v2/things/${event.id}/one`, { handle, key })).status).toBe(200);
});

test("a disabled key is refused within a second, and every call is counted", async () => {
  const { organisation, event } = await makeFair();
  const key = await makeKey(organisation);
  const path = `GET /create/v2/things/${event.id}/one`;
  const before = calls().counts.get("things.get json 401") ?? 0;
  expect((await call(path, { handle, key })).status).toBe(200);
  await runtime().database.writer.apiKey.update({ where: { id: key.id }, data: { state: "Disabled" } });
  await pause(501);
  expect((await call(path, { handle, key })).status).toBe(401);
  expect(calls().counts.get("things.get json 401")).toBe(before + 1);
});

test("an item is tagged by its revision; who has it is told 304, in either format", async () => {
  const { event, key } = await makeFair();
  const path = `/create/v2/things/${event.id}/one`;
  const json = await call(`GET ${path}`, { handle, key });
  const xml = await call(`GET ${path}`, { handle, key, headers: { Accept: "application/xml" } });
  expect([json.headers.get("etag"), xml.headers.get("etag")]).toEqual(['"5.json"', '"5.xml"']);
  expect([json.headers.get("vary"), json.headers.get("cache-control")]).toEqual(["Accept, Authorization", "private, no-cache"]);
  const known = await call(`GET ${path}`, { handle, key, headers: { "If-None-Match": 'W/"4.json", "5.xml"' } });
  expect([known.status, known.text, known.headers.get("etag")]).toEqual([304, "", '"5.json"']);
  expect((await call(`GET ${path}`, { handle, headers: { "If-None-Match": "*" } })).status).toBe(401);
});

test("HEAD is GET without the body; other methods are told what is allowed", async () => {
  const { event, key } = await makeFair();
  const head = await call(`HEAD /create/v2/things/${event.id}/one`, { handle, key });
  expect([head.status, head.text, head.headers.get("content-length")]).toEqual([200, "", "14"]);
  const options = await call(`OPTIONS /create/v2/things/${event.id}/one`, { handle });
  expect([options.status, options.headers.get("allow")]).toEqual([405, "GET, HEAD, PUT"]);
});

test("unknown members are ignored and named, or refused when the caller is strict", async () => {
  const { event, key } = await makeFair();
  const path = `PUT /create/v2/things/${event.id}/one`;
  const body = { id: "x", name: "oak", thingId: "two", "a b\né": 1, size: 7 };
  const lenient = await call(path, { handle, key, body });
  expect([lenient.status, lenient.headers.get("visit-ignored")]).toEqual([200, "id, thingId, a%20b%0A%C3%A9, size"]);
  const strict = await call(path, { handle, key, body, headers: { Prefer: "respond-async, handling=strict" } });
  expect(strict.status).toBe(422);
  expect(strict.json).toMatchObject({ errors: [{ field: "id", error: "unknown_member" }, { field: "thingId" }, { field: "a b\né" }, { field: "size" }] });
});

test("text that XML cannot hold is refused in either format, whatever member holds it", async () => {
  const { event, key } = await makeFair();
  for (const name of ["\u0000", "a\u0008", "\ud800", "\uffff"]) {
    const answer = await call(`PUT /create/v2/things/${event.id}/one`, { handle, key, body: { name } });
    expect([answer.status, answer.json]).toMatchObject([422, { errors: [{ field: "name", error: "invalid_value" }] }]);
  }
  expect((await call(`GET /create/v2/things/${event.id}/one%00`, { handle, key })).status).toBe(404);
});
