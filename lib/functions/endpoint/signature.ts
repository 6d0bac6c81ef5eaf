import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { purposes, readable } from "../sealed";
import type { Endpoint } from "./find-endpoint";

/**
 * Whether a call carries the signature its function asks for.
 *
 * `standardwebhooks`: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` of the Standard Webhooks specification.
 * `hmac`: HMAC-SHA256 of the body in the named header, in hexadecimal or base64, `sha256=` before it or not. A header of the form
 * `t=<seconds>,v1=<signature>` signs `<seconds>.<body>`.
 * Where the sender tells the time, it may be five minutes off.
 */
export function isSigned(endpoint: Endpoint, headers: Headers, body: Uint8Array, now: Date): boolean {
  const { id, signatureScheme, signatureHeader, signatureSealed } = endpoint;
  const secret = readable(signatureSealed, purposes.signature(id));
  if (secret === null) return false;
  if (signatureScheme === "standardwebhooks") return hasStandardSignature(secret, headers, body);
  return signatureScheme === "hmac" && signatureHeader !== null && hasHmac(secret, headers.get(signatureHeader) ?? "", body, now);
}

function hasStandardSignature(secret: string, headers: Headers, body: Uint8Array): boolean {
  try {
    new Webhook(secret).verify(Buffer.from(body), Object.fromEntries(headers), { jsonParse: false });
    return true;
  } catch {
    return false; // it throws for every refusal, and there is but one
  }
}

function hasHmac(secret: string, header: string, body: Uint8Array, now: Date): boolean {
  const stamped = /^t=(\d{1,12}),/.exec(header)?.[1];
  if (stamped === undefined) return matches(createHmac("sha256", secret).update(body).digest(), header.trim().replace(/^sha256=/i, ""));
  if (Math.abs(now.getTime() / 1000 - Number(stamped)) > toleranceSeconds) return false;
  const expected = createHmac("sha256", secret).update(`${stamped}.`).update(body).digest();
  const sent = header.split(",").filter((part) => part.trim().startsWith("v1="));
  return sent.some((part) => matches(expected, part.trim().slice(3))); // two while the sender's secret is being replaced
}

function matches(expected: Buffer, sent: string): boolean {
  const given = Buffer.from(sent, /^[0-9a-f]{64}$/i.test(sent) ? "hex" : "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const toleranceSeconds = 300;
