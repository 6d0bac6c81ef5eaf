/** Name of the session's cookie: with `__Host-` where the public address is https, so that no subdomain can plant one. */
export function sessionCookie(isSecure: boolean): string {
  return isSecure ? "__Host-visit.session" : "visit.session";
}

export const sessionCookies: readonly string[] = [sessionCookie(true), sessionCookie(false)];

/** What the cookie holds, encrypted: which session it is. Whose, and whether it still goes on, the database knows (lib/accounts/sessions.ts). */
export type SessionClaim = { sessionId: string };

/** How long somebody stays signed in. */
export const sessionSeconds = 7 * 24 * 3600;
