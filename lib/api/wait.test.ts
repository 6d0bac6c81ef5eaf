import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { Feed } from "@/lib/api/feed";
import { handler } from "@/lib/api/handle";
import { operation } from "@/lib/api/operation";
import { write } from "@/lib/core/db";
import { runtime } from "@/lib/core/runtime";
import type { Page } from "@/lib/core/wire";
import { call } from "@/test/call";
import { makeEvent, makeFair, makeKey, type MadeFair } from "@/test/makers";

const reads = { count: 0 };
/** A list over real rows and real revisions, which counts how often it is read. */
const handle = handler([
  operation({
    id: "registrationTypes.list",
    kind: "list",
    method: "GET",
    path: "/registrationTypes/{expoId}",
    access: "registrationTypes:read",
    summary: "",
    input: z.object({ expoId: z.string(), fromRevision: z.int().min(0).default(0), limit: z.int().default(100), wait: z.int().min(0).max(30).default(0) }),
    output: z.object({ id: z.string(), revision: z.int() }),
    run: async (ctx, { expoId, fromRevision }) => {
      reads.count++;
      const [row] = await runtime().database.query<{ json: string; count: number; last: string | null; horizon: string }>("wait test", text, [ctx.organisationId, expoId, fromRevision]);
      if (!row) throw new Error("no row");
      return { json: row.json, count: row.count, lastRevision: row.last === null ? null : BigInt(row.last), horizon: BigInt(row.horizon) };
    },
  }),
]);
const text = `
  SELECT coalesce(json_agg(json_build_object('id', id, 'revision', revision) ORDER BY revision), '[]')::text AS json, count(*)::int AS count, max(revision)::text AS last,
         (SELECT "lastRevision" FROM organisation WHERE id = $1)::text AS horizon
    FROM registration_type WHERE "organisationId" = $1 AND "eventId" = $2 AND revision >= $3::bigint`;

test("nothing comes: the answer is empty, after the time asked for", async () => {
  const fair = await makeFair();
  const began = performance.now();
  const answer = await wait(fair, 1);
  expect([answer.status, answer.text]).toEqual([200, "[]"]);
  expect(performance.now() - began).toBeGreaterThanOrEqual(990);
  expect(answer.headers.get("x-next-revision")).toBe(String(await next(fair)));
});

test("something comes: it is answered at once, with where to go on", async () => {
  const fair = await makeFair();
  const waiting = wait(fair, 20);
  await held(fair);
  const began = performance.now();
  await rename(fair, "Press");
  const answer = await waiting;
  expect(performance.now() - began).toBeLessThan(900); // the sweep would need a second
  expect(answer.json).toMatchObject([{ id: fair.event.pressType.id }]);
  expect(answer.headers.get("x-next-revision")).toBe(String(await next(fair)));
});

test("a crowd waiting for the same reads once for each wake", async () => {
  const fair = await makeFair();
  const key = await makeKey(fair.organisation, { limits: { parallel: 10, queued: 100, waiters: 100 } });
  const from = await next(fair);
  const crowd = Array.from({ length: 60 }, () => wait({ ...fair, key }, 20, from));
  await expect.poll(() => holders(fair)).toBe(60);
  await pause(50);
  const before = reads.count;
  await rename(fair, "Media");
  const answers = await Promise.all(crowd);
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(answers[0]?.json).toHaveLength(1);
  expect(reads.count - before).toBeLessThanOrEqual(2);
});

test("who waits is not at work: its parallel place goes to others", async () => {
  const fair = await makeFair();
  const key = await makeKey(fair.organisation, { limits: { parallel: 1, queued: 0 } });
  const waiting = wait({ ...fair, key }, 20);
  await held(fair);
  expect((await call(`GET /create/v2/registrationTypes/${fair.event.id}`, { key, handle })).status).toBe(200);
  await rename(fair, "Press");
  expect((await waiting).status).toBe(200);
});

test("a client that goes away is let go", async () => {
  const fair = await makeFair();
  const gone = new AbortController();
  const waiting = call(`GET /create/v2/registrationTypes/${fair.event.id}?fromRevision=${await next(fair)}&wait=30`, { key: fair.key, handle, signal: gone.signal });
  await held(fair);
  gone.abort();
  await waiting;
  expect(holders(fair)).toBe(0);
});

