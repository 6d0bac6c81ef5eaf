import { createHash, randomBytes } from "node:crypto";
import { type Transaction, write } from "@/lib/core/db";
import { VisitError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import { hashPassword } from "./password";
import { endSessions } from "./sessions";

/** Whose password a link sets. @property isFirst  they have none yet */
export type Invitation = { name: string; email: string; organisation: string; isFirst: boolean };

/** A new one-time link for an account; those before it are void. Only the token's hash is kept. @returns its path */
export async function makeLink(tx: Transaction, accountId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.accountLink.deleteMany({ where: { accountId, usedAt: null } });
  await tx.accountLink.create({ data: { tokenHash: hashOf(token), accountId, createdAt: now, expiresAt: new Date(now.getTime() + goodForMs) } });
  return `/invitation/${token}`;
}

/** Whom a link is for, as long as it works. Looking does not use it up: mail programs open links of their own accord. */
export async function findInvitation(token: string, now: Date): Promise<Invitation | undefined> {
  const account = (await findLink(token, now))?.account;
  return account && { name: account.name, email: account.email, organisation: account.organisation.name, isFirst: account.passwordHash === null };
}

/**
 * Uses a link up and sets the password; the account is active from then on, and its older sessions are over.
 * @param password  one that `NewPassword` accepts
 * @throws not_found  the link is unknown, used, void or over, or the account is disabled
 */
export async function acceptInvitation(token: string, password: string, now: Date): Promise<void> {
  const link = await findLink(token, now);
  if (!link) throw noLink();
  const passwordHash = await hashPassword(password); // before the lock, which nobody should hold for this long
  await write({ organisationId: link.account.organisationId, actor: { kind: "account", id: link.accountId } }, async (tx) => {
    const used = await tx.accountLink.updateMany({ where: { tokenHash: link.tokenHash, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
    const set = await tx.account.updateMany({ where: { id: link.accountId, state: { not: "disabled" } }, data: { passwordHash, state: "active" } });
    if (used.count === 0 || set.count === 0) throw noLink();
    await endSessions(tx, link.accountId);
  });
}

async function findLink(token: string, now: Date) {
  const link = await runtime().database.read.accountLink.findUnique({
    where: { tokenHash: hashOf(token), usedAt: null, expiresAt: { gt: now } },
    include: { account: { include: { organisation: { select: { name: true } } } } },
  });
  return link?.account.state === "disabled" ? undefined : link;
}

function noLink(): VisitError {
  return new VisitError("not_found", "This link was used already, or a newer one has replaced it, or its seven days are over. Ask an administrator of your organisation for a new one.");
}

function hashOf(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}

const goodForMs = 7 * 24 * 60 * 60 * 1000;
