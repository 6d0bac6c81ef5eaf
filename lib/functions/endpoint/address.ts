import { ENDPOINT_MOUNT } from "@/lib/api/mounts";

/** What a URL below the mount means: a call of a function, or a look at how an earlier call went. */
export type Address =
  /** `segments`: what follows the key, as it was sent; for a link the first one is the token */
  | { kind: "call"; organisationId: string; key: string; segments: readonly string[]; search: string }
  | { kind: "status"; token: string };
export type CallAddress = Extract<Address, { kind: "call" }>;

/** @param url  absolute */
export function addressOf(url: string): Address {
  const { pathname, search } = new URL(url);
  const below = pathname.startsWith(`${ENDPOINT_MOUNT}/`) ? pathname.slice(ENDPOINT_MOUNT.length + 1) : ""; // `..` may have led out of it
  const [organisationId = "", key = "", ...segments] = below.split("/");
  if (organisationId === statusSegment) return { kind: "status", token: key };
  return { kind: "call", organisationId, key, segments, search };
}

/** Where to ask how a call went. @param token  of `statusToken()` */
export function statusPath(token: string): string {
  return `${ENDPOINT_MOUNT}/${statusSegment}/${token}`;
}

/** No organisation is called so: their ids have 13 characters. */
const statusSegment = "status";
