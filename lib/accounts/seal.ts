import { createHash } from "node:crypto";

/**
 * What a session carries of the password it was opened with: after a change of the password it fits no more, and every older session
 * is over. The hash it is made of is salted, so the seal tells nothing about the password.
 */
export function sealOf(passwordHash: string | null): string {
  return createHash("sha256").update(`seal ${passwordHash ?? ""}`).digest("base64url").slice(0, 22);
}
