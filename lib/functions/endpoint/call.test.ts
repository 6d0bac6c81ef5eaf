import { afterAll, describe, expect, test, vi } from "vitest";
import { limits } from "@/lib/api/limits";
import { runtime } from "@/lib/core/runtime";
import { acceptCall } from "@/lib/functions/endpoint/accept-call";
import { noEndpoint } from "@/lib/functions/endpoint/admit";
import { findEndpoint } from "@/lib/functions/endpoint/find-endpoint";
import { deleteFunction } from "@/lib/functions/manage";
import { getRun } from "@/lib/functions/runs";
import { getFunction } from "@/lib/functions/verbs";
import { runAgain } from "@/lib/functions/start-run";
import { executeRun } from "@/lib/functions/execute";
import { makeEndpoint, runsOf, serveEndpoints, storedOf } from "@/test/endpoints";
import { makeEvent, makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();
const { origin, close } = await serveEndpoints();
const echo = await makeEndpoint(origin, `export default ({ request }) => request`);
const say = await makeEndpoint(origin, `export default ({ request }) => (0, eval)("(" + request.text + ")")`);
afterAll(async () => {
  close();
  await stop();
});

describe("a function is called with", () => {
  test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])("the method %s, the path, the query and the headers", async (method) => {
    const answer = await fetch(`${echo.link}/a%20b/c?x=1&x=2&y=`, { method, headers: { "X-Mine": "1", Cookie: "session=secret" } });
    const request = await answer.json();
    expect(request).toMatchObject({ method, path: "/a%20b/c", query: { x: ["1", "2"], y: "" }, headers: { "x-mine": "1" }, body: null, text: "", ip: "127.0.0.1" });
    expect(request.headers).not.toHaveProperty("cookie");
  });

  test("HEAD and OPTIONS too; the answer to HEAD has no body", async () => {
    const answer = await fetch(echo.link, { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(await (await fetch(echo.link, { method: "OPTIONS" })).json()).toMatchObject({ method: "OPTIONS" });
  });

  const form = new FormData();
  form.append("name", "Ada");
  form.append("file", new File([Uint8Array.of(0, 255)], "a.bin", { type: "image/png" }));
  test.each<[string, RequestInit["body"], Record<string, string>, unknown]>([
    ["JSON", '{"__proto__":1,"n":[12.50]}', { "content-type": "application/json; charset=utf-8" }, JSON.parse('{"__proto__":1,"n":[12.5]}')],
    ["JSON by another name", "[1]", { "content-type": "application/cloudevents+json" }, [1]],
    ["XML", '<order id="7"><line>a</line><line>b</line></order>', { "content-type": "text/xml" }, { order: { "@id": "7", line: ["a", "b"] } }],
    ["a form", "a=1&b=x+y&b=%C3%A9", { "content-type": "application/x-www-form-urlencoded" }, { a: "1", b: ["x y", "é"] }],
    ["form data", form, {}, { name: "Ada", file: { name: "a.bin", type: "image/png", base64: "AP8=" } }],
    ["text", "hello", { "content-type": "text/plain" }, "hello"],
    ["text of another character set", Uint8Array.of(99, 97, 102, 233), { "content-type": 'text/plain; charset="ISO-8859-1"' }, "café"],
    ["text of a character set that nobody knows", "hello", { "content-type": "text/plain; charset=klingon" }, { base64: "aGVsbG8=" }],
    ["XML that names its character set", Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><name>café</name>', "latin1"), { "content-type": "application/xml" }, { name: "café" }],
    ["text without a type", "hello", { "content-type": "" }, "hello"],
    ["bytes", Uint8Array.of(137, 80, 78, 71, 0, 255), { "content-type": "image/png" }, { base64: "iVBORwD/" }],
  ])("%s as its body", async (_, body, headers, expected) => {
    const answer = await fetch(echo.link, { method: "POST", body: body ?? null, headers });
    expect(answer.status).toBe(200);
    expect((await answer.json()).body).toEqual(expected);
  });

  test.each([["application/json", "{"], ["application/xml", "<a><b></a>"], ["application/xml", "<!DOCTYPE a><a/>"], ["multipart/form-data; boundary=x", "nonsense"], ["application/x-www-form-urlencoded", "\uffff"]])("nothing when the body is not the %s it says: %j", async (type, text) => {
    const body = text === "\uffff" ? Uint8Array.of(255) : text;
    const answer = await fetch(echo.link, { method: "POST", body, headers: { "content-type": type } });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errorCode: "malformed", detail: expect.stringContaining("Content-Type") });
  });

  test.each([
    ["application/xml", `<a>${"<b/>".repeat(200_000)}</a>`, "tags"],
    ["application/x-www-form-urlencoded", "a&".repeat(20_001), "fields"],
    ["multipart/form-data; boundary=x", `${"\r\n--x\r\n\r\n".repeat(1001)}\r\n--x--`, "parts"],
  ])("nothing when reading it as %s would take too long", async (type, body, word) => {
    const answer = await fetch(echo.link, { method: "POST", body, headers: { "content-type": type } });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ errorCode: "too_large", detail: expect.stringContaining(word) });
  });

  test("5 MiB at most", async () => {
    const { link } = await makeEndpoint(origin, `export default ({ request }) => request.text.length`);
    const most = await fetch(link, { method: "POST", body: JSON.stringify("\n".repeat((5 * 1024 * 1024 - 2) / 2)), headers: { "content-type": "application/json" } });
    expect([most.status, await most.text()]).toEqual([200, String(5 * 1024 * 1024)]);
    const more = await fetch(link, { method: "POST", body: " ".repeat(5 * 1024 * 1024 + 1) });
    expect([more.status, await more.json()]).toEqual([413, expect.objectContaining({ errorCode: "too_large", detail: "The body may have at most 5 MiB." })]);
    const asJson = await fetch(link, { method: "POST", body: "\u0001".repeat(4 * 1024 * 1024) });
    expect(asJson.status).toBe(413);
  });
});

