import type { Context } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { invalid, VisitError } from "@/lib/core/errors";
import { parseRule } from "@/lib/core/outbound-rules";
import { runtime } from "@/lib/core/runtime";
import { audit } from "./audit";
import { functionOf } from "./function-row";
import type { FunctionManager } from "./manage";
import type { SecretInput, SecretRow } from "./schema";
import { purposes, seal } from "./sealed";
import { tell } from "./tell";
import { namesOf } from "./verbs";

/** The secrets of a function by name, without their values, which nobody sees again. @throws not_found */
export async function listSecrets(ctx: Context, functionId: string): Promise<SecretRow[]> {
  const { read } = runtime().database;
  await functionOf(read, ctx, functionId);
  const rows = await read.functionSecret.findMany({ where: { functionId }, orderBy: { name: "asc" }, omit: { sealed: true } });
  const people = await namesOf(ctx, rows.map(({ updatedById }) => updatedById));
  return rows.map(({ name, isWritable, allowedHosts, updatedAt, updatedById }) => ({ name, isWritable, allowedHosts, updatedAt, updatedBy: people.get(updatedById ?? "") ?? null }));
}

/**
 * Makes a secret, or changes the one with this name; an empty value stays what it was. Where it may be sent can be narrowed without it;
 * who widens that must know the value.
 * @throws not_found, validation_failed (`value`, `allowedHosts`)
 */
export async function saveSecret(ctx: FunctionManager, functionId: string, { name, value, isWritable, allowedHosts }: SecretInput): Promise<void> {
  const wrong = allowedHosts.find((host) => !canBeMet(host));
  if (wrong !== undefined) throw invalid({ field: "allowedHosts", error: "invalid_value", description: `names no host with “${wrong}”: write api.example.org or *.example.org, each with or without a port` });
  await write(ctx, async (tx) => {
    await functionOf(tx, ctx, functionId);
    const known = await tx.functionSecret.findUnique({ where: { functionId_name: { functionId, name } } });
    const isWider = known !== null && known.allowedHosts.length > 0 && (allowedHosts.length === 0 || allowedHosts.some((host) => !known.allowedHosts.includes(host)));
    if (value === "" && (!known || isWider)) throw invalid({ field: "value", error: "cannot_be_empty", description: known ? "must be entered again to allow more hosts" : "cannot be empty" });
    if ((await tx.functionSecret.count({ where: { functionId } })) >= mostSecrets && !known) throw invalid({ field: "name", error: "too_many", description: `a function has at most ${mostSecrets} secrets` });
    const columns = { isWritable, allowedHosts, updatedAt: ctx.now, updatedById: ctx.account.id };
    const sealed = seal(value, purposes.secret(functionId, name));
    if (known) await tx.functionSecret.update({ where: { functionId_name: { functionId, name } }, data: { ...columns, ...(value !== "" && { sealed }) } });
    else await tx.functionSecret.create({ data: { functionId, name, sealed, ...columns } });
    await audit(tx, ctx, functionId, "secret.set", name);
  });
  tell(ctx.organisationId, `functions:${functionId}`);
}

/** @throws not_found */
export async function deleteSecret(ctx: FunctionManager, functionId: string, name: string): Promise<void> {
  await write(ctx, async (tx) => {
    await functionOf(tx, ctx, functionId);
    const { count } = await tx.functionSecret.deleteMany({ where: { functionId, name } });
    if (count === 0) throw new VisitError("not_found", "There is no such secret.");
    await audit(tx, ctx, functionId, "secret.delete", name);
  });
  tell(ctx.organisationId, `functions:${functionId}`);
}

/** Whether a request could ever go to what the rule says: one that nothing meets would fail each run instead of this form. */
function canBeMet(host: string): boolean {
  try {
    const { names, port } = parseRule(host);
    const isName = !names || (names.host.length <= 253 && hostName.test(names.host));
    return isName && (port === undefined || (port >= 1 && port <= 65_535));
  } catch {
    return false; // it says why in words for operators
  }
}

const mostSecrets = 100;
/** The last part of a name is not a number: that would be an address, and a wrong one. */
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
