import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";
import { contains, parseAddress, parseRange } from "./addresses";
import type { LookUp } from "./lookups";
import { OutboundError } from "./outbound-error";
import { holds, type OutboundRule } from "./outbound-rules";

export type Guard = {
  /** open although they are not public */
  allow: readonly OutboundRule[];
  /** the only ones beside those; none: everything public */
  only: readonly OutboundRule[];
  /** win over everything */
  deny: readonly OutboundRule[];
  /** Ours: the database and the server itself. Only an allowing rule that names the port opens them. `host` "": this machine. */
  own: readonly { host: string; port: number }[];
  resolve: LookUp;
};

/**
 * The addresses that a URL's host stands for, each of them checked: the connection goes to one of these and to no other, so that a
 * name which answers differently a moment later changes nothing. One forbidden address among them forbids the host.
 * @param allowedHosts  narrows this one request further, such as to the hosts of the secret it carries
 * @throws OutboundError  refused, unresolved
 */
export async function checkedAddresses(guard: Guard, url: URL, allowedHosts?: readonly OutboundRule[]): Promise<readonly string[]> {
  const host = hostOf(url);
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  const addresses = isIP(host) ? [host] : await resolved(guard.resolve, host);
  const ours = await ownAddresses(guard, port);
  for (const address of addresses) {
    const target = { host, address, port };
    const allowing = guard.allow.filter((rule) => holds(rule, target));
    const isOpen = ours.includes(canonical(address)) ? allowing.some((rule) => rule.port === port) : allowing.length > 0 || isPublic(address);
    const isNamed = guard.only.length === 0 || allowing.length > 0 || guard.only.some((rule) => holds(rule, target));
    if (!isOpen || !isNamed || guard.deny.some((rule) => holds(rule, target))) throw new OutboundError("refused", `Requests to ${host} are not allowed here.`);
    if (allowedHosts && !allowedHosts.some((rule) => holds(rule, target))) throw new OutboundError("refused", `Requests to ${host} are not allowed with the secrets used: add it to their hosts.`);
  }
  return addresses;
}

/**
 * Whether everybody can reach the address: global unicast and nothing that leads elsewhere. Not private, shared, loopback or
 * link-local ones (where clouds keep their metadata), multicast, tests and documentation; not v6 forms that carry a v4 address.
 */
export function isPublic(text: string): boolean {
  const bytes = parseAddress(text);
  if (!bytes || text.includes("%")) return false;
  if (bytes.length === 16 && !(globalUnicast && contains(globalUnicast, bytes))) return false;
  return ipaddr.fromByteArray([...bytes]).range() === "unicast";
}

/** Without brackets, and without the dot that makes a name absolute. The URL parser has undone all other spellings. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

async function resolved(resolve: LookUp, host: string): Promise<readonly string[]> {
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw new OutboundError("unresolved", `The host ${host} is not known.`, { cause });
  });
  if (addresses.length === 0) throw new OutboundError("unresolved", `The host ${host} is not known.`);
  return addresses;
}

/** At which addresses something of ours listens on this port. */
async function ownAddresses({ own, resolve }: Guard, port: number): Promise<string[]> {
  const addresses = own
    .filter((target) => target.port === port)
    .map(async ({ host }) => {
      if (host === "") return Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
      return isIP(host) ? [host] : resolve(host).catch(() => []);
    });
  return (await Promise.all(addresses)).flat().map(canonical);
}

/** One spelling for one address; a v4 address mapped into v6 is the v4 address. */
function canonical(text: string): string {
  return parseAddress(text)?.join(".") ?? text;
}

const globalUnicast = parseRange("2000::/3");
