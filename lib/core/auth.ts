import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { tellNextAuth } from "./env.mjs";
import { log } from "./log";
import { runtime } from "./runtime";
import { type SessionClaim, sessionCookie } from "./session-cookie";

declare module "next-auth" {
  interface Session {
    claim?: SessionClaim;
  }
  interface User {
    seal?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    seal?: string;
  }
}

/** Who is to be let in. `address`: the client's, undefined when nobody we trust told it. */
export type SignInAttempt = { email: string; password: string; address: string | undefined };

/** Code that `signIn` of next-auth gives back when somebody tried too often; any other refusal is one and the same. */
export const throttledCode = "throttled";

/**
 * next-auth's options: a password, and an encrypted cookie that holds nothing but whose session it is. What the account is and
 * may do is read from the database on every request, so that disabling it works at once.
 * @param verify     what the session shall hold, or undefined: refused. Throws `throttledCode` as its message
 * @param addressOf  the client's address, from the request's headers
 */
export function authOptions(verify?: (attempt: SignInAttempt) => Promise<SessionClaim | undefined>, addressOf?: (headers: Headers) => string | undefined): AuthOptions {
  const { settings } = runtime();
  tellNextAuth(settings);
  const isSecure = settings.url.startsWith("https://");
  return {
    secret: settings.secret,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    logger,
    useSecureCookies: isSecure,
    cookies: { sessionToken: { name: sessionCookie(isSecure), options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } } },
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    providers: verify
      ? [
          Credentials({
            credentials: { email: { type: "email" }, password: { type: "password" } },
            authorize: async (sent, request) => {
              const headers = new Headers(Object.entries(request.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]));
              return (await verify({ email: sent?.email ?? "", password: sent?.password ?? "", address: addressOf?.(headers) })) ?? null;
            },
          }),
        ]
      : [],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, seal: user.seal } : { sub: token.sub, seal: token.seal }),
      session: ({ session, token }) => ({ expires: session.expires, claim: { id: token.sub ?? "", seal: token.seal ?? "" } }),
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
const sessionSeconds = 7 * 24 * 3600;
