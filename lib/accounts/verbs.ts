import { write } from "@/lib/core/db";
import { VisitError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import type { SessionClaim } from "@/lib/core/session-cookie";
import { isPassword } from "./password";
import { Permissions } from "./permissions";
import { openSession } from "./sessions";
import { signInThrottle } from "./throttle";

/** Whoever is signed in, as pages need them. `revision`: the organisation's newest, before anything else is read; a live page listens from it. */
export type SignedIn = SessionClaim & { id: string; name: string; email: string; roleName: string; permissions: Permissions; organisation: { id: string; name: string; timezone: string; revision: string } };

/**
 * Checks an e-mail address and a password. An unknown account, a wrong password and a disabled account are refused alike, in
 * the same time. @returns the session opened; undefined: refused
 * @throws too_many_requests  after 5 failures for this address and e-mail, or 50 from this address, within 15 minutes
 */
export async function verifySignIn(input: { email: string; password: string; address: string | undefined; now: Date }): Promise<SessionClaim | undefined> {
  const email = input.email.trim().toLowerCase().slice(0, 254);
  const from = input.address ?? "unknown";
  const pair = `${from} ${email}`;
  const throttle = signInThrottle();
  if (throttle.isOver(pair, failuresPerPair, input.now) || throttle.isOver(from, failuresPerAddress, input.now)) {
    throw new VisitError("too_many_requests", "Too many failed attempts. Wait a quarter of an hour and try again.", { retryAfterSeconds: 900 });
  }
  // Counted before it is known, or a thousand attempts at once would all come through.
  throttle.fail(pair, input.now);
  throttle.fail(from, input.now);
  const account = await runtime().database.read.account.findUnique({ where: { email } });
  const matches = await isPassword(input.password.slice(0, longestPassword), account?.passwordHash);
  if (!account || !matches || account.state !== "active") return undefined;
  throttle.forget(pair);
  throttle.pardon(from); // a whole office may sign in from one address
  return write({ organisationId: account.organisationId }, async (tx) => {
    // As it was when it was looked at: a password changed, or an account disabled, since then opens nothing.
    const { count } = await tx.account.updateMany({ where: { id: account.id, state: "active", passwordHash: account.passwordHash }, data: { lastLoginAt: input.now } });
    return count === 0 ? undefined : openSession(tx, account.id, input.now);
  });
}

/** The account behind a session; undefined when the session was ended or is over, or the account is no longer active. */
export async function findSignedIn({ sessionId }: SessionClaim, now: Date): Promise<SignedIn | undefined> {
  const session = await runtime().database.read.accountSession.findUnique({
    where: { id: sessionId, expiresAt: { gt: now }, account: { state: "active" } },
    select: { account: { select: { id: true, name: true, email: true, role: { select: { name: true, permissions: true } }, organisation: { select: { id: true, name: true, timezone: true, lastRevision: true } } } } },
  });
  if (!session) return undefined;
  const { role, organisation: { lastRevision, ...organisation }, ...rest } = session.account; // prettier-ignore
  return { ...rest, sessionId, roleName: role.name, permissions: Permissions.parse(role.permissions), organisation: { ...organisation, revision: String(lastRevision) } };
}

const failuresPerPair = 5;
const failuresPerAddress = 50;
/** Longer ones are refused when set; here they would only cost time. */
const longestPassword = 200;
