import type { Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { conflict, invalid, VisitError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import { audit } from "./audit";
import { functionOf } from "./function-row";
import { maxStateBytes, type StoredInput, type StoredRow } from "./schema";
import { purposes, readable, seal } from "./sealed";
import { bytesOf } from "./stored-state";
import { tell } from "./tell";

/** What a function remembers, without the values. @throws not_found */
export async function listStored(ctx: Context, functionId: string): Promise<StoredRow[]> {
  const { read } = runtime().database;
  await functionOf(read, ctx, functionId);
  return read.functionState.findMany({ where: { functionId }, orderBy: { key: "asc" }, select: { key: true, bytes: true, updatedAt: true } });
}

/** One value, as JSON text; that somebody looked is noted. null: it cannot be decrypted any more. @throws not_found */
export function viewStored(ctx: Context, functionId: string, key: string): Promise<{ json: string | null }> {
  return write(ctx, async (tx) => {
    await functionOf(tx, ctx, functionId);
    const found = await tx.functionState.findUnique({ where: { functionId_key: { functionId, key } } });
    if (!found) throw noValue();
    await audit(tx, ctx, functionId, "stored.view", key);
    return { json: readable(found.sealed, purposes.state(functionId, key)) };
  });
}

/** Sets a value by hand; a run that is at work may set it again when it ends. @throws not_found, validation_failed (more than 512 KiB in all) */
export async function saveStored(ctx: Context, functionId: string, { key, json }: StoredInput): Promise<void> {
  await write(ctx, async (tx) => {
    await functionOf(tx, ctx, functionId);
    const columns = await columnsOf(tx, ctx, functionId, key, JSON.stringify(JSON.parse(json)));
    await tx.functionState.upsert({ where: { functionId_key: { functionId, key } }, create: { functionId, key, ...columns }, update: columns });
    await audit(tx, ctx, functionId, "stored.edit", key);
  });
  tell(ctx.organisationId, `functions:${functionId}`);
}

/** @returns the value as it was sealed, for who wants it back: to be looked at by nobody; null when it could not be decrypted any more. @throws not_found */
export async function deleteStored(ctx: Context, functionId: string, key: string): Promise<{ sealed: string | null }> {
  const sealed = await write(ctx, async (tx) => {
    await functionOf(tx, ctx, functionId);
    const found = await tx.functionState.findUnique({ where: { functionId_key: { functionId, key } }, select: { sealed: true } });
    if (!found) throw noValue();
    await tx.functionState.delete({ where: { functionId_key: { functionId, key } } });
    await audit(tx, ctx, functionId, "stored.edit", `${key} (deleted)`);
    return found.sealed;
  });
  tell(ctx.organisationId, `functions:${functionId}`);
  return { sealed: readable(sealed, purposes.state(functionId, key)) === null ? null : sealed };
}

/** Brings a deleted value back, as `deleteStored` gave it. @throws not_found, conflict (it was set again), validation_failed (more than 512 KiB in all) */
export async function putBackStored(ctx: Context, functionId: string, { key, sealed }: { key: string; sealed: string }): Promise<void> {
  await write(ctx, async (tx) => {
    await functionOf(tx, ctx, functionId);
    const json = readable(sealed, purposes.state(functionId, key));
    if (json === null) throw noValue();
    if (await tx.functionState.findUnique({ where: { functionId_key: { functionId, key } }, select: { key: true } })) throw conflict("It was set again in the meantime.");
    await tx.functionState.create({ data: { functionId, key, ...(await columnsOf(tx, ctx, functionId, key, json)) } });
    await audit(tx, ctx, functionId, "stored.edit", `${key} (put back)`);
  });
  tell(ctx.organisationId, `functions:${functionId}`);
}

async function columnsOf(tx: Transaction, { now }: Context, functionId: string, key: string, json: string): Promise<{ sealed: string; bytes: number; updatedAt: Date }> {
  const bytes = bytesOf(key, json);
  await tx.$executeRaw`SELECT FROM function WHERE id = ${functionId} FOR NO KEY UPDATE`; // runs that end add to it under the same lock
  const { _sum: others } = await tx.functionState.aggregate({ where: { functionId, key: { not: key } }, _sum: { bytes: true } });
  if ((others.bytes ?? 0) + bytes > maxStateBytes) throw invalid({ field: "json", error: "too_long", description: `the state of a function holds at most ${maxStateBytes / 1024} KiB` });
  return { sealed: seal(json, purposes.state(functionId, key)), bytes, updatedAt: now };
}

const noValue = () => new VisitError("not_found", "There is no such value.");
