import { write } from "@/lib/core/db";
import { invalid } from "@/lib/core/errors";
import type { Context } from "@/lib/core/context";
import { keyName } from "./key-name";
import { keyOf } from "./save-key";
import { tellContact } from "./tell-contact";
import { newestSecret } from "./verbs";

/** Whether a key is in use, so that deleting it asks twice. */
export function isInUse({ lastUsedAt }: { lastUsedAt: Date | null }, now: Date): boolean {
  return lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < 7 * 24 * 3_600_000;
}

/**
 * Deletes a key with all that is known about it; it cannot be brought back.
 * @param typed  the key's name as the person typed it, needed when it was used in the last 7 days
 * @throws not_found, validation_failed (`typed`)
 */
export async function deleteKey(ctx: Context, keyId: string, typed: string): Promise<void> {
  await write(ctx, async (tx) => {
    const key = await keyOf(tx, ctx, keyId);
    const secret = await tx.apiKeySecret.findFirst({ where: { apiKeyId: keyId }, orderBy: newestSecret });
    const name = keyName({ comments: key.comments, first: secret?.firstCharacters ?? "", last: secret?.lastCharacters ?? "" });
    if (isInUse(key, ctx.now) && typed.trim() !== name) throw invalid({ field: "typed", error: "invalid_value", description: `must be “${name}”` });
    await tellContact(tx, ctx, keyId, { kind: "deleted" });
    await tx.apiKey.delete({ where: { id: keyId } });
  });
}
