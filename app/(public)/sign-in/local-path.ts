/** Where to go after signing in: a page of ours and nothing else. @param next  what the address bar says, thus anything */
export function localPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/home";
  const base = "http://visit.invalid";
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined;
  return url?.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search : "/home"; // `//host` and `/\host` change the origin
}
