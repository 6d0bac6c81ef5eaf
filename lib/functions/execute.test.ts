import { createServer, type IncomingMessage } from "node:http";
import { afterAll, expect, test, vi } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { call } from "@/test/call";
import { addSecret, makeFunction, makeFunctionKey, readSecrets, runHere, type MadeFunction } from "@/test/functions";
import { makeFair, makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { claimRun } from "./claim-run";
import { lookAt } from "./endpoint/await-run";
import { executeClaimed, executeRun } from "./execute";
import { setFunctionState, updateSettings } from "./manage";
import { getRun } from "./runs";
import { SettingsInput } from "./schema";
import { cancelRun, runAgain, runNow } from "./start-run";
import { storeRun } from "./store-run";
import { readState } from "./stored-state";
import { getFunction } from "./verbs";

/** Another system, on a port that the operator lets functions reach. */
const received: { method: string; path: string; authorization: string | undefined; body: string }[] = [];

const outside = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    received.push({ method: request.method ?? "", path: request.url ?? "", authorization: request.headers.authorization, body });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ got: body }));
  });
});
await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
const address = outside.address();
const outsideUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
vi.setConfig({ testTimeout: 60_000 }); // the first run waits for a worker to be loaded
const stop = await startOwnRuntime({ outboundAllow: ["127.0.0.1"] });

afterAll(async () => {
  await stop();
  outside.close();
});

test("a draft runs with its key's rights, and its run tells what it asked for, logged and gave back", async () => {
  const { organisation, event } = await makeFair();
  const made = await makeFunction(organisation, {
    isDraft: true,
    code: `export default async function ({ expoId }) {
      const visitor = await visit.visitors.create(expoId, { contact: { firstName: "Ada", email: "ada@example.org" }, registrationState: "invited" });
      console.log("made", visitor.contact.firstName);
      return { id: visitor.id, method: visitor.method };
    }`,
  });
  const run = await runHere(made, { event: JSON.stringify({ expoId: event.id }) });
  expect(run).toMatchObject({ state: "returned", trigger: "manual", version: null, error: null, log: [{ level: "log", text: "made Ada" }] });
  expect(run.calls).toMatchObject([{ door: "visit", method: "POST", target: `/visitors/${event.id}`, status: 201, isDry: false }]);
  const { id } = JSON.parse(run.resultText ?? "{}");
  expect(await runtime().database.read.visitor.findUnique({ where: { id } })).toMatchObject({ organisationId: organisation.id, eventId: event.id });
  expect(await runtime().database.read.change.findFirst({ where: { resource: "visitors", recordId: id } })).toMatchObject({ actor: `function:${made.key.id}` });
});

test("the rights are the key's at each call: a foreign event is as good as none, and what was taken away is gone", async () => {
  const { organisation } = await makeFair();
  const foreign = await makeFair();
  const made = await makeFunction(organisation, {
    key: await makeFunctionKey(organisation, { rights: { "*": "read" }, addresses: ["192.0.2.7"] }),
    code: `const attempt = (work) => work().then(() => "done", ({ name, status }) => name + " " + status);
    export default async function ({ own, foreign }) {
      return [await attempt(() => visit.visitors.list(foreign)), await attempt(() => visit.visitors.list(own)), await attempt(() => visit.visitors.create(own, {}))];
    }`,
  });
  const event = await runtime().database.read.event.findFirstOrThrow({ where: { organisationId: organisation.id } });
  const run = await runHere(made, { event: JSON.stringify({ own: event.id, foreign: foreign.event.id }) });
  expect(run.resultText).toBe(JSON.stringify(["VisitError 400", "done", "VisitError 403"]));
});

test("no header makes a request from outside one of a function", async () => {
  const { organisation, event } = await makeFair();
  const key = await makeFunctionKey(organisation);
  const answer = await call(`GET /create/v2/visitors/${event.id}`, { headers: { "x-visit-caller": key.id, caller: key.id, "x-visit-peer": `${key.id} function` } });
  expect(answer.status).toBe(401);
});

