import { createHash, randomBytes } from "node:crypto";
import type { Prisma } from "@/lib/generated/prisma/client";
import { mustBeWithin, type KeyManager } from "@/lib/api-keys/save-key";
import { parseRights } from "@/lib/api-keys/read-key";
import { checkExpectation, type Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { conflict, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { audit } from "./audit";
import { caps } from "./caps";
import { changedSettings } from "./changed-settings";
import { functionOf, noFunction, scheduleOf, type StoredFunction } from "./function-row";
import { firstRun } from "./schedule-times";
import { defaultMemoryBytes, defaultTimeoutMs, intervals, Key, type FunctionInput, type SettingsInput } from "./schema";
import { purposes, seal } from "./sealed";
import { tell } from "./tell";

/** Who writes functions: the account, with what it may do itself, for code acts with its key's rights and nobody grants more than they have. */
export type FunctionManager = KeyManager;

/**
 * Makes a function that is not published yet, so it does not run by itself.
 * @returns for an endpoint the token of its link, of which only a hash is kept
 * @throws validation_failed (`key`, `apiKeyId`), forbidden (an API key that may do more than the account)
 */
export async function createFunction(ctx: FunctionManager, { name, kind, key, apiKeyId, code }: FunctionInput): Promise<{ id: string; linkToken?: string }> {
  const id = newId();
  const token = newToken();
  await write(ctx, async (tx) => {
    await checkKey(tx, ctx, apiKeyId);
    if (kind === "endpoint") await mustBeFree(tx, ctx, key);
    const { timezone } = await tx.organisation.findUniqueOrThrow({ where: { id: ctx.organisationId }, select: { timezone: true } });
    await tx.apiFunction.create({
      data: {
        id,
        organisationId: ctx.organisationId,
        kind,
        name,
        apiKeyId,
        draft: code,
        draftSavedAt: ctx.now,
        draftSavedById: ctx.account.id,
        createdAt: ctx.now,
        createdById: ctx.account.id,
        zone: timezone,
        mailTo: [],
        timeoutMs: Math.min(defaultTimeoutMs[kind], caps().timeoutMs),
        memoryBytes: Math.min(defaultMemoryBytes, caps().memoryBytes),
        ...(kind === "endpoint" ? { key, linkTokenHash: hashToken(token) } : { everyMinutes: 9 }),
      },
    });
    await audit(tx, ctx, id, "create", name);
  });
  tell(ctx.organisationId, `functions:${id}`);
  return { id, ...(kind === "endpoint" && { linkToken: token }) };
}

/** @throws not_found, precondition_failed (somebody else was faster), validation_failed, forbidden */
export async function updateSettings(ctx: FunctionManager, functionId: string, input: SettingsInput): Promise<void> {
  await change(ctx, functionId, async (tx, found) => {
    if (input.apiKeyId !== found.apiKeyId) await checkKey(tx, ctx, input.apiKeyId);
    for (const [field, cap] of [["timeoutMs", caps().timeoutMs], ["memoryBytes", caps().memoryBytes]] as const) {
      if (input[field] > cap) throw invalid({ field, error: "out_of_range", description: `must be at most ${cap}` });
    }
    const { name, apiKeyId, timeoutMs, memoryBytes, mailTo, mailAfterFailures, pauseAfterFailures } = input;
    const own = found.kind === "task" ? taskColumns(input, found, ctx.now) : await endpointColumns(tx, ctx, input, found);
    const columns = { name, apiKeyId, timeoutMs, memoryBytes, mailTo, mailAfterFailures, pauseAfterFailures, ...own };
    const changed = changedSettings(found, columns);
    if (changed.length > 0) await audit(tx, ctx, functionId, "settings", changed.join(", "));
    return columns;
  });
}

/** Keeps what is being written; nothing runs it but Run now. @returns the revision that the next save should expect. @throws not_found, precondition_failed */
export function saveDraft(ctx: FunctionManager, functionId: string, { code }: { code: string }): Promise<{ revision: number }> {
  return change(ctx, functionId, async () => ({ draft: code, draftSavedAt: ctx.now, draftSavedById: ctx.account.id }));
}

/**
 * Makes the draft the version that runs. A task without a version before begins at once.
 * @throws not_found, precondition_failed, conflict (published already), forbidden (its API key may do more than the account)
 */
export async function publish(ctx: FunctionManager, functionId: string, { note }: { note: string }): Promise<{ number: number }> {
  let number = 0;
  await change(ctx, functionId, async (tx, found) => {
    const newest = await tx.functionVersion.findFirst({ where: { functionId }, orderBy: { number: "desc" } });
    await mayActWith(tx, ctx, found.apiKeyId);
    if (newest && newest.number === found.publishedVersion && newest.code === found.draft) throw conflict("This code is published already.");
    number = (newest?.number ?? 0) + 1;
    await tx.functionVersion.create({ data: { functionId, number, code: found.draft, note, publishedAt: ctx.now, publishedById: ctx.account.id } });
    await audit(tx, ctx, functionId, "publish", `version ${number}`);
    return { publishedVersion: number, ...(found.publishedVersion === null && beginning(found, ctx.now)) };
  });
  return { number };
}

/**
 * Brings the code of a version back as the draft, to be published anew.
 * @returns `code`: the draft it is now; `replaced`: the one it was, for who wants that back
 * @throws not_found, precondition_failed
 */
export async function restore(ctx: FunctionManager, functionId: string, number: number): Promise<{ revision: number; code: string; replaced: string }> {
  let drafts = { code: "", replaced: "" };
  const { revision } = await change(ctx, functionId, async (tx, found) => {
    const version = await tx.functionVersion.findUnique({ where: { functionId_number: { functionId, number } } });
    if (!version) throw noFunction();
    drafts = { code: version.code, replaced: found.draft };
    await audit(tx, ctx, functionId, "restore", `version ${number}`);
    return { draft: version.code, draftSavedAt: ctx.now, draftSavedById: ctx.account.id };
  });
  return { revision, ...drafts };
}

/**
 * Switches a function off, or on again: also one that Visit paused, whose failures are then forgotten.
 * @throws not_found, forbidden (on again: its API key may do more than the account)
 */
export async function setFunctionState(ctx: FunctionManager, functionId: string, state: "active" | "disabled"): Promise<void> {
  await change(ctx, functionId, async (tx, found) => {
    if (state === "active") await mayActWith(tx, ctx, found.apiKeyId);
    await audit(tx, ctx, functionId, "state", state);
    if (state === "disabled") return { state, nextRunAt: null };
    return { state, failuresInRow: 0, ...(found.state !== "active" && found.publishedVersion !== null && beginning(found, ctx.now)) };
  });
}

/** Deletes a function with its versions, runs, secrets and state. Who did is kept. @throws not_found */
export async function deleteFunction(ctx: FunctionManager, functionId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { name } = await functionOf(tx, ctx, functionId);
    await tx.apiFunction.delete({ where: { id: functionId } });
    await audit(tx, ctx, functionId, "delete", name);
  });
  tell(ctx.organisationId, `functions:${functionId}`);
}

