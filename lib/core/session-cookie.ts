/** Name of the session's cookie: with `__Host-` where the public address is https, so that no subdomain can plant one. */
export function sessionCookie(isSecure: boolean): string {
  return isSecure ? "__Host-visit.session" : "visit.session";
}

export const sessionCookies: readonly string[] = [sessionCookie(true), sessionCookie(false)];