test("an error names the line of the user's own code", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default async function () {\n  const nothing = undefined;\n  return nothing.length;\n}` });
  expect(await runHere(made)).toMatchObject({ state: "threw", error: { name: "TypeError", line: 3 }, resultText: null });
});

test("state is kept when the run ends well, and only then", async () => {
  const made = await makeFunction(await makeOrganisation(), {
    code: `export default async function ({ fails }) {
      const count = (await state.get("count")) ?? 0;
      await state.set("count", count + 1);
      await state.delete("old");
      if (fails) throw new Error("too bad");
      return count;
    }`,
  });
  expect((await runHere(made, { event: `{"fails": false}` })).resultText).toBe("0");
  expect(await runHere(made, { event: `{"fails": true}` })).toMatchObject({ state: "threw", error: { message: "too bad" } });
  expect((await runHere(made, { event: `{"fails": false}` })).resultText).toBe("1");
  expect(await readState(made.id)).toEqual(new Map([["count", "2"]]));
  const [row] = await runtime().database.read.functionState.findMany({ where: { functionId: made.id } });
  expect(row?.sealed).toMatch(/^1\./);
});

test("a state beyond 512 KiB is refused, and the run can go on without it", async () => {
  const made = await makeFunction(await makeOrganisation(), {
    code: `export default async function () {
      await state.set("a", "x".repeat(500 * 1024));
      return state.set("b", "x".repeat(20 * 1024)).catch(({ name }) => name);
    }`,
  });
  expect((await runHere(made)).resultText).toBe(`"RangeError"`);
  expect([...(await readState(made.id)).keys()]).toEqual(["a"]);
});

test("what is replaced or deleted leaves its room, and what is kept does not", async () => {
  const made = await makeFunction(await makeOrganisation(), {
    code: `export default async function () {
      const large = "x".repeat(500 * 1024);
      await state.set("a", large);
      await state.set("a", large);
      await state.delete("a");
      await state.set("b", large);
    }`,
  });
  expect((await runHere(made)).state).toBe("returned");
  expect([...(await readState(made.id)).keys()]).toEqual(["b"]);
  expect(await runHere(made)).toMatchObject({ state: "threw", error: { name: "RangeError" } });
});

test("of two holders of one run only the present one commits its state", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default async () => { await state.set("runs", ((await state.get("runs")) ?? 0) + 1); }` });
  const { runId } = await runNow(made.ctx, made.id, { isDryRun: false });
  const first = await claimRun(runId, new Date());
  expect(await executeRun(runId)).toBe("taken");
  await runtime().database.writer.$executeRaw`UPDATE function_run SET "leaseUntil" = now() - interval '1 second' WHERE id = ${runId}`;
  expect(await executeRun(runId)).toBe("done");
  expect(first.kind === "claimed" && (await executeClaimed(first.run))).toBeUndefined();
  expect(await readState(made.id)).toEqual(new Map([["runs", "1"]]));
  expect(await getRun(made.ctx, runId)).toMatchObject({ state: "returned", attempt: 2 });
});

