import { type NextRequest, NextResponse } from "next/server";
import { sessionCookies } from "@/lib/core/session-cookie";

/**
 * Runs before every page: the security headers, and the session gate. The gate only looks whether there is a session at all and
 * spares a signed-out person the error; whether it is valid, and what it may see, is decided where the page asks for its data.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (isPrivate(pathname) && !sessionCookies.some((name) => request.cookies.has(name))) {
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", pathname + search);
    return secured(NextResponse.redirect(signIn, 303));
  }
  const policy = contentPolicy(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy); // Next reads the nonce from here and puts it on its own scripts
  const response = secured(NextResponse.next({ request: { headers } }));
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** Not for uploads: Next keeps the body of whatever passes here, and cuts it off at 10 MB. They look for their session themselves. */
export const config = { matcher: "/((?!_next/|api/|create/|endpoint/|health$|metrics$|openapi\\.json$|guest-types\\.json$|icon\\.svg$|events/[^/]+/(?:visitors|partners)/import/upload$).*)" };

function isPrivate(pathname: string): boolean {
  return ["/home", "/events", "/organisation", "/profile"].some((start) => pathname === start || pathname.startsWith(`${start}/`));
}

/** Scripts: only those Next wrote into this very answer. Styles may stand inline, menus position themselves with them. */
function contentPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development"; // eslint-disable-line no-restricted-properties -- a constant Next puts in at build time
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function secured(response: NextResponse): NextResponse {
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}

const securityHeaders = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin", // a set-up link in the address must not travel
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};
