import type { Call, FunctionCaller } from "@/lib/api/call";
import { decide, type KeyRecord } from "@/lib/api-keys/decide";
import { keyCache } from "@/lib/api-keys/key-cache";
import { keyUse } from "@/lib/api-keys/key-use";
import { readFunctionKey } from "@/lib/api-keys/read-key";
import { expoNotFound, forbidden, VisitError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";

/** Whose key it is, and how it is found again. `reread`: as it is at this moment; `find` may be half a second behind. */
export type Caller = { key: KeyRecord; find: FindKey; reread: FindKey };
type FindKey = () => Promise<KeyRecord | undefined>;

/** Finds the key a request was sent with. @throws unauthorized, with one message whatever the reason */
export async function authenticate(call: Call): Promise<Caller> {
  const { find, reread } = call.caller ? byFunction(call.caller) : bySecret(call);
  const key = await find();
  if (!key) throw refuse(call, "unknown");
  call.keyId = key.id;
  call.organisationId = key.organisationId;
  admit(call, key, call.now);
  keyUse().note(key, call.now, call.address);
  return { key, find, reread };
}

function bySecret(call: Call): Omit<Caller, "key"> {
  const secret = secretOf(call.request.headers.get("authorization"));
  if (secret === undefined) throw refuse(call, "missing");
  return { find: () => keyCache().find(secret), reread: () => keyCache().reread(secret) };
}

/** The key a function works with, as the database has it now: a key that was taken away is gone for the next call. */
function byFunction({ organisationId, keyId }: FunctionCaller): Omit<Caller, "key"> {
  const find = () => readFunctionKey(runtime().database, organisationId, keyId);
  return { find, reread: find };
}

/** Whether the key still holds, after a request was kept waiting. @throws unauthorized */
export async function confirm(call: Call, { find }: Caller, now: Date): Promise<void> {
  const key = await find();
  if (!key) throw refuse(call, "unknown");
  admit(call, key, now);
}

/**
 * Whether the key may do this, and sees the event. An event it does not know yet may have been made a moment ago, so the key is
 * read afresh before the refusal, which is the same for a foreign event and one that does not exist.
 * @throws forbidden, expo_not_found
 */
export async function authorize(call: Call, { key, reread }: Caller, access: string, eventId: string | undefined): Promise<KeyRecord> {
  const question = { address: call.address, now: call.now, access, ...(eventId !== undefined && { eventId }) };
  const decision = decide(key, question);
  if (decision.allowed) return key;
  if (decision.reason !== "event") {
    call.refusal = "right";
    throw forbidden(`This API key may not ${access.endsWith(":write") ? "write" : "read"} ${access.split(":", 1)[0]}.`);
  }
  const fresh = await reread();
  if (fresh && decide(fresh, question).allowed) return fresh;
  call.refusal = "event";
  throw expoNotFound();
}

function admit(call: Call, key: KeyRecord, now: Date): void {
  const decision = decide(key, { address: call.address, now });
  if (!decision.allowed) throw refuse(call, decision.reason);
}

function refuse(call: Call, reason: string): VisitError {
  call.refusal = reason;
  return new VisitError("unauthorized", "A valid API key is needed: send it as the user name of HTTP Basic, with an empty password.");
}

/**
 * The key in an Authorization header: Basic with the key as user name, Basic of the bare key, or Bearer. A password is ignored,
 * because some clients cannot send an empty one; blanks around are too, because `echo key | base64` adds one.
 */
export function secretOf(header: string | null): string | undefined {
  const [, scheme = "", credentials = ""] = /^\s*(\S+)\s+(\S+)\s*$/.exec(header ?? "") ?? [];
  if (credentials.length > 1000) return undefined;
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const text = Buffer.from(credentials, "base64").toString("utf8");
  const secret = (text.split(":", 1)[0] ?? "").trim();
  return secret === "" ? undefined : secret;
}
