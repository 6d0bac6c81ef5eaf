import { runtime } from "@/lib/core/runtime";
import { tellContact } from "./tell-contact";

/**
 * Tells the contact persons of keys that end within 30, 7 or 1 days, in all organisations: once for each of these and for each end
 * that is set. Meant to run daily; run more often it tells nothing twice, and after a pause it tells what is nearest.
 * @returns how many keys it looked at
 */
export async function mailExpiringKeys(now: Date): Promise<number> {
  const { read, writer } = runtime().database;
  const last = new Date(now.getTime() + Math.max(...thresholdsDays) * dayMs);
  let looked = 0;
  for (let after = ""; ; ) {
    const keys = await read.apiKey.findMany({
      where: { id: { gt: after }, state: "Active", contactEmail: { not: null }, expiresAt: { gt: now, lte: last } },
      orderBy: { id: "asc" },
      take: 200,
      select: { id: true, organisationId: true, expiresAt: true },
    });
    for (const { id, organisationId, expiresAt } of keys) {
      if (!expiresAt) continue;
      const days = Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs);
      const threshold = Math.min(...thresholdsDays.filter((threshold) => days <= threshold));
      const ctx = { organisationId, actor: { kind: "system" }, now } as const;
      await writer.$transaction((tx) => tellContact(tx, ctx, id, { kind: "expires", at: expiresAt, days }, `key ${id} ends ${expiresAt.toISOString()}, ${threshold}`));
    }
    looked += keys.length;
    after = keys.at(-1)?.id ?? "";
    if (keys.length < 200) return looked;
  }
}

const dayMs = 24 * 3_600_000;
const thresholdsDays = [1, 7, 30];
