import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Inngest } from "inngest";
import { serve as serveOnNode } from "inngest/node";
import { serve } from "inngest/edge";
import { beforeAll, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { sendJob } from "@/lib/core/jobs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { EmbeddedEngine } from "@/lib/jobs/embedded/engine";
import { outboxFetch } from "@/lib/jobs/embedded/outbox-fetch";
import { ownDatabase } from "@/test/database";
import { events } from "./events";
import { failing } from "./failing";
import { limits } from "./limits";
import type { Scene, Stage } from "./scene";
import { steps } from "./steps";
import { waiting } from "./waiting";

/*
 * What both engines promise. Against the embedded engine always; against an Inngest server on a port of this machine when INNGEST_BASE_URL
 * names one (`npm run conformance`): with INNGEST_SIGNING_KEY and INNGEST_EVENT_KEY one like those in production, else one in development mode.
 */
const serverUrl = process.env.INNGEST_BASE_URL;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
const scenes: Scene[] = [...events, ...steps, ...waiting, ...failing, ...limits];
const plays = new Map<string, () => Promise<void>>();
const patienceMs = serverUrl ? 150_000 : 15_000;

/** Sets the scenes on a stage. @returns their functions */
function rehearse(stage: Stage) {
  return scenes.flatMap(({ promise, make }) => {
    const { functions, play } = make(stage);
    plays.set(promise, play);
    return functions;
  });
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error("it did not happen");
    await sleep(5);
  }
}

beforeAll(() => (serverUrl ? onServer(serverUrl) : onEmbedded()), 60_000); // what it returns takes the stage down

test.each(scenes.map(({ promise }) => promise))("%s", (promise) => plays.get(promise)?.(), patienceMs + 20_000);

/** @returns how to take the stage down */
async function onEmbedded(): Promise<() => Promise<void>> {
  const database = await ownDatabase("migrated");
  const { stop, database: connections } = startRuntime({ ...readSettings(process.env), databaseUrl: database.url, listenUrl: database.url });
  const inngest = new Inngest({ id: "conformance", isDev: true, fetch: outboxFetch(sendJob), logger: silent });
  const left = `SELECT 1 FROM job_event WHERE "deliveredAt" IS NULL UNION ALL SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'job' AND run_at <= now() AND key IS NULL`;
  const quiet = async () => {
    while ((await connections.query("left", left, [])).length > 0) await sleep(5);
  };
  const secondMs = 20;
  const functions = rehearse({ inngest, secondMs, until, quiet });
  const engine = new EmbeddedEngine({ databaseUrl: database.url, handler: serve({ client: inngest, functions }), pace: secondMs / 1000, backoffMs: () => 1000 });
  await engine.start();
  return async () => {
    await engine.stop();
    await stop();
    await database.drop();
  };
}

/** @returns how to take the stage down */
async function onServer(baseUrl: string): Promise<() => Promise<void>> {
  const { INNGEST_SIGNING_KEY: signingKey, INNGEST_EVENT_KEY: eventKey } = process.env;
  const mode = signingKey ? { isDev: false, signingKey, ...(eventKey && { eventKey }) } : { isDev: true };
  const inngest = new Inngest({ id: "conformance", baseUrl, logger: silent, ...mode });
  const functions = rehearse({ inngest, secondMs: 1000, until, quiet: () => sleep(4000) });
  const server: Server = createServer(serveOnNode({ client: inngest, functions }));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!answer.ok) throw new Error(`The server at ${baseUrl} does not take the functions: ${await answer.text()}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await runtime().stop();
  };
}