test("two real runs of a task never run beside each other", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default async () => {}` });
  const [one, other] = [await runNow(made.ctx, made.id, { isDryRun: false }), await runNow(made.ctx, made.id, { isDryRun: false })];
  expect((await claimRun(one.runId, new Date())).kind).toBe("claimed");
  expect(await executeRun(other.runId)).toBe("busy");
  expect(await executeRun((await runNow(made.ctx, made.id, { isDryRun: true })).runId)).toBe("done");
});

test("a dry run lists what it would write and writes none of it", async () => {
  const { organisation, event } = await makeFair();
  const made = await makeFunction(organisation, {
    code: `export default async function ({ expoId, url }) {
      const visitor = await visit.visitors.create(expoId, { contact: { firstName: "Ada" } });
      await fetch(url + "/push", { method: "POST", body: JSON.stringify({ id: visitor.id }) });
      await fetch(url + "/read");
      await state.set("cursor", 5);
      await state.delete("old");
      await secrets.set("refresh", "rotated-token");
      return (await visit.visitors.list(expoId)).length;
    }`,
  });
  await addSecret(made, "refresh", "first-token", { isWritable: true });
  received.length = 0;
  const run = await runHere(made, { isDryRun: true, event: JSON.stringify({ expoId: event.id, url: outsideUrl }) });
  expect(run).toMatchObject({ state: "returned", isDryRun: true, resultText: "0" });
  expect(run.calls.map(({ door, method, isDry }) => `${door} ${method} ${isDry ? "dry" : "made"}`)).toEqual(["visit POST dry", "fetch POST dry", "fetch GET made", "state state.set dry", "state state.delete dry", "secrets secrets.set dry", "visit GET made"]);
  expect(run.calls[0]?.body).toBe(`{"contact":{"firstName":"Ada"}}`);
  expect(run.calls.find(({ target }) => target === "cursor")?.body).toBe("5");
  expect(received.map(({ path }) => path)).toEqual(["/read"]);
  expect(await readState(made.id)).toEqual(new Map());
  expect(await readSecrets(made.id)).toEqual(new Map([["refresh", "first-token"]]));
});

test("a dry run is refused what a real one would be: rights, fields, and targets", async () => {
  const { organisation, event, key } = await makeFair();
  const visitor = await call(`POST /create/v2/json/visitors/${event.id}`, { key, body: { registrationState: "invited", contact: { email: "ada@example.org" } } });
  const { id: visitorId } = JSON.parse(visitor.text);
  const reader = await makeFunctionKey(organisation, { rights: { "*": "read" } });
  const code = `export default async function ({ expoId, visitorId, url }) {
    const said = async (work) => { try { await work(); return "done"; } catch (error) { return error.errors?.[0]?.field ?? error.status ?? error.code; } };
    return [
      await said(() => visit.visitors.create(expoId, { contact: { firstName: "Ada" } })),
      await said(() => visit.visitors.create(expoId, { contact: { firstName: 7 } })),
      await said(() => visit.visitors.create("0000000000000", { contact: {} })),
      await said(() => visit.visitors.update(expoId, visitorId, { tags: ["vip"] })),
      await said(() => visit.visitors.delete(expoId, "0000000000000")),
      await said(() => fetch("http://169.254.169.254/", { method: "PUT" })),
    ];
  }`;
  const asked = { isDryRun: true, event: JSON.stringify({ expoId: event.id, visitorId }) };
  const may = await runHere(await makeFunction(organisation, { code }), asked);
  expect(may.resultText).toBe(`["done","contact.firstName","expoId","done",404,"refused"]`);
  expect(may.calls.filter(({ isDry }) => isDry).map(({ method }) => method)).toEqual(["POST", "PUT"]);
  const mayNot = await runHere(await makeFunction(organisation, { code, key: reader }), asked);
  expect(mayNot.resultText).toBe(`[403,403,403,403,403,"refused"]`);
  expect(mayNot.calls.filter(({ isDry }) => isDry)).toEqual([]);
});

test("a secret is masked wherever it would be read, and goes only where it may", async () => {
  const made = await makeFunction(await makeOrganisation(), {
    code: `export default async function ({ url }) {
      const token = await secrets.get("token");
      console.log("token", token, { token }, "Basic " + btoa("user:" + token));
      await fetch(url + "/ok?key=" + encodeURIComponent(token), { headers: { authorization: "Basic " + btoa("user:" + token) } });
      const pinned = await secrets.get("pinned");
      const sent = await fetch(url + "/leak", { method: "POST", body: pinned }).catch(({ name }) => name);
      const hidden = await fetch(url + "/leak?p=" + encodeURIComponent(pinned)).catch(({ name }) => name);
      throw new Error([sent, hidden, token].join(" "));
    }`,
  });
  await addSecret(made, "token", "s3cr3t+/ value");
  await addSecret(made, "pinned", "only-for-the-crm", { allowedHosts: ["crm.example.org"] });
  received.length = 0;
  const run = await runHere(made, { event: JSON.stringify({ url: outsideUrl }) });
  expect(run.error?.message).toBe("TypeError TypeError …");
  expect(JSON.stringify([run.log, run.calls, run.error])).not.toMatch(/s3cr3t|only-for/);
  const [, credentials = ""] = /Basic (\S+)/.exec(run.log[0]?.text ?? "") ?? [];
  expect(Buffer.from(credentials, "base64").toString()).toMatch(/^user:(?!s)/);
  expect(received.map(({ path }) => path)).toEqual(["/ok?key=s3cr3t%2B%2F%20value"]);
});

test("a writable secret is set at once, even by a run that fails; others are not", async () => {
  const made = await makeFunction(await makeOrganisation(), {
    code: `export default async function () {
      await secrets.set("refresh", "rotated-token");
      console.log(await secrets.get("refresh"), "first-token");
      await secrets.set("fixed", "other");
    }`,
  });
  await addSecret(made, "refresh", "first-token", { isWritable: true });
  await addSecret(made, "fixed", "fixed-value");
  const run = await runHere(made);
  expect(run).toMatchObject({ state: "threw", error: { name: "TypeError" }, log: [{ text: "… …" }] });
  expect((await runHere({ ...made }, { code: `export default async () => (await secrets.get("refresh")).split("").reverse().join("")` })).resultText).toBe(`"nekot-detator"`);
});

test("a secret in a result is read nowhere, also after it was changed; only who called an endpoint gets it", async () => {
  const made = await makeFunction(await makeOrganisation(), { kind: "endpoint", code: `export default async () => ({ token: await secrets.get("token") })` });
  await addSecret(made, "token", "s3cr3t-t0ken");
  const drafted = await runHere(made);
  const called = await published(made, "{}");
  const answer = await lookAt(called);
  await runtime().database.writer.functionSecret.deleteMany({ where: { functionId: made.id } });
  for (const id of [drafted.id, called]) expect((await getRun(made.ctx, id)).resultText).toBe(`{"token":"…"}`);
  expect(answer?.ended?.result).toBe(`{"token":"s3cr3t-t0ken"}`);
  expect(await runtime().database.read.functionRun.findUnique({ where: { id: drafted.id }, select: { shownSealed: true } })).toEqual({ shownSealed: null });
});

test("runs side by side cannot store more than 512 KiB together: the one that ends later fails, and stores nothing", async () => {
  const made = await makeFunction(await makeOrganisation(), { kind: "endpoint", code: `export default async ({ name }) => {
    await state.set(name, "x".repeat(300 * 1024));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }` });
  const ids = await Promise.all(["one", "other"].map((name) => stored(made, JSON.stringify({ name }))));
  await Promise.all(ids.map((id) => executeRun(id)));
  const runs = await Promise.all(ids.map((id) => getRun(made.ctx, id)));
  expect(runs.map(({ state }) => state).sort()).toEqual(["returned", "threw"]);
  expect(runs.find(({ state }) => state === "threw")?.error).toMatchObject({ name: "RangeError", message: expect.stringContaining("512 KiB") });
  expect([...(await readState(made.id)).keys()]).toHaveLength(1);
});

test("a run that sets secrets again and again is stopped: each value stays to be masked", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default async () => {
    for (let number = 1; number <= 100; number++) await secrets.set("tries", "value " + number);
    console.log("value 1 and value 100");
    await secrets.set("tries", "one more");
  }` });
  await addSecret(made, "tries", "none yet", { isWritable: true });
  const run = await runHere(made);
  expect(run.error).toMatchObject({ name: "RangeError", message: "A run may set secrets 100 times at most." });
  expect(run.log.map(({ text }) => text)).toEqual(["… and …"]);
  expect(await readSecrets(made.id)).toEqual(new Map([["tries", "value 100"]]));
});

