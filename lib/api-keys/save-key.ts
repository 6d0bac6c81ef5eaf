import type { Permissions } from "@/lib/accounts/permissions";
import { checkExpectation, type Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { forbidden, invalid, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { wallTime } from "@/lib/core/wall-time";
import { instantIn } from "@/lib/core/zone";
import type { KeyInput } from "./key-input";
import { parseRights } from "./read-key";
import { beyond, type Rights } from "./rights";
import { ends, hashSecret, newSecret } from "./secret";
import { tellContact } from "./tell-contact";
import { versionOf } from "./version-of";

/** Who manages keys: the account, with what it may do itself, for nobody grants more than they have. */
export type KeyManager = Context & { account: { id: string; permissions: Permissions } };

/**
 * Makes a key. @returns its secret, which is kept nowhere and cannot be asked for again
 * @throws validation_failed  rights beyond the account's own, an unknown event, or an end that is over
 */
export function createKey(ctx: KeyManager, input: KeyInput): Promise<{ id: string; secret: string }> {
  return write(ctx, async (tx) => {
    const id = newId();
    const secret = newSecret();
    const settings = await settingsOf(tx, ctx, input, null);
    await tx.apiKey.create({
      data: {
        id,
        organisationId: ctx.organisationId,
        createdById: ctx.account.id,
        createdAt: ctx.now,
        ...settings,
        secrets: { create: secretRow(secret, ctx.now) },
        events: { createMany: { data: eventRows(input) } },
      },
    });
    return { id, secret };
  });
}

/**
 * Changes what is set about a key; its secret stays. What it may do afterwards must be within what the account may do.
 * @throws not_found, precondition_failed (somebody else was faster), validation_failed
 */
export async function updateKey(ctx: KeyManager, keyId: string, input: KeyInput): Promise<void> {
  await write(ctx, async (tx) => {
    const key = await keyOf(tx, ctx, keyId);
    checkExpectation(ctx, versionOf(key));
    const settings = await settingsOf(tx, ctx, input, key.expiresAt);
    await tx.apiKeyEvent.deleteMany({ where: { apiKeyId: keyId } });
    await tx.apiKey.update({ where: { id: keyId }, data: { ...settings, events: { createMany: { data: eventRows(input) } } } });
    if (key.state === "Active" && settings.state === "Disabled") await tellContact(tx, ctx, keyId, { kind: "disabled" });
  });
}

/** Disabling is always possible; enabling gives a key its rights anew, so they must be within the account's. @throws not_found, forbidden */
export async function setKeyState(ctx: KeyManager, keyId: string, state: "Active" | "Disabled"): Promise<void> {
  await write(ctx, async (tx) => {
    const key = await keyOf(tx, ctx, keyId);
    if (state === "Active") mustBeWithin(ctx, parseRights(key.rights));
    await tx.apiKey.update({ where: { id: keyId }, data: { state } });
    if (key.state === "Active" && state === "Disabled") await tellContact(tx, ctx, keyId, { kind: "disabled" });
  });
}

/** @throws not_found, also for a key of another organisation */
export async function keyOf(tx: Transaction, ctx: Context, keyId: string) {
  const key = await tx.apiKey.findFirst({ where: { id: keyId, organisationId: ctx.organisationId }, include: { events: { select: { eventId: true } } } });
  if (!key) throw notFound("API key");
  return key;
}

/** @throws forbidden when a key may do what the account may not */
export function mustBeWithin(ctx: KeyManager, rights: Rights): void {
  const labels = beyond(ctx.account.permissions, rights);
  if (labels.length > 0) throw forbidden(`This key may do more than you may yourself: ${labels.join(", ")}.`);
}

export function secretRow(secret: string, createdAt: Date) {
  const { first, last } = ends(secret);
  return { hash: hashSecret(secret), firstCharacters: first, lastCharacters: last, createdAt };
}

/** @param expiresAt  what is set now: an end that is over already is only refused when it is new */
async function settingsOf(tx: Transaction, ctx: KeyManager, input: KeyInput, expiresAt: Date | null) {
  const labels = beyond(ctx.account.permissions, input.rights);
  if (labels.length > 0) throw invalid({ field: "rights", error: "invalid_value", description: `must not exceed your own: ${labels.join(", ")}` });
  const known = await tx.event.count({ where: { organisationId: ctx.organisationId, id: { in: input.events } } });
  if (known !== new Set(input.events).size) throw invalid({ field: "events", error: "invalid_value", description: "must be events of the organisation" });
  const { timezone } = await tx.organisation.findUniqueOrThrow({ where: { id: ctx.organisationId }, select: { timezone: true } });
  const { state, comments, isUsableByFunctions, mayCallFunctions, contactName, contactEmail, contactPhone, rights, parallel, queued, perMinute, waiters } = input;
  return {
    state,
    comments,
    isUsableByFunctions,
    mayCallFunctions,
    contactName,
    contactEmail,
    contactPhone,
    rights,
    expiresAt: endOf(ctx, timezone, input.expiresAt, expiresAt),
    addressScope: input.addresses.length > 0 ? "listed" : input.addressScope,
    addresses: [...new Set(input.addresses.map(({ text }) => text))],
    eventScope: input.events.length > 0 ? "chosen" : input.eventScope,
    limits: Object.fromEntries(Object.entries({ parallel, queued, perMinute, waiters }).filter(([, value]) => value !== undefined)),
  };
}

function endOf(ctx: Context, zone: string, typed: string | null, set: Date | null): Date | null {
  if (typed === null) return null;
  if (set && wallTime(zone, set) === typed) return set; // untouched: also what the field cannot show, its seconds
  const end = instantIn(zone, typed.slice(0, 10), typed.slice(11).padEnd(8, ":00"));
  if (end <= ctx.now) throw invalid({ field: "expiresAt", error: "invalid_value", description: "has passed already: choose a later moment, or set the state to Disabled" });
  return end;
}

function eventRows({ events }: KeyInput): { eventId: string }[] {
  return [...new Set(events)].map((eventId) => ({ eventId }));
}
