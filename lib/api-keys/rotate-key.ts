import { write } from "@/lib/core/db";
import type { Grace } from "./key-input";
import { parseRights } from "./read-key";
import { keyOf, type KeyManager, mustBeWithin, secretRow } from "./save-key";
import { newSecret } from "./secret";
import { tellContact } from "./tell-contact";

/**
 * Gives a key a new secret; those it had go on for `grace`, but none longer than it would have. Who sees the secret can do what the
 * key may do, so that must be within what the account may do. @returns the secret, which is kept nowhere
 * @throws not_found, forbidden
 */
export function rotateKey(ctx: KeyManager, keyId: string, grace: Grace): Promise<{ secret: string }> {
  return write(ctx, async (tx) => {
    const key = await keyOf(tx, ctx, keyId);
    mustBeWithin(ctx, parseRights(key.rights));
    const secret = newSecret();
    const end = new Date(ctx.now.getTime() + graceMs[grace]);
    await tx.apiKeySecret.deleteMany({ where: { apiKeyId: keyId, expiresAt: { lt: new Date(ctx.now.getTime() - keptMs) } } });
    await tx.apiKeySecret.updateMany({ where: { apiKeyId: keyId, OR: [{ expiresAt: null }, { expiresAt: { gt: end } }] }, data: { expiresAt: end } });
    await tx.apiKeySecret.create({ data: { apiKeyId: keyId, ...secretRow(secret, ctx.now) } });
    await tellContact(tx, ctx, keyId, { kind: "rotated", oldSecretsEnd: end });
    return { secret };
  });
}

const hourMs = 3_600_000;
const graceMs: Readonly<Record<Grace, number>> = { now: 0, "1h": hourMs, "24h": 24 * hourMs, "7d": 7 * 24 * hourMs };
/** Until then the page can say that a request came with a secret that is over. */
const keptMs = 30 * 24 * hourMs;