test("a key disabled while it waits learns nothing more", async () => {
  const fair = await makeFair();
  const waiting = wait(fair, 20);
  await held(fair);
  await runtime().database.writer.apiKey.update({ where: { id: fair.key.id }, data: { state: "Disabled" } });
  await pause(510);
  await rename(fair, "Press");
  expect((await waiting).status).toBe(401);
});

test.each(["31", "-1", "x"])("wait=%s is no time", async (seconds) => {
  const { event, key } = await makeFair();
  const answer = await call(`GET /create/v2/registrationTypes/${event.id}?wait=${seconds}`, { key, handle });
  expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ field: "wait", description: `wait must be between 0 and 30, got ${seconds}` }] }]);
});

test("news of other resources and other events wake nobody", async () => {
  const fair = await makeFair();
  const own = new Feed(runtime().database, runtime().settings.listenUrl, 60_000); // the sweep reads whatever it was that changed
  const page = await pageOf(fair);
  const woken: string[] = [];
  const holdFor = (identity: string, resource: string, eventId?: string) =>
    own.wait({ organisationId: fair.organisation.id, resource, identity, ...(eventId !== undefined && { eventId }) }, page, async () => (woken.push(identity), { ...page, count: identity === "mine" ? 1 : 0 }), 20_000, new AbortController().signal);
  const waiting = [holdFor("mine", "registrationTypes", fair.event.id), holdFor("other event", "registrationTypes", "0000000000000"), holdFor("other resource", "visitors", fair.event.id), holdFor("every event", "registrationTypes")];
  await expect.poll(() => woken).toContain("mine"); // once the connection listens, all look
  await Promise.race(waiting);
  woken.length = 0;
  waiting[0] = holdFor("mine", "registrationTypes", fair.event.id);
  await write({ organisationId: fair.organisation.id }, (tx) => tx.registrationType.update({ where: { id: fair.event.pressType.id }, data: { name: "Media" } }));
  await waiting[0];
  expect(woken.sort()).toEqual(["every event", "mine"]);
  await own.stop();
});

test("what no announcement told of is found by the sweep", async () => {
  const fair = await makeFair();
  const nowhere = new Feed(runtime().database, "postgresql://visit@127.0.0.1:1/none"); // nobody listens
  const page = await pageOf(fair);
  const waiting = nowhere.wait({ organisationId: fair.organisation.id, resource: "registrationTypes", eventId: fair.event.id, identity: "" }, page, async () => ({ ...page, count: 1 }), 20_000, new AbortController().signal);
  await rename(fair, "Press");
  expect((await waiting).count).toBe(1);
  await nowhere.stop();
});

test("a stopping server answers all who wait, and holds nobody else", async () => {
  const fair = await makeFair();
  const own = new Feed(runtime().database, runtime().settings.listenUrl);
  const page = await pageOf(fair);
  const hold = () => own.wait({ organisationId: fair.organisation.id, resource: "registrationTypes", identity: "" }, page, async () => page, 20_000, new AbortController().signal);
  const waiting = hold();
  own.release();
  expect(await waiting).toBe(page);
  expect(await hold()).toBe(page);
  await own.stop();
});

async function wait(fair: MadeFair, seconds: number, from?: bigint) {
  return call(`GET /create/v2/registrationTypes/${fair.event.id}?fromRevision=${from ?? (await next(fair))}&wait=${seconds}`, { key: fair.key, handle });
}

async function next({ organisation }: MadeFair): Promise<bigint> {
  const { lastRevision } = await runtime().database.read.organisation.findUniqueOrThrow({ where: { id: organisation.id } });
  return lastRevision + 1n;
}

async function pageOf(fair: MadeFair): Promise<Page> {
  return { json: "[]", count: 0, lastRevision: null, horizon: (await next(fair)) - 1n };
}

/** Changes something of another event first: it concerns nobody here. */
async function rename({ organisation, event }: MadeFair, name: string): Promise<void> {
  await makeEvent(organisation);
  await write({ organisationId: organisation.id }, (tx) => tx.registrationType.update({ where: { id: event.pressType.id }, data: { name } }));
}

async function held(fair: MadeFair): Promise<void> {
  await expect.poll(() => holders(fair)).toBe(1);
}

function holders({ organisation }: MadeFair): number {
  const found = runtime().parts.get("feed");
  return found instanceof Feed ? found.holding(organisation.id) : 0;
}
