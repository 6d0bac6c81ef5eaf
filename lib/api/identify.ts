import { secretOf } from "@/lib/api/authenticate";
import type { Call } from "@/lib/api/call";
import { keyCache } from "@/lib/api-keys/key-cache";

/**
 * Notes whose call it was that was refused before anybody asked: there is nothing at its path, or the server has too much to do, and then only looks
 * at what it remembers. It decides nothing; a key that may not do anything is still whose it is.
 */
export async function identify(call: Call, isBusy: boolean): Promise<void> {
  const secret = secretOf(call.request.headers.get("authorization"));
  const known = secret === undefined ? undefined : isBusy ? keyCache().remembered(secret) : keyCache().find(secret);
  const key = await known?.catch(() => undefined); // the answer is made already
  const whose = call.caller ?? (key && { organisationId: key.organisationId, keyId: key.id });
  if (whose) Object.assign(call, whose);
}
