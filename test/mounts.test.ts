import { getRequestListener } from "@hono/node-server";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as route from "@/app/create/v2/[[...path]]/route";
import * as endpointRoute from "@/app/endpoint/[...path]/route";
import { API_MOUNTS, ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { handleApi } from "@/lib/api/serve";
import { runtime } from "@/lib/core/runtime";
import { makeFair, makeKey, type MadeFair } from "@/test/makers";

const root = join(import.meta.dirname, "..");
const server: Server = createServer(getRequestListener((request, { incoming }) => handleApi(request, incoming.socket.remoteAddress)));
let origin = "";
let fair: MadeFair;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  fair = await makeFair();
});
afterAll(() => void server.close());

test("every mount has its route file below app/, and every route file that serves the API is a mount", () => {
  const files = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const routes = files.filter((file) => readFileSync(join(root, "app", file), "utf8").includes("serveApi"));
  expect(routes.map((file) => `/${file}`.replace(/^(.*)\/\[\[\.\.\.\w+\]\]\/route\.ts$/, "$1")).sort()).toEqual([...API_MOUNTS].sort());
});

test.each([
  ["GET", "/create/v2/expos", {}],
  ["GET", "/create/v2/xml/expos?limit=1", {}],
  ["HEAD", "/create/v2/expos", {}],
  ["GET", "/create/v2/expos/{event}", { Accept: "application/xml" }],
  ["GET", "/create/v2/visitors/{event}?limit=x", {}],
  ["GET", "/create/v2/visitors/none", {}],
  ["GET", "/create/v2/expos", { Authorization: "Basic eA==" }],
  ["GET", "/create/v2", {}],
  ["GET", "/create/v2/nothing/", {}],
  ["PATCH", "/create/v2/expos", {}],
  ["OPTIONS", "/create/v2/expos", {}],
  ["POST", "/create/v2/visitors/{event}", { "Content-Type": "application/json" }, '{"contact":7}'],
  ["POST", "/create/v2/visitors/{event}", {}, "<visitor><contact><email>a@b.example</email></contact><odd>1</odd></visitor>"],
] as const)("%s %s %o: both mounts answer alike", async (method, path, headers, body?: string) => {
  const url = `${origin}${path.replace("{event}", fair.event.id)}`;
  const init = { method, headers: { Authorization: `Bearer ${fair.key.secret}`, ...headers }, ...(body !== undefined && { body }) };
  const overTheWire = await plain(await fetch(url, init));
  const inNext = await plain(await route[method](new Request(url, init)));
  expect(inNext).toEqual(overTheWire);
});

test("inside Next an address counts only with the nonce of our own server", async () => {
  const key = await makeKey(fair.organisation, { addresses: ["192.0.2.7"] });
  const status = async (peer: string) => (await route.GET(new Request(`${origin}/create/v2/expos`, { headers: { Authorization: `Bearer ${key.secret}`, "x-visit-peer": peer } }))).status;
  expect(await status(`${runtime().nonce} 192.0.2.7`)).toBe(200);
  expect(await status(`${runtime().nonce} 192.0.2.8`)).toBe(401);
  expect(await status("0123456789abcdef 192.0.2.7")).toBe(401);
  expect(await status("192.0.2.7")).toBe(401);
});

test("endpoint functions answer at their mount with every method, inside Next as well", async () => {
  expect(existsSync(join(root, "app", ENDPOINT_MOUNT, "[...path]/route.ts"))).toBe(true);
  expect(Object.keys(endpointRoute).sort()).toEqual(Object.keys(route).sort());
  const answer = await endpointRoute.POST(new Request(`${origin}${ENDPOINT_MOUNT}/none/none/token`, { method: "POST" }));
  expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ errorCode: "not_found" })]);
});

/** An answer without what belongs to one request (its id, an item's own id and revision) or to the connection. */
async function plain(response: Response) {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !["date", "connection", "keep-alive", "content-length", "transfer-encoding", "x-request-id", "etag"].includes(name)));
  const text = (await response.text()).replace(/("requestId":"|<request-id>)[\w-]+/, "$1").replace(/(<id>|<revision>|<contact>.*<\/contact>)\w*/g, "");
  return { status: response.status, headers, text };
}
