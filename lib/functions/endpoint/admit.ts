import { timingSafeEqual } from "node:crypto";
import { secretOf } from "@/lib/api/authenticate";
import type { Call } from "@/lib/api/call";
import type { Gated } from "@/lib/api/limits";
import { ENDPOINT_MOUNT } from "@/lib/api/mounts";
import { decide, type KeyRecord } from "@/lib/api-keys/decide";
import { keyCache } from "@/lib/api-keys/key-cache";
import { keyUse } from "@/lib/api-keys/key-use";
import { unavailable, VisitError } from "@/lib/core/errors";
import { hashToken } from "../manage";
import type { CallAddress } from "./address";
import { findEndpoint, type Endpoint } from "./find-endpoint";
import { isSigned } from "./signature";

/** A call that may be made. */
export type Admitted = {
  endpoint: Endpoint & { version: number };
  /** below the function's own address, `/` at least; a token is `…` */
  path: string;
  /** of the link; to be masked wherever the request repeats it */
  token?: string;
  /** whose places the call takes */
  gate: Gated;
  /** the key it was made with, where that is what protects the function */
  keyId?: string;
  /** it came with an API key, asked for or not */
  hasKey: boolean;
};

/**
 * Finds the function and looks whether the caller has what protects it. A wrong token, key or signature, a function that is unknown,
 * disabled or unpublished are one and the same refusal: who has not shown that they belong here learns nothing. Notes in the call whose
 * it is, for its record.
 * @throws not_found; unavailable (to those who may call it: it is paused)
 */
export async function admit(call: Call, { organisationId, key, segments }: CallAddress, body: Uint8Array): Promise<Admitted> {
  const [endpoint, apiKey] = await Promise.all([findEndpoint(organisationId, key), keyOf(call)]);
  const [token = "", ...rest] = segments;
  const isToken = sameHash(hashToken(token), endpoint?.linkTokenHash ?? noHash);
  if (!endpoint || !isAllowed(call, endpoint, { isToken, apiKey, body })) {
    if (endpoint) noteStranger(call, endpoint);
    if (endpoint?.protection !== "signature") isSigned(undefined, call.request.headers, body, call.now); // so that this refusal takes as long
    throw noEndpoint();
  }
  belongsTo(call, endpoint);
  const { id, state, version, protection } = endpoint;
  if (state === "disabled" || version === null) throw noEndpoint();
  if (state === "paused") throw unavailable("This function is paused.", 60);
  const below = protection === "link" ? rest : isToken ? ["…", ...rest] : segments;
  const byKey = protection === "apiKey" ? apiKey : undefined;
  return { endpoint: { ...endpoint, version }, path: `/${below.join("/")}`, gate: byKey ?? { id: `endpoint ${id}`, limits: ownLimits, name: "This function" }, hasKey: apiKey !== undefined, ...(isToken && { token }), ...(byKey && { keyId: byKey.id }) };
}

export function noEndpoint(): VisitError {
  return new VisitError("not_found", "There is nothing at this address.");
}

/** Asked for before it is known whether it counts, so that the time an answer takes does not tell. */
async function keyOf(call: Call): Promise<KeyRecord | undefined> {
  const secret = secretOf(call.request.headers.get("authorization"));
  return secret === undefined ? undefined : keyCache().find(secret);
}

function isAllowed(call: Call, endpoint: Endpoint, shown: { isToken: boolean; apiKey: KeyRecord | undefined; body: Uint8Array }): boolean {
  switch (endpoint.protection) {
    case "link":
      return shown.isToken;
    case "apiKey":
      return mayCall(call, endpoint, shown.apiKey);
    case "signature":
      return isSigned(endpoint, call.request.headers, shown.body, call.now);
  }
}

/** Any active key of the organisation that may call functions, but never the function's own: whoever calls needs no other right, and that one has them. */
function mayCall(call: Call, endpoint: Endpoint, key: KeyRecord | undefined): boolean {
  if (!key || key.organisationId !== endpoint.organisationId) return false;
  const { address, now } = call;
  belongsTo(call, endpoint);
  call.keyId = key.id;
  const decision = decide(key, { address, now });
  const reason = !decision.allowed ? decision.reason : key.mayCallFunctions && key.id !== endpoint.apiKeyId ? undefined : "right";
  if (reason === undefined) keyUse().note(key, now, address);
  else call.refusal = reason;
  return reason === undefined;
}

/** Whoever knocks at a function's door is counted for its organisation, unless it is known as one of it, and so counted already. */
export function noteStranger(call: Call, endpoint: Endpoint): void {
  if (call.organisationId !== undefined) return;
  belongsTo(call, endpoint);
  call.isStranger = true;
}

function belongsTo(call: Call, { organisationId, key }: Endpoint): void {
  call.organisationId = organisationId;
  call.target = { path: `${ENDPOINT_MOUNT}/${organisationId}/${key}`, search: "" };
}

function sameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** What no token hashes to, as far as anybody knows. */
const noHash = "0".repeat(64);
/** Of a function whose callers are not told apart. */
const ownLimits = { parallel: 100, queued: 100, waiters: 0 };
