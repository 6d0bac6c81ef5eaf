import { parseAddress } from "@/lib/core/addresses";

/** An address in the one spelling that the log has: IPv4 also where it came mapped into IPv6, and IPv6 as RFC 5952 writes it. What is no address stays as it is. */
export function addressText(text: string): string {
  if (!text.includes(":")) return text;
  const bytes = parseAddress(text);
  if (!bytes) return text;
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, at) => (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
