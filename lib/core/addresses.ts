import ipaddr from "ipaddr.js";
import { isIP } from "node:net";

/** An address in one form, however it was written: 4 or 16 bytes. A v4 address mapped into v6 is the v4 address. */
export type Address = readonly number[];
/** All addresses that share the first `prefix` bits with `base`. */
export type AddressRange = { base: Address; prefix: number };

/**
 * Reads an address strictly: four decimal parts without leading zeros, or any valid IPv6 form. A zone (`fe80::1%eth0`) names an
 * interface of the reading machine and says nothing about the sender, so it is dropped.
 */
export function parseAddress(text: string): Address | undefined {
  if (isIP(text) === 0) return undefined;
  return ipaddr.process(inGroups(text.split("%", 1)[0] ?? text)).toByteArray();
}

/**
 * Reads a single address or a CIDR range. Bits beyond the prefix do not count (`10.1.2.3/8` is `10.0.0.0/8`).
 * A zone is refused: dropping it would allow more than was written. A range of mapped v4 addresses is the v4 range;
 * any other v6 range, even `::/0`, holds no v4 address.
 */
export function parseRange(text: string): AddressRange | undefined {
  const [written = "", prefixText, ...more] = text.split("/");
  const base = written.includes("%") ? undefined : parseAddress(written);
  if (!base || more.length > 0) return undefined;
  if (prefixText === undefined) return { base, prefix: base.length * 8 };
  if (!/^(?:0|[1-9]\d{0,2})$/.test(prefixText)) return undefined;
  const prefix = Number(prefixText);
  if (base.length === 16 || isIP(written) === 4) return prefix <= base.length * 8 ? { base, prefix } : undefined;
  if (prefix > 128) return undefined;
  return prefix >= 96 ? { base, prefix: prefix - 96 } : { base: ipaddr.IPv6.parse(inGroups(written)).toByteArray(), prefix };
}

export function contains(range: AddressRange, address: Address): boolean {
  if (range.base.length !== address.length) return false;
  const whole = range.prefix >> 3;
  for (let at = 0; at < whole; at++) if (range.base[at] !== address[at]) return false;
  const rest = range.prefix & 7;
  return rest === 0 || ((range.base[whole] ?? 0) ^ (address[whole] ?? 0)) >> (8 - rest) === 0;
}

/**
 * Where a request came from: the peer, or, when the peer is a proxy of ours, the rightmost address in X-Forwarded-For that is
 * none. What stands further left was written by strangers. An entry that is no address makes the origin unknown.
 * @param peer       address of the connection; undefined when the server could not tell
 * @param forwarded  the header as received, several joined by commas
 * @returns undefined when unknown; then no list of addresses holds it
 */
export function clientAddress(peer: string | undefined, forwarded: string | null, trusted: readonly AddressRange[]): string | undefined {
  if (peer === undefined || forwarded === null || !isTrusted(peer, trusted)) return peer;
  const hops = forwarded.split(",").map(withoutPort).filter((hop) => hop !== "");
  for (const hop of hops.reverse()) {
    if (!parseAddress(hop)) return undefined;
    if (!isTrusted(hop, trusted)) return hop;
  }
  return hops.at(-1) ?? peer; // every hop is a proxy of ours: the one that began it
}

/** `::1.2.3.4` → `::102:304`: ipaddr.js would take it for a mapped address, which it is not. */
function inGroups(text: string): string {
  return text.replace(/(?<=:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}

function isTrusted(text: string, trusted: readonly AddressRange[]): boolean {
  if (trusted.length === 0) return false;
  const address = parseAddress(text);
  return address !== undefined && trusted.some((range) => contains(range, address));
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  const text = hop.trim();
  return /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
