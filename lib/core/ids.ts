import { randomFillSync } from "node:crypto";

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A random id in lower-case base 36: 13 characters (67 bits) for records, 9 (46 bits) for configuration items. Source: contract, Ids. */
export function newId(length: 13 | 9 = 13): string {
  const bytes = randomFillSync(new Uint8Array(length * 2));
  let id = "";
  for (let at = 0; id.length < length; at = (at + 1) % bytes.length) {
    if (at === 0 && id.length > 0) randomFillSync(bytes);
    const byte = bytes[at] ?? 255;
    if (byte < 252) id += alphabet[byte % 36]; // 252 = 7 × 36: above it the first letters would come more often
  }
  return id;
}