test("a run that is asked to end ends, and one that waits ends at once", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default () => new Promise((resolve) => setTimeout(resolve, 50_000))` });
  const { runId } = await runNow(made.ctx, made.id, { isDryRun: false });
  const waiting = await runNow(made.ctx, made.id, { isDryRun: false });
  const executed = executeRun(runId);
  await cancelRun(made.ctx, waiting.runId);
  expect(await getRun(made.ctx, waiting.runId)).toMatchObject({ state: "cancelled" });
  await expect.poll(async () => (await getRun(made.ctx, runId)).state, patient).toBe("running");
  await cancelRun(made.ctx, runId);
  expect(await executed).toBe("done");
  expect(await getRun(made.ctx, runId)).toMatchObject({ state: "cancelled" });
});

test("while a run is at work its log can be read", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default async () => { console.log("begun"); await new Promise((resolve) => setTimeout(resolve, 50_000)); }` });
  const { runId } = await runNow(made.ctx, made.id, { isDryRun: false });
  const executed = executeRun(runId);
  await expect.poll(async () => (await getRun(made.ctx, runId)).log.map(({ text }) => text), patient).toEqual(["begun"]);
  await cancelRun(made.ctx, runId);
  await executed;
});

test("a process that stops gives its runs back, to be run from their beginning", async () => {
  const made = await makeFunction(await makeOrganisation(), {
    code: `export default async () => {
      if ((await secrets.get("tries")) === "second") return "done";
      await secrets.set("tries", "second"); // what is set stays set, also for a run that comes to nothing
      await new Promise((resolve) => setTimeout(resolve, 50_000));
    }`,
  });
  await addSecret(made, "tries", "first", { isWritable: true });
  const { runId } = await runNow(made.ctx, made.id, { isDryRun: false });
  const stopping = new AbortController();
  const executed = executeRun(runId, { signal: stopping.signal });
  await expect.poll(async () => [...(await readSecrets(made.id)).values()], patient).toEqual(["second"]);
  stopping.abort();
  expect(await executed).toBe("done");
  expect(await getRun(made.ctx, runId)).toMatchObject({ state: "waiting", endedAt: null });
  expect(await executeRun(runId)).toBe("done");
  expect(await getRun(made.ctx, runId)).toMatchObject({ state: "returned", resultText: `"done"`, attempt: 1 }); // what a stop cut short was no try
});