/** A new token for an endpoint's link; the old one opens nothing from now on. @throws not_found, conflict (a task has none) */
export async function renewLinkToken(ctx: FunctionManager, functionId: string): Promise<{ linkToken: string }> {
  const linkToken = newToken();
  await change(ctx, functionId, async (tx, found) => {
    if (found.kind !== "endpoint") throw conflict("A background task has no link.");
    await audit(tx, ctx, functionId, "link.renew");
    return { linkTokenHash: hashToken(linkToken) };
  });
  return { linkToken };
}

/** SHA-256, hex: how a token is kept. It has 192 random bits, so a slow hash would add nothing. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

type Columns = Prisma.ApiFunctionUncheckedUpdateInput;

/** One change of a function under its lock; its revision moves. */
async function change(ctx: Context, functionId: string, work: (tx: Transaction, found: StoredFunction) => Promise<Columns>): Promise<{ revision: number }> {
  const changed = await write(ctx, async (tx) => {
    await tx.$executeRaw`SELECT FROM function WHERE id = ${functionId} AND "organisationId" = ${ctx.organisationId} FOR NO KEY UPDATE`; // runs count failures on this row
    const found = await functionOf(tx, ctx, functionId);
    checkExpectation(ctx, String(found.revision));
    const columns = await work(tx, found);
    return tx.apiFunction.update({ where: { id: functionId }, data: { ...columns, revision: found.revision + 1 }, select: { revision: true } });
  });
  tell(ctx.organisationId, `functions:${functionId}`);
  return changed;
}

