import { createHash } from "node:crypto";

type Set = {
  state: string;
  comments: string;
  expiresAt: Date | null;
  addressScope: string;
  addresses: string[];
  eventScope: string;
  events: { eventId: string }[];
  rights: unknown;
  limits: unknown;
  isUsableByFunctions: boolean;
  mayCallFunctions: boolean;
  contactName: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
};

/** A digest of what can be set about a key, and of nothing that changes by itself, such as its last use. */
export function versionOf(key: Set): string {
  const { state, comments, expiresAt, addressScope, addresses, eventScope, rights, limits, isUsableByFunctions, mayCallFunctions, contactName, contactEmail, contactPhone } = key;
  const events = key.events.map(({ eventId }) => eventId).sort();
  const all = [state, comments, expiresAt, addressScope, addresses, eventScope, events, rights, limits, isUsableByFunctions, mayCallFunctions, contactName, contactEmail, contactPhone];
  return createHash("sha256").update(JSON.stringify(all)).digest("base64url").slice(0, 22);
}
