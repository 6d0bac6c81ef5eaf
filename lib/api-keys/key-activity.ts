import type { Context } from "@/lib/core/context";
import { contains, parseAddress, parseRange } from "@/lib/core/addresses";
import { runtime } from "@/lib/core/runtime";
import { newestSecret } from "./verbs";

/** A secret of a key, with the addresses that used it in the last 30 days, the latest first. `isNewest`: the one that stays. */
export type KeySecret = { first: string; last: string; createdAt: Date; expiresAt: Date | null; isNewest: boolean; addresses: { address: string; lastSeenAt: Date }[] };
export type NotedRefusal = { id: string; at: Date; address: string | null; method: string; path: string; reason: string };

/** A key's secrets, the newest first. */
export async function listSecrets(ctx: Context, keyId: string): Promise<KeySecret[]> {
  const ofKey = { apiKeyId: keyId, apiKey: { organisationId: ctx.organisationId } };
  const [secrets, seen] = await Promise.all([
    runtime().database.read.apiKeySecret.findMany({ where: ofKey, orderBy: newestSecret }),
    runtime().database.read.apiKeyAddress.findMany({ where: { ...ofKey, lastSeenAt: { gte: monthBefore(ctx.now) } }, orderBy: { lastSeenAt: "desc" } }),
  ]);
  return secrets.map(({ hash, firstCharacters, lastCharacters, createdAt, expiresAt }, at) => ({
    first: firstCharacters,
    last: lastCharacters,
    createdAt,
    expiresAt,
    isNewest: at === 0,
    addresses: seen.filter(({ secretHash }) => secretHash === hash).map(({ address, lastSeenAt }) => ({ address, lastSeenAt })),
  }));
}

/** Why a key was refused, the last 50 times, the latest first. */
export async function listRefusals(ctx: Context, keyId: string): Promise<NotedRefusal[]> {
  const rows = await runtime().database.read.apiKeyRefusal.findMany({ where: { apiKeyId: keyId, apiKey: { organisationId: ctx.organisationId } }, orderBy: { id: "desc" }, take: 50 });
  return rows.map(({ id, at, address, method, path, reason }) => ({ id: String(id), at, address, method, path, reason }));
}

/**
 * The addresses that used a key in the last 30 days, if a new list would shut out every one of them: then something is about to stop.
 * @param lines  the new list; empty: from nowhere
 * @returns empty when one would still get through, or none was seen
 */
export async function lockedOut(ctx: Context, keyId: string, lines: readonly string[]): Promise<string[]> {
  const seen = await runtime().database.read.apiKeyAddress.findMany({
    where: { apiKeyId: keyId, apiKey: { organisationId: ctx.organisationId }, lastSeenAt: { gte: monthBefore(ctx.now) } },
    orderBy: { lastSeenAt: "desc" },
    select: { address: true },
  });
  const ranges = lines.flatMap((line) => parseRange(line) ?? []);
  const addresses = [...new Set(seen.map(({ address }) => address))];
  const getsThrough = (text: string) => {
    const address = parseAddress(text);
    return address !== undefined && ranges.some((range) => contains(range, address));
  };
  return addresses.some(getsThrough) ? [] : addresses;
}

function monthBefore(now: Date): Date {
  return new Date(now.getTime() - 30 * 24 * 3_600_000);
}
