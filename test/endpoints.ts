import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { handleEndpoint } from "@/lib/functions/endpoint/serve";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { updateSettings } from "@/lib/functions/manage";
import { listRuns } from "@/lib/functions/runs";
import { sandbox } from "@/lib/functions/sandbox";
import { SettingsInput, type RunRow } from "@/lib/functions/schema";
import { makeFunction, type MadeFunction } from "./functions";
import { makeOrganisation, type MadeOrganisation } from "./makers";

/** A published endpoint function. `address`: without, `link`: with the token that protects it. */
export type MadeEndpoint = MadeFunction & { organisation: MadeOrganisation; key: MadeFunction["key"]; address: string; link: string; token: string };

/** Endpoint functions over HTTP, as `server.ts` serves them. @returns their origin, and how to end it */
export async function serveEndpoints(): Promise<{ origin: string; close: () => void }> {
  while (sandbox().idle < 2) await sleep(20); // a caller's patience is not for workers that are being loaded; one is kept for other organisations
  const server = createServer(getRequestListener((request, { incoming }) => handleEndpoint(request, { address: incoming.socket.remoteAddress })));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, close };
}

/** @param settings  what differs from how a new function is set */
export async function makeEndpoint(origin: string, code: string, settings: Partial<SettingsInput> = {}, organisation?: MadeOrganisation): Promise<MadeEndpoint> {
  const owner = organisation ?? (await makeOrganisation());
  const made = await makeFunction(owner, { code, kind: "endpoint", now: new Date() });
  const key = `call-${newId()}`;
  const usual = { name: "Endpoint", key, apiKeyId: made.key.id, timeoutMs: 20_000, memoryBytes: 64 * 1024 * 1024 };
  await updateSettings(made.ctx, made.id, SettingsInput.parse({ ...usual, ...settings }));
  const address = `${origin}/endpoint/${owner.id}/${settings.key ?? key}`;
  const token = made.linkToken ?? "";
  return { ...made, organisation: owner, address, link: `${address}/${token}`, token };
}

export async function runsOf({ ctx, id }: MadeEndpoint): Promise<RunRow[]> {
  return (await listRuns(ctx, { functionId: id })).runs;
}

/** All that the database keeps of a function's runs, as text. */
export async function storedOf({ id }: MadeEndpoint): Promise<string> {
  const rows = await runtime().database.query<{ row: unknown }>("stored runs", `SELECT to_jsonb(r) AS row FROM function_run r WHERE "functionId" = $1`, [id]);
  return JSON.stringify(rows);
}
