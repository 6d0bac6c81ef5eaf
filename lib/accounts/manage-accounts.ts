import type { Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { conflict, forbidden, invalid, VisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { makeLink } from "./account-link";
import { covers, mayEverything, Permissions } from "./permissions";
import type { AccountInput } from "./schema";
import { endSessions } from "./sessions";

/** Who manages accounts: an account, with what it may do itself, for nobody grants more than they have. */
export type AccountManager = Context & { account: { id: string; permissions: Permissions } };

export const accountStates = ["new", "active", "disabled"] as const;
/** new: has no password yet. disabled: signs in no more, and its sessions are over. */
export type AccountState = (typeof accountStates)[number];

/**
 * An account as the list shows it. @property isOpen  the one who looks may change it: its role allows no more than theirs
 * @property linkExpiresAt  end of the link that would set its password; null when there is none
 */
export type AccountRow = { id: string; name: string; email: string; roleId: string; state: AccountState; lastLoginAt: Date | null; createdAt: Date; linkExpiresAt: Date | null; isOpen: boolean };
/** @property isOpen  may be given by the one who looks */
export type RoleRow = { id: string; name: string; isOpen: boolean };

/** The organisation's accounts by name. An organisation has few. */
export async function listAccounts(ctx: AccountManager): Promise<AccountRow[]> {
  const rows = await runtime().database.read.account.findMany({
    where: { organisationId: ctx.organisationId },
    include: { role: { select: { permissions: true } }, links: { where: { usedAt: null, expiresAt: { gt: ctx.now } }, select: { expiresAt: true } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, name, email, roleId, state, lastLoginAt, createdAt, role, links }) => ({
    id,
    name,
    email,
    roleId,
    state: stateOf(state),
    lastLoginAt,
    createdAt,
    linkExpiresAt: links[0]?.expiresAt ?? null,
    isOpen: covers(ctx.account.permissions, Permissions.parse(role.permissions)),
  }));
}

/** The organisation's roles, whoever may most first. */
export async function listRoles(ctx: AccountManager): Promise<RoleRow[]> {
  const roles = await runtime().database.read.role.findMany({ where: { organisationId: ctx.organisationId }, orderBy: { name: "asc" } });
  return roles.map(({ id, name, permissions }) => ({ id, name, isOpen: covers(ctx.account.permissions, Permissions.parse(permissions)) }));
}

/**
 * Adds somebody, who then sets a password of their own. @returns the path of the link for that, which is kept nowhere
 * @throws validation_failed  the e-mail address has an account, or the role is none that the manager may give
 */
export function addAccount(ctx: AccountManager, { name, email, roleId }: AccountInput): Promise<{ id: string; linkPath: string }> {
  return write(ctx, async (tx) => {
    await mayGive(tx, ctx, roleId);
    if (await tx.account.findUnique({ where: { email }, select: { id: true } })) {
      throw invalid({ field: "email", error: "invalid_value", description: "has an account already; use another address" });
    }
    const id = newId();
    await tx.account.create({ data: { id, organisationId: ctx.organisationId, roleId, email, name, state: "new", createdAt: ctx.now } });
    return { id, linkPath: await makeLink(tx, id, ctx.now) };
  });
}

/** Counts from the next request on, also in a session that is open: the role is read with every one. @throws not_found, validation_failed (the role), forbidden (the account may do more), conflict (the last administrator) */
export async function setAccountRole(ctx: AccountManager, accountId: string, roleId: string): Promise<void> {
  await write(ctx, async (tx) => {
    await accountOf(tx, ctx, accountId);
    await mayGive(tx, ctx, roleId);
    await tx.account.update({ where: { id: accountId }, data: { roleId } });
    await keepAdministrator(tx, ctx);
  });
}

/**
 * Disables an account: its sessions end, and its link is void. Enabled again, it is what it was: active when
 * it has a password.
 * @throws not_found, forbidden (oneself, or the account may do more), conflict (the last administrator)
 */
export async function setAccountDisabled(ctx: AccountManager, accountId: string, isDisabled: boolean): Promise<void> {
  await write(ctx, async (tx) => {
    const { passwordHash } = await accountOf(tx, ctx, accountId);
    if (isDisabled && accountId === ctx.account.id) throw forbidden("You cannot disable your own account. Somebody else who manages accounts can.");
    await tx.account.update({ where: { id: accountId }, data: { state: isDisabled ? "disabled" : passwordHash === null ? "new" : "active" } });
    if (isDisabled) {
      await tx.accountLink.deleteMany({ where: { accountId, usedAt: null } });
      await endSessions(tx, accountId);
    }
    await keepAdministrator(tx, ctx);
  });
}

/**
 * A new link to set a password with, for whoever lost the first one or forgot their password; older links are void, the old password
 * works until the new one is set. @returns the link's path
 * @throws not_found, forbidden (the account may do more), conflict (it is disabled)
 */
export function renewLink(ctx: AccountManager, accountId: string): Promise<string> {
  return write(ctx, async (tx) => {
    const { state } = await accountOf(tx, ctx, accountId);
    if (state === "disabled") throw conflict("This account is disabled. Enable it first.");
    return makeLink(tx, accountId, ctx.now);
  });
}

/** @throws not_found, also for an account of another organisation; forbidden when it may do what the manager may not */
async function accountOf(tx: Transaction, ctx: AccountManager, accountId: string) {
  const account = await tx.account.findFirst({ where: { id: accountId, organisationId: ctx.organisationId }, include: { role: true } });
  if (!account) throw new VisitError("not_found", "There is no such account.");
  if (!covers(ctx.account.permissions, Permissions.parse(account.role.permissions))) throw forbidden("This account may do more than you may yourself.");
  return account;
}

async function mayGive(tx: Transaction, ctx: AccountManager, roleId: string): Promise<void> {
  const role = await tx.role.findFirst({ where: { id: roleId, organisationId: ctx.organisationId } });
  if (!role) throw invalid({ field: "roleId", error: "invalid_value", description: "must be a role of the organisation" });
  if (!covers(ctx.account.permissions, Permissions.parse(role.permissions))) throw invalid({ field: "roleId", error: "invalid_value", description: "must not allow more than you may yourself" });
}

/** Looks at what the write has made of it: an organisation without an administrator could never get one again. @throws conflict */
async function keepAdministrator(tx: Transaction, ctx: Context): Promise<void> {
  const active = await tx.account.findMany({ where: { organisationId: ctx.organisationId, state: "active" }, select: { role: { select: { permissions: true } } } });
  if (!active.some(({ role }) => mayEverything(Permissions.parse(role.permissions)))) {
    throw conflict("This is the last administrator who can sign in. Make somebody else an administrator first.");
  }
}

function stateOf(state: string): AccountState {
  return accountStates.find((known) => known === state) ?? "disabled";
}
