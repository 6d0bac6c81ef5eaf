import { hash, randomFillSync } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * A new API key's secret: `visit_`, 32 random characters (190 bits), and a checksum of 6, all base 62, so that a
 * mistyped one is refused without a look-up and a leaked one is found by secret scanners.
 */
export function newSecret(): string {
  const random = randomText(32);
  return prefix + random + checksum(random);
}

/**
 * Whether a text can be a secret at all. One of ours must carry its right checksum; anything without the prefix may be a key
 * brought along from elsewhere, and only a look-up can tell.
 */
export function isWellFormed(secret: string): boolean {
  if (secret.length === 0 || secret.length > maxLength) return false;
  if (!secret.startsWith(prefix)) return true;
  const random = secret.slice(prefix.length, -6);
  return random.length === 32 && secret.slice(-6) === checksum(random);
}

/** SHA-256, hex: how a secret is kept and looked up. A slow hash would add nothing to 190 random bits. */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "hex"); // every request comes by here: in one go it costs a third
}

/** What a list may show of a secret: enough to recognise it, nothing to guess from. */
export function ends(secret: string): { first: string; last: string } {
  const shown = secret.startsWith(prefix) ? prefix.length + 4 : 2;
  return secret.length < 16 ? { first: secret.slice(0, 1), last: "" } : { first: secret.slice(0, shown), last: secret.slice(-4) };
}

function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomFillSync(new Uint8Array(length))) {
      if (byte < 248 && text.length < length) text += alphabet.charAt(byte % 62); // 248 = 4 × 62: above it the first letters would come more often
    }
  }
  return text;
}

function checksum(text: string): string {
  let left = crc32(text);
  let digits = "";
  for (let at = 0; at < 6; at++) {
    digits = alphabet.charAt(left % 62) + digits;
    left = Math.floor(left / 62);
  }
  return digits;
}

const prefix = "visit_";
const maxLength = 256;
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
