import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/accounts/password";
import { defaultRoles } from "@/lib/accounts/roles";
import { deleteKey } from "@/lib/api-keys/delete-key";
import { rotateKey } from "@/lib/api-keys/rotate-key";
import type { KeyManager } from "@/lib/api-keys/save-key";
import { newSecret } from "@/lib/api-keys/secret";
import { write } from "@/lib/core/db";
import { readSettings } from "@/lib/core/env.mjs";
import { isVisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { apiKeyRows } from "@/prisma/seed/api-key";
import { copyRows } from "@/prisma/seed/copy";
import { actionCalled } from "@/test/actions";
import { Browser } from "@/test/browser";
import { ServerProcess } from "./server-process";
import { report, sized } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

let stage: Stage;
let troupe: Troupe;
let servers: ServerProcess[] = [];
let administrator: Browser;

beforeAll(async () => {
  stage = await openStage();
  servers = [stage.server, await ServerProcess.start(stage.url)];
  startRuntime(readSettings({ DATABASE_URL: stage.url })); // for the verbs below, as a third process that shares nothing with the two; Disable is pressed on a page
  troupe = await foundTroupe(stage.client, "revoke");
  administrator = await signedInAdministrator();
}, 120_000);
afterAll(async () => {
  await runtime().stop();
  await servers[1]?.stop();
  await stage?.close();
});

/** Each says whether it was done: an overloaded machine may answer that nothing was, and to try again. */
const ways: Record<string, (keyId: string) => Promise<boolean>> = {
  Disable: async (keyId) => {
    const answer = await administrator.act(`/organisation/api/keys/${keyId}`, actionCalled("api/keys/actions", "changeState"), [keyId, "Disabled"]);
    return /"kind":"done"/.test(await answer.text());
  },
  "Rotate, now": (keyId) => isDone(rotateKey(manager(), keyId, "now")),
  Delete: (keyId) => isDone(deleteKey(manager(), keyId, "To be revoked")),
};

/** A request as the client saw it; times of `performance.now()`. */
type Asked = { server: number; startedAt: number; status: number };

test.each(Object.keys(ways))("%s: under load on two processes no request that began a second later is accepted", async (way) => {
  for (let round = 0; round < sized(20, 1); round++) {
    const { keyId, authorization } = await makeKey();
    const asked: Asked[] = [];
    const load = startLoad(authorization, asked);
    await expect.poll(() => servers.every((_, server) => asked.filter((request) => request.server === server && request.status === 200).length > 20), { timeout: 20_000 }).toBe(true);
    await pressUntilDone(() => ways[way]?.(keyId));
    const revokedAt = performance.now(); // before any client could have been told so: the answer is only sent after this
    const lateOnes = () => asked.filter(({ startedAt }) => startedAt > revokedAt + 1000);
    await expect.poll(() => lateOnes().length, { timeout: 30_000 }).toBeGreaterThan(20); // however slow the machine is
    await load.stop();

    const late = lateOnes();
    const accepted = asked.filter(({ status }) => status === 200);
    expect(new Set(late.map(({ status }) => status))).toEqual(new Set([401]));
    const lastMs = Math.max(...accepted.map(({ startedAt }) => startedAt)) - revokedAt;
    report(`${way}: ${asked.length} requests, ${accepted.length} accepted, the last begun ${Math.round(lastMs)} ms after; ${late.length} begun more than 1 s after, all 401`);
  }
}, 300_000);

/** As a person would, who is told that nothing was done. */
async function pressUntilDone(press: () => Promise<boolean> | undefined): Promise<void> {
  for (let presses = 0; presses < 6; presses++) if (await press()) return;
  throw new Error("Six presses, and nothing was done.");
}

async function isDone(verb: Promise<unknown>): Promise<boolean> {
  try {
    await verb;
    return true;
  } catch (error) {
    if (isVisitError(error) && error.code === "unavailable") return false;
    throw error;
  }
}

/** Somebody who may manage keys, signed in on the first server's pages. */
async function signedInAdministrator(): Promise<Browser> {
  const { organisationId } = troupe;
  const [id, roleId, password] = [newId(), newId(), "nine warm herrings"];
  const email = `${id}@proof.example`;
  const permissions = defaultRoles.find(({ name }) => name === "Administrator")?.permissions ?? {};
  const passwordHash = await hashPassword(password);
  await write({ organisationId }, async (tx) => {
    await tx.role.create({ data: { id: roleId, organisationId, name: "Administrator", permissions } });
    await tx.account.create({ data: { id, organisationId, roleId, email, name: "Administrator", state: "active", passwordHash } });
  });
  const browser = new Browser(servers[0]?.url ?? "");
  await vi.waitFor(async () => expect((await browser.fetch("/sign-in")).status).toBe(200), { timeout: 60_000, interval: 100 }); // pages come after the API
  expect((await browser.signIn(email, password)).status).toBe(200);
  return browser;
}

async function makeKey(): Promise<{ keyId: string; authorization: string }> {
  const keyId = newId();
  const secret = newSecret();
  const limits = { parallel: 200, queued: 2000 };
  for (const [table, rows] of apiKeyRows(keyId, troupe.organisationId, secret, { comments: "To be revoked", limits })) await copyRows(stage.client, table, rows);
  return { keyId, authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` };
}

/** Clients that ask again and again, half of them each process. */
function startLoad(authorization: string, asked: Asked[]): { stop: () => Promise<unknown> } {
  let isOver = false;
  const client = async (at: number) => {
    const server = at % servers.length;
    while (!isOver) {
      const startedAt = performance.now();
      const response = await fetch(`${servers[server]?.url ?? ""}/create/v2/expos`, { headers: { authorization } });
      await response.arrayBuffer();
      asked.push({ server, startedAt, status: response.status });
    }
  };
  const clients = Array.from({ length: sized(16, 8) }, (_, at) => client(at));
  return {
    stop: () => {
      isOver = true;
      return Promise.all(clients);
    },
  };
}

function manager(): KeyManager {
  const permissions = { events: "write", visitors: "write", partners: "write", organisation: "write", userAccountManagement: "write", functions: "write" } as const;
  return { organisationId: troupe.organisationId, actor: { kind: "system" }, events: { kind: "all" }, now: new Date(), account: { id: "", permissions } };
}
