import { createHash } from "node:crypto";
import type { Idempotency } from "@/lib/core/context";
import { badParameter } from "@/lib/core/errors";

/** The Idempotency-Key of a request, checked. @throws malformed when it is too long or not printable ASCII */
export function idempotencyKey(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key");
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(key)) {
    throw badParameter({ field: "Idempotency-Key", error: "invalid_value", description: "Idempotency-Key must be 1 to 255 printable ASCII characters." });
  }
  return key;
}

/**
 * Which effect a request means, and with what content. The query belongs to the content: `?match=reference` is another request.
 * @param path  below the base and without the fixed format
 */
export function idempotencyOf(key: string, keyId: string, method: string, path: string, search: string, body: Uint8Array): Idempotency {
  const id = createHash("sha256").update([keyId, method, path.replace(/\/$/, ""), key].join("\n")).digest("hex");
  return { id, bodyHash: createHash("sha256").update(`${search}\n`).update(body).digest("hex") };
}
