import { write } from "@/lib/core/db";
import { VisitError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import type { SessionClaim } from "@/lib/core/session-cookie";
import { isPassword } from "./password";
import { Permissions } from "./permissions";
import { sealOf } from "./seal";
import { signInThrottle } from "./throttle";

/** Whoever is signed in, as pages need them. `revision`: the organisation's newest, before anything else is read; a live page listens from it. */
export type SignedIn = SessionClaim & { name: string; email: string; roleName: string; permissions: Permissions; organisation: { id: string; name: string; timezone: string; revision: string } };

/**
 * Checks an e-mail address and a password. An unknown account, a wrong password and a disabled account are refused alike, in
 * the same time. @returns what the session shall hold; undefined: refused
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
  await write({ organisationId: account.organisationId }, (tx) => tx.account.update({ where: { id: account.id }, data: { lastLoginAt: input.now } }));
  return { id: account.id, seal: sealOf(account.passwordHash) };
}

/** The account behind a session; undefined when it is gone or no longer active, or its password is another one by now. */
export async function findSignedIn({ id, seal }: SessionClaim): Promise<SignedIn | undefined> {
  const account = await runtime().database.read.account.findUnique({
    where: { id, state: "active" },
    select: { id: true, passwordHash: true, name: true, email: true, role: { select: { name: true, permissions: true } }, organisation: { select: { id: true, name: true, timezone: true, lastRevision: true } } },
  });
  if (!account || sealOf(account.passwordHash) !== seal) return undefined;
  const { role, passwordHash: _, organisation: { lastRevision, ...organisation }, ...rest } = account; // prettier-ignore
  return { ...rest, seal, roleName: role.name, permissions: Permissions.parse(role.permissions), organisation: { ...organisation, revision: String(lastRevision) } };
}

const failuresPerPair = 5;
const failuresPerAddress = 50;
/** Longer ones are refused when set; here they would only cost time. */
const longestPassword = 200;
