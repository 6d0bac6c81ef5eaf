import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { sendJob } from "@/lib/core/jobs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { getRun } from "@/lib/functions/runs";
import { runNow } from "@/lib/functions/start-run";
import { ownDatabase } from "@/test/database";
import { makeFunction, type MadeFunction } from "@/test/functions";
import { abandonedImports, importEvent } from "@/lib/imports/carry-on-import";
import { createImport, getImport, startCheck, startImport } from "@/lib/imports/verbs";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { serveJobs } from "./serve";
import { startJobs } from "./start";

vi.setConfig({ testTimeout: 60_000 }); // each begins workers, engine and database
const database = { url: "", drop: async () => {} };

beforeEach(async () => {
  Object.assign(database, await ownDatabase("migrated"));
});
afterEach(async () => {
  await runtime().stop();
  await database.drop();
});

test("a run that somebody asked for is executed", async () => {
  begin();
  const made = await makeFunction(await makeOrganisation(), { code: "export default (event) => event.left + event.right" });
  await startJobs();
  const { runId } = await runNow(now(made), made.id, { event: '{"left":19,"right":23}', isDryRun: false });
  await until(async () => (await getRun(made.ctx, runId)).state === "returned");
  expect((await getRun(made.ctx, runId)).resultText).toBe("42");
});

test("two runs of one task do not overlap: the second waits its turn", async () => {
  begin();
  const made = await makeFunction(await makeOrganisation(), { code: "export default () => new Promise((resolve) => setTimeout(resolve, 300))" });
  await startJobs();
  const runs = await Promise.all([1, 2].map(() => runNow(now(made), made.id, { isDryRun: false })));
  await until(async () => (await Promise.all(runs.map(({ runId }) => getRun(made.ctx, runId)))).every(({ state }) => state === "returned"));
  const rows = await runtime().database.read.functionRun.findMany({ where: { functionId: made.id }, orderBy: { startedAt: "asc" } });
  expect(rows[1]?.startedAt?.getTime()).toBeGreaterThanOrEqual(rows[0]?.endedAt?.getTime() ?? Infinity);
});

test("runs of one organisation do not take all places", async () => {
  begin();
  const greedy = await makeOrganisation();
  const code = "export default () => new Promise((resolve) => setTimeout(resolve, 25_000))";
  const slow = await Promise.all(Array.from({ length: 12 }, () => makeFunction(greedy, { code })));
  const brief = await makeFunction(await makeOrganisation(), { code: "export default () => 'done'" });
  await startJobs();
  await Promise.all(slow.map((made) => runNow(now(made), made.id, { isDryRun: false })));
  await until(async () => (await runtime().database.read.functionRun.count({ where: { organisationId: greedy.id, state: "running" } })) === 6);
  const { runId } = await runNow(now(brief), brief.id, { isDryRun: false });
  await until(async () => (await getRun(brief.ctx, runId)).state === "returned");
  expect(await runtime().database.read.functionRun.count({ where: { organisationId: greedy.id, state: "returned" } })).toBe(0);
});

test("a process that stops hands its unfinished runs back, and the next one executes them", async () => {
  begin();
  const code = "export default async (event) => { if (!(await state.get('sign'))) await new Promise((resolve) => setTimeout(resolve, 25_000)); return 'through'; }";
  const made = await makeFunction(await makeOrganisation(), { code });
  await startJobs();
  const { runId } = await runNow(now(made), made.id, { isDryRun: false });
  await until(async () => (await getRun(made.ctx, runId)).state === "running");
  await runtime().stop();
  begin();
  expect((await getRun(made.ctx, runId)).state).toBe("waiting");
  await runtime().database.writer.$executeRaw`UPDATE function_run SET "draftCode" = 'export default () => "through"' WHERE id = ${runId}`;
  await startJobs();
  await until(async () => (await getRun(made.ctx, runId)).state === "returned");
  expect((await getRun(made.ctx, runId)).resultText).toBe('"through"');
});

test("an import is checked, and its rows brought in; one whose process died is found, and carried on with", async () => {
  begin();
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const ctx = makeContext(organisation);
  const place = { eventId: event.id, resource: "visitors" as const };
  await startJobs();
  const ref = { ...place, importId: (await createImport(ctx, { ...place, fileName: "people.csv", bytes: Buffer.from("Reference,E-mail\nr1,a@a.example\n") })).id };
  const state = async () => (await getImport(ctx, ref)).state;
  await startCheck(ctx, ref, ["reference", "contact.email"]);
  await until(async () => (await state()) === "checked");
  await startImport(ctx, ref);
  await until(async () => (await state()) === "done");
  expect(await runtime().database.read.visitor.count({ where: { eventId: event.id } })).toBe(1);
  await runtime().database.writer.import.update({ where: { id: ref.importId }, data: { state: "running", position: 0, runner: "dead", runnerUntil: new Date(0) } });
  await sendJob((await abandonedImports()).map(importEvent));
  await until(async () => (await state()) === "done");
});

test("with an Inngest server events go to it once it is there, with their ids, and not before", async () => {
  const told: { id: string; name: string; data: unknown }[] = [];
  let isUp = false;
  // What of a server this process talks to, and no more: the whole is what `npm run conformance` is for.
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      if (isUp && request.url?.startsWith("/e/")) told.push(...JSON.parse(body));
      response.writeHead(isUp ? 200 : 503, { "Content-Type": "application/json" }).end(JSON.stringify({ ids: ["1"], status: 200 }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  begin({ inngestDev: true, inngestBaseUrl: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` });
  await startJobs();
  await sendJob({ name: "mail/queued", id: "one", data: { mailId: "none" } });
  await sleep(0);
  isUp = true;
  await until(async () => told.length > 0);
  expect(told).toMatchObject([{ name: "mail/queued", id: "one", data: { mailId: "none" } }]);
  await until(async () => (await runtime().database.read.jobEvent.count({ where: { deliveredAt: null } })) === 0);
  server.closeAllConnections();
  server.close();
});

test("without an Inngest server there is nothing at its address", async () => {
  begin();
  expect((await serveJobs(new Request("http://localhost/api/inngest", { method: "PUT" }))).status).toBe(404);
});

test("with one, a call that is not signed by it is refused", async () => {
  begin({ inngestSigningKey: `signkey-test-${"0123456789abcdef".repeat(4)}` });
  const call = new Request("http://localhost/api/inngest?fnId=visit-purge&stepId=step", { method: "POST", headers: { host: "localhost", "content-type": "application/json" }, body: "{}" });
  expect((await serveJobs(call)).status).toBe(401);
});

test.each([
  [{ "content-length": "9000000" }, 413],
  [{ "transfer-encoding": "chunked" }, 411],
])("nor is one read that says %o", async (headers, status) => {
  begin({ inngestDev: true, inngestBaseUrl: "http://127.0.0.1:9" });
  const call = new Request("http://localhost/api/inngest?fnId=visit-purge&stepId=step", { method: "POST", headers: { host: "localhost", ...headers }, body: "{}" });
  expect((await serveJobs(call)).status).toBe(status);
});

function begin(more: Partial<ReturnType<typeof readSettings>> = {}): void {
  startRuntime({ ...readSettings(process.env), databaseUrl: database.url, listenUrl: database.url, ...more });
}

const now = (made: MadeFunction) => ({ ...made.ctx, now: new Date() });

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("it did not happen");
    await sleep(10);
  }
}
