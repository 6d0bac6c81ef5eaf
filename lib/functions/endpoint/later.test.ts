import { afterAll, expect, test, vi } from "vitest";
import { releaseWaiters } from "@/lib/api/serve";
import { runtime } from "@/lib/core/runtime";
import { startJobs } from "@/lib/jobs/start";
import { makeEndpoint, runsOf, serveEndpoints } from "@/test/endpoints";
import { startOwnRuntime } from "@/test/own-runtime";
import { executeRun } from "../execute";
import { findStranded } from "../keep-runs";
import { hereRuns } from "./here-runs";

vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime();
const { origin, close } = await serveEndpoints();
afterAll(async () => {
  close();
  await stop();
});

const code = `export default async ({ request }) => {
  const { ms = 0, fail = false, ...rest } = request.body ?? {};
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  if (fail) throw new Error("as told");
  return { status: 201, headers: { "x-mine": "1" }, body: rest };
};`;

test("who waits no longer than they said gets the address, too, and a failure tells as little there", async () => {
  const { link } = await makeEndpoint(origin, code);
  const accepted = await post(link, { ms: 1500, fail: true }, { prefer: 'handling=lenient, wait="1"' });
  expect(accepted.status).toBe(202);
  const at = here((await accepted.json()).status);
  await expect.poll(async () => (await (await fetch(at)).json()).state, { timeout: 20_000 }).toBe("done");
  const { answer } = await (await fetch(at)).json();
  expect(answer).toMatchObject({ status: 500, body: { errorCode: "function_failed" } });
  expect(JSON.stringify(answer)).not.toContain("as told");
});

test("one Idempotency-Key is one run: the second caller gets the first one's answer, also while it runs", async () => {
  const endpoint = await makeEndpoint(origin, code);
  const headers = { "idempotency-key": "order-7" };
  const answers = await Promise.all([1, 2, 3].map(() => post(endpoint.link, { id: 7, ms: 200 }, headers)));
  answers.push(await post(endpoint.link, { id: 7, ms: 200 }, headers));
  expect(await Promise.all(answers.map(async (answer) => [answer.status, answer.headers.get("visit-run"), await answer.json()]))).toEqual(answers.map(() => [201, answers[0]?.headers.get("visit-run"), { id: 7 }]));
  const other = await post(endpoint.link, { id: 8 }, headers);
  expect([other.status, await other.json()]).toEqual([409, expect.objectContaining({ errorCode: "conflict" })]);
  expect(await runsOf(endpoint)).toHaveLength(1);
  expect((await post(`${endpoint.link}/elsewhere`, { id: 8 }, headers)).status).toBe(201);
  expect((await post(endpoint.link, {}, { "idempotency-key": "a\u00e9" })).status).toBe(400);
});

test("a failure is not remembered, and a key is for a day", async () => {
  const endpoint = await makeEndpoint(origin, code);
  const headers = { "idempotency-key": "order-7" };
  expect((await post(endpoint.link, { fail: true }, headers)).status).toBe(500);
  expect((await post(endpoint.link, { id: 1 }, headers)).status).toBe(201);
  await runtime().database.writer.functionRun.updateMany({ where: { functionId: endpoint.id }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
  expect((await post(endpoint.link, { id: 2 }, headers)).status).toBe(201);
  expect(await runsOf(endpoint)).toHaveLength(3);
});

test("a call whose process died is executed by whoever comes next, and a caller elsewhere gets the answer", async () => {
  const endpoint = await makeEndpoint(origin, code);
  const dying = vi.spyOn(hereRuns(), "execute").mockReturnValue(new Promise(() => {})); // as if this process were gone at this point
  const gone = new AbortController();
  const headers = { "idempotency-key": "order-7" };
  const lost = fetch(endpoint.link, { method: "POST", body: '{"id":7}', headers: { "content-type": "application/json", ...headers }, signal: gone.signal }).catch(() => undefined);
  await expect.poll(() => dying.mock.calls.length, { timeout: 20_000 }).toBe(1);
  gone.abort();
  await lost;
  dying.mockRestore();
  const [run] = await runsOf(endpoint);
  expect(run).toMatchObject({ state: "running" });
  const runId = run?.id ?? "";
  const second = post(endpoint.link, { id: 7 }, headers);
  await runtime().database.query("end lease", `UPDATE function_run SET "leaseUntil" = now() - interval '1 second' WHERE id = $1`, [runId]);
  expect((await findStranded(new Date())).map((stranded) => stranded.runId)).toEqual([runId]); // the sweep's, each minute
  expect(await executeRun(runId)).toBe("done");
  const answer = await second;
  expect([answer.status, answer.headers.get("visit-run"), await answer.json()]).toEqual([201, runId, { id: 7 }]);
});

test("Prefer: respond-async is answered at once with an address that tells how it went", async () => {
  const { link } = await makeEndpoint(origin, code);
  const accepted = await post(link, { id: 7 }, { prefer: "respond-async" });
  expect(accepted.status).toBe(202);
  const { run, status } = await accepted.json();
  expect([accepted.headers.get("location"), accepted.headers.get("visit-run")]).toEqual([status, run]);
  const at = here(status);
  expect(await (await fetch(at)).json()).toEqual({ run, state: "waiting" });
  await startJobs();
  await expect.poll(async () => (await (await fetch(at)).json()).state, { timeout: 20_000 }).toBe("done");
  expect(await (await fetch(at)).json()).toEqual({ run, state: "done", answer: { status: 201, headers: { "content-type": "application/json; charset=utf-8", "x-mine": "1" }, body: { id: 7 } } });
  expect((await fetch(at.replace(/.$/, (last) => (last === "A" ? "B" : "A")))).status).toBe(404);
});

test("a process that stops hands its calls back, and says where to ask", async () => {
  const endpoint = await makeEndpoint(origin, code);
  const waiting = post(endpoint.link, { id: 7, ms: 15_000 });
  await expect.poll(async () => (await runsOf(endpoint))[0]?.state, { timeout: 20_000 }).toBe("running");
  releaseWaiters();
  const answer = await waiting;
  expect(answer.status).toBe(202);
  await hereRuns().stop();
  expect((await runsOf(endpoint))[0]?.state).toMatch(/waiting|running/); // given back, or taken by the engine already
});

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
}

/** An address of ours as this test can reach it. */
function here(url: string): string {
  return url.replace(runtime().settings.url, origin);
}
