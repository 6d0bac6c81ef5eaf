import { Permissions } from "@/lib/accounts/permissions";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { executeRun } from "@/lib/functions/execute";
import { createFunction, publish, type FunctionManager } from "@/lib/functions/manage";
import { getRun } from "@/lib/functions/runs";
import type { Kind, RunDetails } from "@/lib/functions/schema";
import { purposes, seal, unsealText } from "@/lib/functions/sealed";
import { runNow, type RunNow } from "@/lib/functions/start-run";
import { makeContext, makeKey, type MadeKey, type MadeOrganisation } from "./makers";

export const everything = Permissions.parse({ events: "write", visitors: "write", partners: "write", organisation: "write", userAccountManagement: "write", functions: "write" });

/** Somebody who may do everything, as verbs that write functions want to know. `now`: the present unless told. */
export function makeManager(organisation: MadeOrganisation, more: { now?: Date; permissions?: Permissions } = {}): FunctionManager {
  return { ...makeContext(organisation, { now: more.now ?? new Date() }), account: { id: newId(), permissions: more.permissions ?? everything } };
}

/** A key that functions may be given. */
export async function makeFunctionKey(organisation: MadeOrganisation, more: Parameters<typeof makeKey>[1] = {}): Promise<MadeKey> {
  const key = await makeKey(organisation, more);
  await runtime().database.writer.apiKey.update({ where: { id: key.id }, data: { isUsableByFunctions: true } });
  return key;
}

export type MadeFunction = { id: string; ctx: FunctionManager; key: MadeKey; linkToken?: string };

/** A function, published unless told; its key may do everything. */
export async function makeFunction(organisation: MadeOrganisation, more: { code: string; kind?: Kind; key?: MadeKey; isDraft?: boolean; now?: Date }): Promise<MadeFunction> {
  const key = more.key ?? (await makeFunctionKey(organisation));
  const ctx = makeManager(organisation, more);
  const made = await createFunction(ctx, { name: "Sync", kind: more.kind ?? "task", key: more.kind === "endpoint" ? `sync-${newId()}` : "", apiKeyId: key.id, code: more.code });
  if (!more.isDraft) await publish(ctx, made.id, { note: "first" });
  return { ...made, ctx, key };
}

export async function addSecret({ id }: MadeFunction, name: string, value: string, more: { isWritable?: boolean; allowedHosts?: string[] } = {}): Promise<void> {
  await runtime().database.writer.functionSecret.create({ data: { functionId: id, name, sealed: seal(value, purposes.secret(id, name)), updatedAt: new Date(), ...more } });
}

/** A function's secrets by name, with the values that no page shows. */
export async function readSecrets(functionId: string): Promise<Map<string, string>> {
  const rows = await runtime().database.read.functionSecret.findMany({ where: { functionId } });
  return new Map(rows.map(({ name, sealed }) => [name, unsealText(sealed, purposes.secret(functionId, name))]));
}

/** Runs the draft here and now. */
export async function runHere(made: MadeFunction, more: Partial<RunNow> = {}): Promise<RunDetails> {
  const { runId } = await runNow({ ...made.ctx, now: new Date() }, made.id, { isDryRun: false, ...more });
  await executeRun(runId);
  return getRun(made.ctx, runId);
}