test("what a run logs may hold anything, and is kept", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default () => { console.log("nul \\0 half \\ud800 whole \\u{1f600} \\\\u0000"); throw Object.assign(new Error("\\0\\udfff"), { errors: { "\\0": "\\ud800" } }); }` });
  const run = await runHere(made);
  expect(run.log[0]?.text).toBe("nul \ufffd half \ufffd whole \u{1f600} \\u0000");
  expect(run).toMatchObject({ state: "threw", error: { message: "\ufffd\ufffd" } });
});

test("failures in a row are told once, pause the function, and its recovery is told", async () => {
  const made = await makeFunction(await makeOrganisation(), { kind: "endpoint", code: `export default ({ fails }) => { if (fails) throw new Error("the other side is away"); }` });
  await configure(made, { mailTo: "ops@example.org", mailAfterFailures: "2", pauseAfterFailures: "3" });
  const fail = await published(made, `{"fails": true}`);
  const mails = () => runtime().database.read.mail.findMany({ where: { organisationId: made.ctx.organisationId }, orderBy: { createdAt: "asc" }, select: { subject: true, text: true } });
  expect(await mails()).toEqual([]);
  await executeRun((await runAgain(made.ctx, fail)).runId);
  expect(await mails()).toMatchObject([{ subject: "Sync fails", text: expect.stringContaining("the other side is away") }]);
  await executeRun((await runAgain(made.ctx, fail)).runId);
  expect((await mails()).map(({ subject }) => subject)).toEqual(["Sync fails", "Sync is paused"]);
  expect(await getFunction(made.ctx, made.id)).toMatchObject({ state: "paused", failuresInRow: 3 });
  await setFunctionState(made.ctx, made.id, "active");
  await published(made, `{"fails": false}`);
  expect((await mails()).map(({ subject }) => subject)).toEqual(["Sync fails", "Sync is paused", "Sync works again"]);
  expect(await getFunction(made.ctx, made.id)).toMatchObject({ state: "active", failuresInRow: 0 });
});

test("who was told of the pause hears of the recovery, also when no failure was to be told before", async () => {
  const made = await makeFunction(await makeOrganisation(), { kind: "endpoint", code: `export default ({ fails }) => { if (fails) throw new Error("no"); }` });
  await configure(made, { mailTo: "ops@example.org", mailAfterFailures: "5", pauseAfterFailures: "1" });
  await published(made, `{"fails": true}`);
  await setFunctionState(made.ctx, made.id, "active");
  await published(made, `{}`);
  const mails = await runtime().database.read.mail.findMany({ where: { organisationId: made.ctx.organisationId }, orderBy: { createdAt: "asc" } });
  expect(mails.map(({ subject }) => subject)).toEqual(["Sync is paused", "Sync works again"]);
});

test("a draft that fails counts for nothing", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default () => { throw new Error("still writing it"); }` });
  await configure(made, { pauseAfterFailures: "1" });
  await runHere(made);
  expect(await getFunction(made.ctx, made.id)).toMatchObject({ state: "active", failuresInRow: 0 });
});

