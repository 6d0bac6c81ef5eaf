import { type AddressRange, contains, parseAddress, parseRange } from "./addresses";

/** A target as an operator writes it: `host`, `*.suffix`, an address or a CIDR range, each with or without a port. */
export type OutboundRule = { names?: { host: string; isSuffix: boolean }; range?: AddressRange; port?: number };

/** Where a request would go: the host as the URL names it (lower case, no dot at its end, no brackets), and an address it stands for. */
export type OutboundTarget = { host: string; address: string; port: number };

/** @throws when a rule is none of these; settings are checked in `env.mjs` already */
export function parseRule(text: string): OutboundRule {
  const { target, port } = withPort(text);
  const range = parseRange(target);
  if (range) return { range, ...port };
  const host = target.toLowerCase().replace(/\.$/, "");
  if (/^(?:\*\.)?[^\s/*:[\]]+$/.test(host)) return { names: { host: host.replace(/^\*\./, ""), isSuffix: host.startsWith("*.") }, ...port };
  throw new Error(`${text} is no host, *.suffix, address or range`);
}

/** `*.example.org` holds `api.example.org` but not `example.org` itself. */
export function holds(rule: OutboundRule, { host, address, port }: OutboundTarget): boolean {
  if (rule.port !== undefined && rule.port !== port) return false;
  if (rule.names) return rule.names.isSuffix ? host.endsWith(`.${rule.names.host}`) : host === rule.names.host;
  const bytes = parseAddress(address);
  return rule.range !== undefined && bytes !== undefined && contains(rule.range, bytes);
}

function withPort(text: string): { target: string; port: { port?: number } } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text) ?? [];
  return port === undefined ? { target: text.replace(/^\[(.+)\]$/, "$1"), port: {} } : { target: bracketed ?? plain ?? "", port: { port: Number(port) } };
}
