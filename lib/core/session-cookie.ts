/** Name of the session's cookie: with `__Host-` where the public address is https, so that no subdomain can plant one. */
export function sessionCookie(isSecure: boolean): string {
  return isSecure ? "__Host-visit.session" : "visit.session";
}

export const sessionCookies: readonly string[] = [sessionCookie(true), sessionCookie(false)];

/** What the cookie holds, encrypted: whose session it is, and which password opened it (see lib/accounts/seal.ts). */
export type SessionClaim = { id: string; seal: string };