test("a function whose key was disabled or taken from functions does not run, and says why", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default () => "ran"` });
  await runtime().database.writer.apiKey.update({ where: { id: made.key.id }, data: { state: "Disabled" } });
  expect(await runHere(made)).toMatchObject({ state: "threw", error: { name: "KeyError", message: expect.stringContaining("is disabled") } });
  await runtime().database.writer.apiKey.delete({ where: { id: made.key.id } });
  expect(await runHere(made)).toMatchObject({ state: "threw", error: { name: "KeyError", message: expect.stringContaining("was deleted") } });
});

test("a run of another organisation does not exist", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: `export default () => 1` });
  const run = await runHere(made);
  const { ctx: stranger } = await makeFunction(await makeOrganisation(), { code: "" , isDraft: true });
  await expect(getRun(stranger, run.id)).rejects.toThrow("There is no such run.");
  await expect(runAgain(stranger, run.id)).rejects.toThrow("There is no such run.");
  await expect(cancelRun(stranger, run.id)).rejects.toThrow("There is no such run.");
  await expect(runNow(stranger, made.id, { isDryRun: true })).rejects.toThrow("There is no such function.");
});

const patient = { timeout: 40_000 };

/** Runs the published version with this event: as an endpoint's call would, but for the call. @returns the run's id */
async function published(made: MadeFunction, event: string): Promise<string> {
  const runId = await stored(made, event);
  await executeRun(runId);
  return runId;
}

function stored({ id, ctx }: MadeFunction, event: string): Promise<string> {
  const at = new Date();
  return storeRun(runtime().database.writer, { organisationId: ctx.organisationId, functionId: id, trigger: "endpoint", code: { version: 1 }, event, at, now: at });
}

async function configure({ id, ctx, key }: MadeFunction, more: Record<string, string>): Promise<void> {
  const { key: own } = await getFunction(ctx, id);
  await updateSettings(ctx, id, SettingsInput.parse({ name: "Sync", key: own ?? "", apiKeyId: key.id, timeoutMs: 5000, memoryBytes: 64 * 1024 * 1024, ...more }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