/** A key must be of the organisation, active, marked for functions, and within what the account may do itself. */
async function checkKey(tx: Transaction, ctx: FunctionManager, apiKeyId: string): Promise<void> {
  const key = await tx.apiKey.findFirst({ where: { id: apiKeyId, organisationId: ctx.organisationId } });
  const refusal = !key ? "must be one of the list" : !key.isUsableByFunctions ? "is not marked as usable by functions" : key.state !== "Active" ? "is disabled" : key.expiresAt && key.expiresAt <= ctx.now ? "has expired" : undefined;
  if (refusal !== undefined) throw invalid({ field: "apiKeyId", error: "invalid_value", description: refusal });
  mustBeWithin(ctx, parseRights(key?.rights));
}

/** Who has code of their own carried out does what its key may: another may have chosen that key. @throws forbidden */
export async function mayActWith(db: Pick<Transaction, "apiKey">, ctx: FunctionManager, apiKeyId: string | null): Promise<void> {
  const key = apiKeyId === null ? null : await db.apiKey.findFirst({ where: { id: apiKeyId, organisationId: ctx.organisationId }, select: { rights: true } });
  if (key) mustBeWithin(ctx, parseRights(key.rights));
}

async function mustBeFree(tx: Transaction, ctx: Context, key: string, exceptId?: string): Promise<void> {
  const taken = await tx.apiFunction.findFirst({ where: { organisationId: ctx.organisationId, key, ...(exceptId !== undefined && { id: { not: exceptId } }) }, select: { id: true } });
  if (taken) throw invalid({ field: "key", error: "already_used", description: "is used by another function" });
}

function taskColumns(input: SettingsInput, found: StoredFunction, now: Date): Columns {
  const zone = input.zone || found.zone;
  const columns = input.schedule === "daily" ? { everyMinutes: null, dailyAt: input.dailyAt, zone } : { everyMinutes: intervals.find((minutes) => String(minutes) === input.schedule) ?? 9, dailyAt: null, zone };
  const isSame = columns.everyMinutes === found.everyMinutes && columns.dailyAt === found.dailyAt && columns.zone === found.zone;
  return { ...columns, ...(!isSame && found.nextRunAt && beginning({ ...found, ...columns }, now)) };
}

async function endpointColumns(tx: Transaction, ctx: Context, input: SettingsInput, found: StoredFunction): Promise<Columns> {
  const key = Key.safeParse(input.key);
  if (!key.success) throw invalid({ field: "key", error: "invalid_value", description: key.error.issues[0]?.message ?? "" });
  await mustBeFree(tx, ctx, key.data, found.id);
  const { protection, signatureScheme, signatureHeader, signatureSecret } = input;
  if (protection === "signature") {
    if (signatureScheme === null) throw invalid({ field: "signatureScheme", error: "cannot_be_empty", description: "cannot be empty" });
    if (signatureScheme === "hmac" && signatureHeader === null) throw invalid({ field: "signatureHeader", error: "cannot_be_empty", description: "cannot be empty" });
    const isOther = found.signatureSealed === null || signatureScheme !== found.signatureScheme;
    if (signatureSecret === "" && isOther) throw invalid({ field: "signatureSecret", error: "cannot_be_empty", description: "cannot be empty" });
    const isBase64 = signatureSecret === "" || base64Secret.test(signatureSecret);
    if (signatureScheme === "standardwebhooks" && !isBase64) throw invalid({ field: "signatureSecret", error: "invalid_value", description: "must be base64, such as whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
  }
  return { key: key.data, protection, signatureScheme, signatureHeader, ...(signatureSecret !== "" && { signatureSealed: seal(signatureSecret, purposes.signature(found.id)) }) };
}

/** When a task that may run now begins to; an endpoint never does by itself. */
function beginning(found: Pick<StoredFunction, "kind" | "everyMinutes" | "dailyAt" | "zone" | "state">, now: Date): { nextRunAt?: Date } {
  const schedule = scheduleOf(found);
  return schedule ? { nextRunAt: firstRun(schedule, now) } : {};
}

/** As the Standard Webhooks library reads it: with its padding. */
const base64Secret = /^(?:whsec_)?(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function newToken(): string {
  return randomBytes(24).toString("base64url");
}
