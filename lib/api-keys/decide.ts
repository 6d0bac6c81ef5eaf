import { contains, parseAddress, type AddressRange } from "@/lib/core/addresses";
import type { EventScope } from "@/lib/core/context";

export type Level = "none" | "read" | "write";

/** How much a key may do at once; every count is per process. */
export type KeyLimits = {
  /** requests at work at the same time */
  parallel: number;
  /** further ones that may wait for a place */
  queued: number;
  /** undefined: no rate */
  perMinute?: number;
  /** `wait=` requests held at the same time */
  waiters: number;
};

/** All that deciding needs of a key, as read at one moment. */
export type KeyRecord = {
  id: string;
  organisationId: string;
  state: "Active" | "Disabled";
  /** the secret it was found by; absent when it was found by its id. `expiresAt`, of one that was rotated, in milliseconds since 1970 */
  secret?: { hash: string; expiresAt?: number };
  /** milliseconds since 1970 */
  expiresAt?: number;
  /** absent: from anywhere; empty: from nowhere */
  addresses?: readonly AddressRange[];
  /** resource → level; `*` is what is not named, and what neither names is none */
  rights: Readonly<Record<string, Level>>;
  /** what verbs are told */
  events: EventScope;
  /** the events that exist and that the key sees, also when it sees all */
  visibleEvents: ReadonlySet<string>;
  limits: KeyLimits;
  /** whether endpoint functions answer to it */
  mayCallFunctions?: boolean;
};

export type Question = {
  /** undefined: unknown */
  address: string | undefined;
  now: Date;
  /** `resource:read` or `resource:write`; absent: not asked */
  access?: string;
  eventId?: string;
};

export type Refusal = "disabled" | "expired" | "secret" | "address" | "right" | "event";
export type Decision = { allowed: true } | { allowed: false; reason: Refusal };

/**
 * Would this key, from this address, at this moment, be allowed to do this? The only place that knows; a request, the checker
 * of the web pages and webhooks all ask here. Reasons are tried in the order of `Refusal`.
 */
export function decide(key: KeyRecord, { address, now, access, eventId }: Question): Decision {
  if (key.state !== "Active") return refused.disabled;
  if (key.expiresAt !== undefined && now.getTime() >= key.expiresAt) return refused.expired;
  if (key.secret?.expiresAt !== undefined && now.getTime() >= key.secret.expiresAt) return refused.secret;
  if (key.addresses && !isListed(key.addresses, address)) return refused.address;
  if (access !== undefined && !grants(key, access)) return refused.right;
  if (eventId !== undefined && !key.visibleEvents.has(eventId)) return refused.event;
  return allowed;
}

function isListed(ranges: readonly AddressRange[], text: string | undefined): boolean {
  const address = text === undefined ? undefined : parseAddress(text);
  return address !== undefined && ranges.some((range) => contains(range, address));
}

function grants(key: KeyRecord, access: string): boolean {
  const [resource = "", wanted] = access.split(":");
  const level = (Object.hasOwn(key.rights, resource) ? key.rights[resource] : key.rights["*"]) ?? "none";
  return level === "write" || (level === "read" && wanted === "read");
}

const allowed: Decision = { allowed: true };
const refused: Readonly<Record<Refusal, Decision>> = {
  disabled: { allowed: false, reason: "disabled" },
  expired: { allowed: false, reason: "expired" },
  secret: { allowed: false, reason: "secret" },
  address: { allowed: false, reason: "address" },
  right: { allowed: false, reason: "right" },
  event: { allowed: false, reason: "event" },
};