describe("what a function gives back is", () => {
  const answerTo = async (code: string) => {
    const answer = await fetch(say.link, { method: "POST", body: code });
    return { status: answer.status, type: answer.headers.get("content-type"), headers: answer.headers, text: await answer.text() };
  };
  const json = "application/json; charset=utf-8";
  test.each([
    ["({ a: 1, b: undefined })", 200, json, '{"a":1}'],
    ['"plain"', 200, json, '"plain"'],
    ["0", 200, json, "0"],
    ["[]", 200, json, "[]"],
    ["undefined", 204, null, ""],
    ["null", 204, null, ""],
    ["({ status: 201 })", 201, null, ""],
    ["({ status: 201, body: { id: 7 } })", 201, json, '{"id":7}'],
    ["({ status: 404, body: 'none' })", 404, "text/plain; charset=utf-8", "none"],
    ["({ status: 200, headers: { 'Content-Type': 'text/csv' }, body: 'a,b' })", 200, "text/csv", "a,b"],
    ["({ status: 200, headers: { 'content-type': 'image/png' }, body: { base64: 'iVBORw==' } })", 200, "image/png", "\ufffdPNG"],
    ["({ status: 204, body: 'ignored' })", 204, null, ""],
    ["({ status: 'ok' })", 200, json, '{"status":"ok"}'],
    ["({ status: 7 })", 200, json, '{"status":7}'],
    ["({ status: 200, total: 7 })", 200, json, '{"status":200,"total":7}'],
    ["({ status: 200, headers: 'x' })", 200, json, '{"status":200,"headers":"x"}'],
  ])("%s: %i %s", async (code, status, type, text) => {
    expect(await answerTo(code)).toMatchObject({ status, type, text });
  });

  test("never a cookie, a policy or another word of Visit's; a browser will not run it", async () => {
    const names = ["Set-Cookie", "Content-Security-Policy", "Strict-Transport-Security", "Clear-Site-Data", "WWW-Authenticate", "Refresh", "Transfer-Encoding", "Content-Length", "Content-Encoding", "X-Content-Type-Options", "X-Accel-Redirect", "X-Request-Id", "Service-Worker-Allowed", "Access-Control-Allow-Credentials", "Visit-Run", "X Bad"];
    const headers = Object.fromEntries([...names.map((name) => [name, "evil"]), ["X-Mine", "mine"], ["X-Split", "a\r\nSet-Cookie: a=b"], ["Location", "https://shop.example/7"], ["Cache-Control", "max-age=60"]]);
    const answer = await answerTo(`({ status: 200, headers: ${JSON.stringify(headers)}, body: "<script>alert(1)</script>" })`);
    expect(JSON.stringify([...answer.headers])).not.toContain("evil");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("x-split")).toBeNull();
    expect(Object.fromEntries(answer.headers)).toMatchObject({ "x-mine": "mine", location: "https://shop.example/7", "cache-control": "max-age=60", "x-content-type-options": "nosniff", "content-security-policy": expect.stringMatching(/default-src 'none'.*sandbox$/), "referrer-policy": "no-referrer" });
  });

  test.each(["{ status: 99, body: 1 }", "{ status: 1000, headers: {} }", "{ body: 1, status: 200.5 }"])("a 500 for %s, which cannot be an answer, and its run says why", async (code) => {
    const { status, headers } = await answerTo(`(${code})`);
    expect(status).toBe(500);
    expect(await getRun(say.ctx, headers.get("visit-run") ?? "")).toMatchObject({ state: "threw", error: { name: "RangeError", message: expect.stringMatching(/whole number from 200 to 599, and not (?:99|1000|200\.5)\./) } });
  });

  test("a 500 with the run's id and nothing of the inside, when it throws", async () => {
    const answer = await fetch(say.link, { method: "POST", body: "nothing.at.all" });
    const [run] = await runsOf(say);
    expect(answer.status).toBe(500);
    expect(answer.headers.get("visit-run")).toBe(run?.id);
    const problem = await answer.json();
    expect(problem).toEqual({ status: 500, title: "Function failed", type: expect.stringContaining("function_failed"), errorCode: "function_failed", detail: expect.any(String), errors: [], requestId: answer.headers.get("x-request-id"), runId: run?.id });
    expect(JSON.stringify(problem)).not.toContain("nothing");
    expect(await getRun(say.ctx, run?.id ?? "")).toMatchObject({ trigger: "endpoint", state: "threw", error: { message: expect.stringContaining("nothing") } });
  });

  test("a 504 when it does not come to an end in time", async () => {
    const slow = await makeEndpoint(origin, `export default () => new Promise((resolve) => setTimeout(resolve, 60_000))`, { timeoutMs: 1000 });
    const answer = await fetch(slow.link);
    expect([answer.status, await answer.json()]).toEqual([504, expect.objectContaining({ errorCode: "function_timed_out", runId: (await runsOf(slow))[0]?.id })]);
  });
});

