import { randomBytes } from "node:crypto";
import { type Transaction, write } from "@/lib/core/db";
import { runtime } from "@/lib/core/runtime";
import { type SessionClaim, sessionSeconds } from "@/lib/core/session-cookie";

/** Opens a session of an account, and forgets those of it that are over. */
export async function openSession(tx: Transaction, accountId: string, now: Date): Promise<SessionClaim> {
  const sessionId = randomBytes(18).toString("base64url");
  await tx.accountSession.deleteMany({ where: { accountId, expiresAt: { lte: now } } });
  await tx.accountSession.create({ data: { id: sessionId, accountId, createdAt: now, expiresAt: new Date(now.getTime() + sessionSeconds * 1000) } });
  return { sessionId };
}

/** Ends one session, wherever its cookie may be by now. Others of the account go on. */
export async function endSession({ sessionId }: SessionClaim): Promise<void> {
  const session = await runtime().database.read.accountSession.findUnique({ where: { id: sessionId }, select: { account: { select: { id: true, organisationId: true } } } });
  if (!session) return;
  const { id, organisationId } = session.account;
  await write({ organisationId, actor: { kind: "account", id } }, (tx) => tx.accountSession.deleteMany({ where: { id: sessionId } }));
}

/** Ends all of an account's sessions: whoever goes on has to sign in again. */
export async function endSessions(tx: Transaction, accountId: string): Promise<void> {
  await tx.accountSession.deleteMany({ where: { accountId } });
}
