import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteKey } from "@/lib/api-keys/delete-key";
import { rotateKey } from "@/lib/api-keys/rotate-key";
import { type KeyManager, setKeyState } from "@/lib/api-keys/save-key";
import { newSecret } from "@/lib/api-keys/secret";
import { readSettings } from "@/lib/core/env.mjs";
import { isVisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { apiKeyRows } from "@/prisma/seed/api-key";
import { copyRows } from "@/prisma/seed/copy";
import { ServerProcess } from "./server-process";
import { report, sized } from "./size";
import { foundTroupe, openStage, type Stage, type Troupe } from "./stage";

let stage: Stage;
let troupe: Troupe;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  stage = await openStage();
  servers = [stage.server, await ServerProcess.start(stage.url)];
  startRuntime(readSettings({ DATABASE_URL: stage.url })); // the verbs below, as a third process that shares nothing with the two
  troupe = await foundTroupe(stage.client, "revoke");
}, 120_000);
afterAll(async () => {
  await runtime().stop();
  await servers[1]?.stop();
  await stage?.close();
});

const ways: Record<string, (ctx: KeyManager, keyId: string) => Promise<unknown>> = {
  Disable: (ctx, keyId) => setKeyState(ctx, keyId, "Disabled"),
  "Rotate, now": (ctx, keyId) => rotateKey(ctx, keyId, "now"),
  Delete: (ctx, keyId) => deleteKey(ctx, keyId, "To be revoked"),
};

/** A request as the client saw it; times of `performance.now()`. */
type Asked = { server: number; startedAt: number; status: number };

test.each(Object.keys(ways))("%s: under load on two processes no request that began a second later is accepted", async (way) => {
  for (let round = 0; round < sized(20, 1); round++) {
    const { keyId, authorization } = await makeKey();
    const asked: Asked[] = [];
    const load = startLoad(authorization, asked);
    await expect.poll(() => servers.every((_, server) => asked.filter((request) => request.server === server && request.status === 200).length > 20), { timeout: 20_000 }).toBe(true);
    await pressUntilDone(() => ways[way]?.(manager(), keyId));
    const revokedAt = performance.now(); // before any client could have been told so: the answer is only sent after this
    await sleep(2000);
    await load.stop();

    const late = asked.filter(({ startedAt }) => startedAt > revokedAt + 1000);
    const accepted = asked.filter(({ status }) => status === 200);
    expect(late.length).toBeGreaterThan(20);
    expect(new Set(late.map(({ status }) => status))).toEqual(new Set([401]));
    const lastMs = Math.max(...accepted.map(({ startedAt }) => startedAt)) - revokedAt;
    report(`${way}: ${asked.length} requests, ${accepted.length} accepted, the last begun ${Math.round(lastMs)} ms after; ${late.length} begun more than 1 s after, all 401`);
  }
}, 300_000);

/** As a person would: an overloaded machine may say that nothing was done, and to try again. */
async function pressUntilDone(press: () => Promise<unknown> | undefined, triesLeft = 5): Promise<void> {
  try {
    await press();
  } catch (error) {
    if (triesLeft === 0 || !isVisitError(error) || error.code !== "unavailable") throw error;
    await pressUntilDone(press, triesLeft - 1);
  }
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
