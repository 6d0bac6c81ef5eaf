import { createHmac, timingSafeEqual } from "node:crypto";
import { purposes, readable } from "../sealed";
import type { Endpoint } from "./find-endpoint";

/**
 * Whether a call carries the signature its function asks for.
 *
 * `standardwebhooks`: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` of the Standard Webhooks specification.
 * `hmac`: HMAC-SHA256 of the body in the named header, in hexadecimal or base64, `sha256=` before it or not. A header of the form
 * `t=<seconds>,v1=<signature>` signs `<seconds>.<body>`.
 * Where the sender tells the time, it may be five minutes off.
 *
 * A long body takes its time, so it is hashed once whatever else is wrong, also when there is no function to ask for a signature: how long
 * a refusal takes tells nothing.
 */
export function isSigned(endpoint: Endpoint | undefined, headers: Headers, body: Uint8Array, now: Date): boolean {
  const { key, stamp, before, sent } = (endpoint && claimOf(endpoint, headers)) ?? noClaim;
  const expected = createHmac("sha256", key).update(before).update(body).digest();
  const isTimely = stamp === undefined || Math.abs(now.getTime() / 1000 - Number(stamp)) <= toleranceSeconds;
  return isTimely && sent.some((text) => matches(expected, text));
}

/** `before`: what is signed before the body; `sent`: any of which may be the signature, for a sender has two while its secret is being replaced. */
type Claim = { key: string | Buffer; stamp?: string; before: string; sent: readonly string[] };

function claimOf({ id, signatureScheme, signatureHeader, signatureSealed }: Endpoint, headers: Headers): Claim | undefined {
  const secret = readable(signatureSealed, purposes.signature(id));
  if (secret === null) return undefined;
  if (signatureScheme === "standardwebhooks") return standardClaim(secret, headers);
  return signatureScheme === "hmac" && signatureHeader !== null ? hmacClaim(secret, headers.get(signatureHeader) ?? "") : undefined;
}

/** Of https://www.standardwebhooks.com. Its own library hashes in JavaScript, which takes a third of a second for 5 MiB. */
function standardClaim(secret: string, headers: Headers): Claim | undefined {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const messageId = headers.get("webhook-id") ?? "";
  const stamp = headers.get("webhook-timestamp") ?? "";
  if (key.length === 0 || messageId === "" || !/^\d{1,12}$/.test(stamp)) return undefined;
  const sent = (headers.get("webhook-signature") ?? "").split(" ").flatMap((one) => (one.startsWith("v1,") ? one.slice(3) : []));
  return { key, stamp, before: `${messageId}.${stamp}.`, sent };
}

function hmacClaim(key: string, header: string): Claim {
  const stamp = /^t=(\d{1,12}),/.exec(header)?.[1];
  if (stamp === undefined) return { key, before: "", sent: [header.trim().replace(/^sha256=/i, "")] };
  const parts = header.split(",").map((part) => part.trim());
  return { key, stamp, before: `${stamp}.`, sent: parts.flatMap((part) => (part.startsWith("v1=") ? part.slice(3) : [])) };
}

function matches(expected: Buffer, sent: string): boolean {
  const given = Buffer.from(sent, /^[0-9a-f]{64}$/i.test(sent) ? "hex" : "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const noClaim: Claim = { key: "nobody's", before: "", sent: [] };
const toleranceSeconds = 300;
