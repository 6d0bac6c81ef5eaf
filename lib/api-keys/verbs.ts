import type { Prisma } from "@/lib/generated/prisma/client";
import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import type { Level } from "./decide";
import { parseLimits, parseRights } from "./read-key";
import { versionOf } from "./version-of";

export type KeyState = "Active" | "Disabled" | "Expired";
export type KeyFilter = { search?: string | undefined; state?: KeyState | undefined };

/** A key as the list shows it. `first` and `last`: of its newest secret. */
export type KeyRow = {
  id: string;
  comments: string;
  state: KeyState;
  first: string;
  last: string;
  events: { kind: "all" } | { kind: "chosen"; names: string[] };
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  isUsableByFunctions: boolean;
  createdAt: Date;
  /** null: made by no account that is still there */
  madeBy: string | null;
};

/** The organisation's keys, the newest first, at most 500; `isCut`: there are more. */
export async function listKeys(ctx: Context, { search = "", state }: KeyFilter): Promise<{ keys: KeyRow[]; isCut: boolean }> {
  const words = search.trim().split(/\s+/).filter(Boolean).slice(0, 6);
  const rows = await runtime().database.read.apiKey.findMany({
    where: { organisationId: ctx.organisationId, AND: [stateIs(state, ctx.now), ...words.map(mentions)] },
    include: shown,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: mostShown + 1,
  });
  return { keys: rows.slice(0, mostShown).map((row) => rowOf(row, ctx.now)), isCut: rows.length > mostShown };
}

/** Whether the organisation has any key at all. */
export async function hasKeys(ctx: Context): Promise<boolean> {
  return (await runtime().database.read.apiKey.findFirst({ where: { organisationId: ctx.organisationId }, select: { id: true } })) !== null;
}

/** All there is to see about one key. */
export type KeyDetails = KeyRow & {
  /** as it is set, whether or not it has expired meanwhile */
  setState: "Active" | "Disabled";
  addressScope: "any" | "listed";
  addresses: string[];
  eventIds: string[];
  rights: Readonly<Record<string, Level>>;
  limits: { parallel?: number; queued?: number; perMinute?: number; waiters?: number };
  mayCallFunctions: boolean;
  contactName: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
  /** of what can be set, for a save to notice that somebody else was faster */
  version: string;
};

/** @throws not_found */
export async function getKey(ctx: Context, keyId: string): Promise<KeyDetails> {
  const row = await runtime().database.read.apiKey.findFirst({ where: { id: keyId, organisationId: ctx.organisationId }, include: shown });
  if (!row) throw notFound("API key");
  const { addresses, mayCallFunctions, contactName, contactEmail, contactPhone } = row;
  return {
    ...rowOf(row, ctx.now),
    setState: row.state === "Active" ? "Active" : "Disabled",
    addressScope: row.addressScope === "any" ? "any" : "listed",
    addresses,
    eventIds: row.events.map(({ eventId }) => eventId),
    rights: parseRights(row.rights),
    limits: parseLimits(row.limits),
    mayCallFunctions,
    contactName,
    contactEmail,
    contactPhone,
    version: versionOf(row),
  };
}

/** The one secret without an end comes first, then those whose end is the furthest. */
export const newestSecret = [{ expiresAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }] satisfies Prisma.ApiKeySecretOrderByWithRelationInput[];

const shown = {
  secrets: { orderBy: newestSecret, take: 1, select: { firstCharacters: true, lastCharacters: true } },
  events: { select: { eventId: true, event: { select: { name: true } } }, orderBy: { event: { start: "desc" } } },
  createdBy: { select: { name: true } },
} satisfies Prisma.ApiKeyInclude;

function rowOf(row: Prisma.ApiKeyGetPayload<{ include: typeof shown }>, now: Date): KeyRow {
  const { id, comments, expiresAt, lastUsedAt, lastUsedAddress, isUsableByFunctions, createdAt } = row;
  const [secret] = row.secrets;
  return {
    id,
    comments,
    state: row.state !== "Active" ? "Disabled" : expiresAt && expiresAt <= now ? "Expired" : "Active",
    first: secret?.firstCharacters ?? "",
    last: secret?.lastCharacters ?? "",
    events: row.eventScope === "all" ? { kind: "all" } : { kind: "chosen", names: row.events.map(({ event }) => event.name) },
    expiresAt,
    lastUsedAt,
    lastUsedAddress,
    isUsableByFunctions,
    createdAt,
    madeBy: row.createdBy?.name ?? null,
  };
}

function stateIs(state: KeyState | undefined, now: Date): Prisma.ApiKeyWhereInput {
  if (state === undefined) return {};
  if (state === "Disabled") return { state: "Disabled" };
  if (state === "Expired") return { state: "Active", expiresAt: { lte: now } };
  return { state: "Active", OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}

function mentions(typed: string): Prisma.ApiKeyWhereInput {
  const word = typed.replace(/[\\%_]/g, "\\$&"); // Prisma hands it to LIKE as it is
  const has = { contains: word, mode: "insensitive" } as const;
  return {
    OR: [
      { comments: has },
      { contactName: has },
      { contactEmail: has },
      { createdBy: { name: has } },
      { events: { some: { event: { name: has } } } },
      { lastUsedAddress: has },
      { secrets: { some: { OR: [{ firstCharacters: { contains: word } }, { lastCharacters: { contains: word } }] } } },
    ],
  };
}

const mostShown = 500;
