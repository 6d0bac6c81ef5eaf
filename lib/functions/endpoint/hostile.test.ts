import { get } from "node:http";
import { afterAll, expect, test, vi } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { deleteFunction } from "@/lib/functions/manage";
import { makeEndpoint, runsOf, serveEndpoints } from "@/test/endpoints";
import { startOwnRuntime } from "@/test/own-runtime";
import { bodyRoom } from "./body-room";
import { hereRuns } from "./here-runs";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();
const { origin, close } = await serveEndpoints();
afterAll(async () => {
  close();
  await stop();
});

test("headers that are none, or are the server's, or too many, are left out of an answer", async () => {
  const headers = `{ "x-good": 1, "x-odd": { toString: 1, valueOf: 1 }, "x-split": "a\\r\\nset-cookie: b=c", "X-Lighttpd-Send-File": "/etc/passwd", "x-accel-redirect": "/", ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => ["x-long-" + at, "v".repeat(4000)])) }`;
  const { link } = await makeEndpoint(origin, `export default () => ({ status: 201, headers: ${headers}, body: "made" })`);
  const answer = await fetch(link, { method: "POST" });
  expect([answer.status, await answer.text()]).toEqual([201, "made"]);
  expect([...answer.headers.keys()].filter((name) => name.startsWith("x-"))).toEqual(["x-content-type-options", "x-good", "x-long-0", "x-long-1", "x-long-2", "x-request-id"]);
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("who calls a function that is deleted meanwhile hears that its run was cancelled", async () => {
  const endpoint = await makeEndpoint(origin, `export default () => new Promise((resolve) => setTimeout(resolve, 19_000))`);
  const answer = fetch(endpoint.link, { method: "POST" });
  await expect.poll(() => runsOf(endpoint), { timeout: 20_000 }).toHaveLength(1);
  await deleteFunction({ ...endpoint.ctx, now: new Date() }, endpoint.id);
  expect(await (await answer).json()).toMatchObject({ status: 503, errorCode: "function_cancelled" });
});

test("large bodies have room for what has arrived of them, and small ones always", () => {
  const declaring = (bytes: number) => new Request(origin, { method: "POST", headers: { "content-length": String(bytes) } });
  const rooms = Array.from({ length: 12 }, () => bodyRoom().open(declaring(0)));
  for (const { grow } of rooms) grow(5 * 1024 * 1024);
  expect(() => bodyRoom().open(declaring(5 * 1024 * 1024))).toThrow("Too many large requests");
  const late = bodyRoom().open(declaring(0));
  late.grow(60_000);
  expect(() => late.grow(5 * 1024 * 1024)).toThrow("Too many large requests");
  for (const { close } of [...rooms, ...rooms, late]) close();
  bodyRoom().open(declaring(5 * 1024 * 1024)).close();
});

test("only so much waits here to be executed; what is more goes to the engine", () => {
  const sizes = Array.from({ length: 4 }, () => hereRuns().room("one", 10 * 1024 * 1024));
  expect(sizes.map((giveBack) => giveBack !== undefined)).toEqual([true, true, true, false]);
  for (const giveBack of sizes) giveBack?.();
  const small = Array.from({ length: 151 }, () => hereRuns().room("one", 10));
  expect(small.filter((giveBack) => giveBack !== undefined)).toHaveLength(150);
  const another = hereRuns().room("another", 10 * 1024 * 1024); // organisation finds room all the same
  expect(another).toBeDefined();
  another?.();
  for (const giveBack of small) giveBack?.();
  expect(hereRuns().room("one", 10)).toBeDefined();
});

test("who does not wait for answers cannot send for ever", async () => {
  const { link, id, organisation } = await makeEndpoint(origin, `export default () => "here"`);
  const later = () => fetch(link, { method: "POST", headers: { prefer: "respond-async" } });
  expect((await later()).status).toBe(202);
  const flood = `INSERT INTO function_run (id, "organisationId", "functionId", trigger, version, at, "createdAt", "eventSealed")
    SELECT left(md5($1::text || n), 13), $2, $1, 'endpoint', 1, now() + interval '1 day', now(), 'x' FROM generate_series(1, 999) n`;
  await runtime().database.query("flood", flood, [id, organisation.id]);
  const refused = await later();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "30"]);
  expect(await (await fetch(link, { method: "POST" })).json()).toBe("here");
});

test("no dots lead to a function from elsewhere", async () => {
  const { link } = await makeEndpoint(origin, `export default () => 1`);
  const statusOf = (path: string) => new Promise((resolve, reject) => void get(`${origin}/`, { path }, (answer) => resolve(answer.resume().statusCode)).on("error", reject));
  const [, below] = new URL(link).pathname.split("/endpoint/");
  expect(await statusOf(`/endpoint/${below}`)).toBe(200);
  expect(await statusOf(`/endpoint/../elsewher/${below}`)).toBe(404);
});
