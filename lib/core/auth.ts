import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { tellNextAuth } from "./env.mjs";
import { log } from "./log";
import { runtime } from "./runtime";
import { type SessionClaim, sessionCookie, sessionSeconds } from "./session-cookie";

declare module "next-auth" {
  interface Session {
    claim?: SessionClaim;
  }
}

/** Who is to be let in. `address`: the client's, undefined when nobody we trust told it. */
export type SignInAttempt = { email: string; password: string; address: string | undefined };

/** What next-auth's own addresses do, beyond knowing who is signed in. */
export type Doors = {
  /** opens a session, or not: undefined. Throws `throttledCode` as its message */
  verify: (attempt: SignInAttempt) => Promise<SessionClaim | undefined>;
  /** ends it */
  leave: (session: SessionClaim) => Promise<void>;
  /** the client's address, from the request's headers */
  addressOf: (headers: Headers) => string | undefined;
};

/** Code that `signIn` of next-auth gives back when somebody tried too often; any other refusal is one and the same. */
export const throttledCode = "throttled";

/**
 * next-auth's options: a password, and an encrypted cookie that holds nothing but which session it is. Whether the session goes on,
 * and what its account may do, is read from the database on every request, so that ending it works at once.
 */
export function authOptions(doors?: Doors): AuthOptions {
  const { settings } = runtime();
  tellNextAuth(settings);
  const isSecure = settings.url.startsWith("https://");
  return {
    secret: settings.secret,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    logger,
    events: { signOut: async ({ token }) => void (token?.sub && (await doors?.leave({ sessionId: token.sub }))) },
    useSecureCookies: isSecure,
    cookies: { sessionToken: { name: sessionCookie(isSecure), options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } } },
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    providers: doors
      ? [
          Credentials({
            credentials: { email: { type: "email" }, password: { type: "password" } },
            authorize: async (sent, request) => {
              const headers = new Headers(Object.entries(request.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]));
              const session = await doors.verify({ email: sent?.email ?? "", password: sent?.password ?? "", address: doors.addressOf(headers) });
              return session ? { id: session.sessionId } : null;
            },
          }),
        ]
      : [],
    callbacks: {
      jwt: ({ token, user }) => ({ sub: user ? user.id : token.sub }),
      session: ({ session, token }) => ({ expires: session.expires, claim: { sessionId: token.sub ?? "" } }),
      redirect: ({ url, baseUrl }) => (url.startsWith("/") && !url.startsWith("//") && !url.includes("\\") ? baseUrl + url : URL.canParse(url) && new URL(url).origin === baseUrl ? url : baseUrl),
    },
  };
}

/** A cookie that does not open is anybody's doing and no fault of ours; what else fails is. */
const logger: AuthOptions["logger"] = {
  error: (code, metadata) => log(code === "JWT_SESSION_ERROR" ? "debug" : "error", "Sign-in failed unexpectedly.", { code, error: metadata instanceof Error ? metadata.message : String(metadata.message ?? "") }),
  warn: (code) => log("debug", "next-auth has a remark.", { code }),
  debug: () => undefined,
};