test("a run shows its request, which can be run again", async () => {
  await fetch(`${echo.link}/orders?x=1`, { method: "POST", body: '{"a":1}', headers: { "content-type": "application/json" } });
  const [row] = await runsOf(echo);
  const run = await getRun(echo.ctx, row?.id ?? "");
  expect(run).toMatchObject({ trigger: "endpoint", state: "returned", version: 1, isDryRun: false });
  const event: unknown = JSON.parse(run.eventText ?? "");
  expect(event).toMatchObject({ request: { method: "POST", path: "/orders", query: { x: "1" }, body: { a: 1 }, text: '{"a":1}' } });
  const { runId } = await runAgain({ ...echo.ctx, now: new Date() }, run.id);
  await executeRun(runId);
  const again = await getRun(echo.ctx, runId);
  expect(again).toMatchObject({ trigger: "again", state: "returned", resultText: run.resultText });
  expect(await storedOf(echo)).not.toContain(echo.token);
});

test("a function calls the API with its key", async () => {
  const organisation = await makeOrganisation();
  const { id } = await makeEvent(organisation);
  const endpoint = await makeEndpoint(origin, `export default async ({ request }) => { const { id } = await visit.visitors.create("${id}", { contact: request.body, registrationState: "invited" }); return { status: 201, body: { id } }; }`, {}, organisation);
  const answer = await fetch(endpoint.link, { method: "POST", body: '{"email":"ada@example.org"}', headers: { "content-type": "application/json" } });
  const made = await answer.json();
  expect(answer.status).toBe(201);
  expect(await runtime().database.read.visitor.findUnique({ where: { id: made.id } })).toMatchObject({ eventId: id });
});

test.each([true, false])("a function deleted between its being found and the call's being stored was never there, isAsync %s", async (isAsync) => {
  const { ctx, id, organisation } = await makeEndpoint(origin, "export default () => 1");
  const endpoint = await findEndpoint(organisation.id, (await getFunction(ctx, id)).key ?? "");
  await deleteFunction(ctx, id);
  if (!endpoint) throw new Error("There was one.");
  await expect(acceptCall({ endpoint: { ...endpoint, version: 1 }, event: "{}", now: new Date(), isAsync })).rejects.toMatchObject({ code: "not_found", message: noEndpoint().message });
});

test("a page of any origin may call: the browser's question is answered alike for every address", async () => {
  const ask = (url: string) => fetch(url, { method: "OPTIONS", headers: { Origin: "https://shop.example", "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type" } });
  const [real, none] = [await ask(echo.link), await ask(`${origin}/endpoint/none/none`)];
  for (const answer of [real, none]) {
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ "access-control-allow-origin": "*", "access-control-allow-methods": "PUT", "access-control-allow-headers": "content-type" });
  }
  expect((await fetch(echo.link, { headers: { Origin: "https://shop.example" } })).headers.get("access-control-allow-origin")).toBe("*");
});

test("of one function a hundred calls are at work at once, others wait, and then there is an end", async () => {
  const entered = [];
  for (let count = 0; count < 100; count++) entered.push(await limits().enter({ id: `endpoint ${echo.id}`, limits: { parallel: 100, queued: 0, waiters: 0 } }));
  const queue = Array.from({ length: 100 }, () => limits().enter({ id: `endpoint ${echo.id}`, limits: { parallel: 100, queued: 100, waiters: 0 } }));
  const answer = await fetch(echo.link);
  expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toEqual([429, "1", expect.objectContaining({ detail: "This function may have 100 requests at work at the same time." })]);
  for (const leave of entered) leave();
  for (const waiting of queue) (await waiting)();
  expect((await fetch(echo.link)).status).toBe(200);
});
