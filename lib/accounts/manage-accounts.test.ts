import { expect, test } from "vitest";
import { acceptInvitation, findInvitation } from "@/lib/accounts/account-link";
import { changePassword } from "@/lib/accounts/change-password";
import { type AccountManager, addAccount, listAccounts, listRoles, renewLink, setAccountDisabled, setAccountRole } from "@/lib/accounts/manage-accounts";
import { covers, mayEverything, Permissions } from "@/lib/accounts/permissions";
import { defaultRoles } from "@/lib/accounts/roles";
import { AccountInput } from "@/lib/accounts/schema";
import { findSignedIn, verifySignIn } from "@/lib/accounts/verbs";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { makeOrganisation } from "@/test/makers";

const now = new Date("2026-11-24T09:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const day = 24 * 3600_000;
const password = "nine warm herrings";
const signIn = (email: string, word = password) => verifySignIn({ email, password: word, address: newId(), now });
const tokenOf = (linkPath: string) => linkPath.replace("/invitation/", "");

/** An organisation with its roles and one administrator, who looks after the accounts. */
async function makeHouse() {
  const organisation = await makeOrganisation();
  const roles = [...defaultRoles, { name: "Registrar", permissions: Permissions.parse({ visitors: "write", userAccountManagement: "write" }) }].map((role) => ({ id: newId(), organisationId: organisation.id, ...role }));
  const idOf = (name: string) => roles.find((role) => role.name === name)?.id ?? "";
  const ids = { Administrator: idOf("Administrator"), Member: idOf("Member"), Registrar: idOf("Registrar") };
  const as = (id: string, role: keyof typeof ids): AccountManager => ({
    organisationId: organisation.id,
    actor: { kind: "account", id },
    events: { kind: "all" },
    now,
    account: { id, permissions: Permissions.parse(roles.find(({ name }) => name === role)?.permissions) },
  });
  const add = async (role: keyof typeof ids, state = "active") => {
    const id = newId();
    await write({ organisationId: organisation.id }, async (tx) => {
      await tx.account.create({ data: { id, organisationId: organisation.id, roleId: ids[role], email: `${id}@fair.example`, name: `Somebody ${id}`, state, passwordHash: state === "new" ? null : "none" } });
    });
    return id;
  };
  await write({ organisationId: organisation.id }, (tx) => tx.role.createMany({ data: roles }));
  const owner = await add("Administrator");
  return { organisation, roles: ids, add, as, owner, ctx: as(owner, "Administrator") };
}

const input = (roleId: string) => ({ name: "Ada", email: `${newId()}@fair.example`, roleId });
const stateIn = async (ctx: AccountManager, id: string) => (await listAccounts(ctx)).find((account) => account.id === id)?.state;

test("somebody new sets a password by the link, once, and may then sign in", async () => {
  const { ctx, roles } = await makeHouse();
  const ada = input(roles.Member);
  const { id, linkPath } = await addAccount(ctx, ada);
  expect(await stateIn(ctx, id)).toBe("new");
  expect(await findInvitation(tokenOf(linkPath), now)).toMatchObject({ name: "Ada", email: ada.email, isFirst: true });
  await acceptInvitation(tokenOf(linkPath), password, now);
  expect(await stateIn(ctx, id)).toBe("active");
  expect(await signIn(ada.email)).toBeDefined();
  expect(await findInvitation(tokenOf(linkPath), now)).toBeUndefined();
  await expect(acceptInvitation(tokenOf(linkPath), "another password", now)).rejects.toMatchObject({ code: "not_found" });
  expect(await signIn(ada.email)).toBeDefined();
});

test("of two who use a link at the same moment one wins", async () => {
  const { ctx, roles } = await makeHouse();
  const { linkPath } = await addAccount(ctx, input(roles.Member));
  const outcomes = await Promise.allSettled(["one password", "other password"].map((word) => acceptInvitation(tokenOf(linkPath), word, now)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a link works for seven days and not a millisecond longer", async () => {
  const { ctx, roles } = await makeHouse();
  const { linkPath } = await addAccount(ctx, input(roles.Member));
  expect(await findInvitation(tokenOf(linkPath), later(7 * day - 1))).toBeDefined();
  expect(await findInvitation(tokenOf(linkPath), later(7 * day))).toBeUndefined();
  await expect(acceptInvitation(tokenOf(linkPath), password, later(7 * day))).rejects.toMatchObject({ code: "not_found" });
  await acceptInvitation(tokenOf(linkPath), password, later(7 * day - 1));
});

test("a new link replaces the one before, and the old password works until the new one is set", async () => {
  const { ctx, roles } = await makeHouse();
  const ada = input(roles.Member);
  const { id, linkPath } = await addAccount(ctx, ada);
  await acceptInvitation(tokenOf(linkPath), password, now);
  const [second, third] = [await renewLink(ctx, id), await renewLink(ctx, id)];
  expect(await findInvitation(tokenOf(second), now)).toBeUndefined();
  expect(await findInvitation(tokenOf(third), now)).toMatchObject({ isFirst: false });
  const session = await signIn(ada.email);
  await acceptInvitation(tokenOf(third), "a quite new one", now);
  expect(await signIn(ada.email)).toBeUndefined();
  expect(session && (await findSignedIn(session, now))).toBeUndefined(); // opened with the old password
  expect(await signIn(ada.email, "a quite new one")).toBeDefined();
});

test("disabling ends the session, voids the link and keeps the password for another day", async () => {
  const { ctx, roles } = await makeHouse();
  const ada = input(roles.Member);
  const { id, linkPath } = await addAccount(ctx, ada);
  await acceptInvitation(tokenOf(linkPath), password, now);
  const session = await signIn(ada.email);
  if (!session) throw new Error("Ada was refused.");
  const link = await renewLink(ctx, id);
  expect(await findSignedIn(session, now)).toMatchObject({ id, roleName: "Member" });
  await setAccountDisabled(ctx, id, true);
  expect(await findSignedIn(session, now)).toBeUndefined();
  expect(await signIn(ada.email)).toBeUndefined();
  expect(await findInvitation(tokenOf(link), now)).toBeUndefined();
  await expect(renewLink(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  await setAccountDisabled(ctx, id, false);
  expect(await stateIn(ctx, id)).toBe("active");
  expect(await findInvitation(tokenOf(link), now)).toBeUndefined();
  expect(await findSignedIn(session, now)).toBeUndefined(); // what was ended stays so
  expect(await signIn(ada.email)).toBeDefined();
});

test("somebody without a password is new again when enabled", async () => {
  const { ctx, roles } = await makeHouse();
  const { id } = await addAccount(ctx, input(roles.Member));
  await setAccountDisabled(ctx, id, true);
  await setAccountDisabled(ctx, id, false);
  expect(await stateIn(ctx, id)).toBe("new");
});

test("a change of role counts for the session that is open", async () => {
  const { ctx, roles } = await makeHouse();
  const ada = input(roles.Member);
  const { id, linkPath } = await addAccount(ctx, ada);
  await acceptInvitation(tokenOf(linkPath), password, now);
  const session = await signIn(ada.email);
  if (!session) throw new Error("Ada was refused.");
  await setAccountRole(ctx, id, roles.Administrator);
  expect((await findSignedIn(session, now))?.permissions.organisation).toBe("write");
  await setAccountRole(ctx, id, roles.Member);
  expect((await findSignedIn(session, now))?.permissions.organisation).toBe("none");
});

test("nobody disables themself", async () => {
  const { ctx, owner, add } = await makeHouse();
  await add("Administrator");
  await expect(setAccountDisabled(ctx, owner, true)).rejects.toMatchObject({ code: "forbidden" });
  expect(await stateIn(ctx, owner)).toBe("active");
});

test("the last administrator stays; one who never signed in or is disabled does not count", async () => {
  const { ctx, owner, roles, add, as } = await makeHouse();
  await add("Administrator", "new");
  const third = await add("Administrator", "disabled");
  await expect(setAccountRole(ctx, owner, roles.Member)).rejects.toMatchObject({ code: "conflict" });
  await setAccountDisabled(ctx, third, false);
  await setAccountRole(ctx, owner, roles.Member);
  await expect(setAccountDisabled(as(owner, "Administrator"), third, true)).rejects.toMatchObject({ code: "conflict" });
  expect(await stateIn(ctx, third)).toBe("active");
});

test("two administrators who take each other's role at the same moment leave one", async () => {
  const { ctx, owner, roles, add, as } = await makeHouse();
  const other = await add("Administrator");
  const outcomes = await Promise.allSettled([setAccountRole(ctx, other, roles.Member), setAccountRole(as(other, "Administrator"), owner, roles.Member)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("nobody gives more than they have, or takes over somebody who has more", async () => {
  const { add, as, owner, roles } = await makeHouse();
  const registrar = as(await add("Registrar"), "Registrar");
  await expect(addAccount(registrar, input(roles.Administrator))).rejects.toMatchObject({ code: "validation_failed" });
  await expect(setAccountRole(registrar, registrar.account.id, roles.Administrator)).rejects.toMatchObject({ code: "validation_failed" });
  for (const attempt of [() => renewLink(registrar, owner), () => setAccountDisabled(registrar, owner, true), () => setAccountRole(registrar, owner, roles.Registrar)]) {
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  }
  expect((await listRoles(registrar)).filter(({ isOpen }) => isOpen).map(({ name }) => name)).toEqual(["Registrar"]);
  await expect(addAccount(registrar, input(roles.Registrar))).resolves.toBeDefined();
});

test("an organisation's accounts and roles are its own", async () => {
  const [ours, theirs] = [await makeHouse(), await makeHouse()];
  const their = await theirs.add("Member");
  for (const attempt of [() => renewLink(ours.ctx, their), () => setAccountDisabled(ours.ctx, their, true), () => setAccountRole(ours.ctx, their, ours.roles.Member)]) {
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(addAccount(ours.ctx, input(theirs.roles.Member))).rejects.toMatchObject({ code: "validation_failed" });
  expect((await listAccounts(ours.ctx)).map(({ id }) => id)).toEqual([ours.owner]);
  expect(await stateIn(theirs.ctx, their)).toBe("active");
});

test("an address has one account", async () => {
  const { ctx, roles } = await makeHouse();
  const ada = input(roles.Member);
  await addAccount(ctx, ada);
  await expect(addAccount(ctx, ada)).rejects.toMatchObject({ more: { errors: [{ field: "email" }] } });
});

test("one's own password is changed by who knows the old one, which then opens nothing", async () => {
  const { ctx, roles, as } = await makeHouse();
  const ada = input(roles.Member);
  const { id, linkPath } = await addAccount(ctx, ada);
  await acceptInvitation(tokenOf(linkPath), password, now);
  const session = await signIn(ada.email);
  const own = as(id, "Member");
  await expect(changePassword(own, { oldPassword: "wrong", newPassword: "a quite new one" })).rejects.toMatchObject({ more: { errors: [{ field: "oldPassword" }] } });
  await changePassword(own, { oldPassword: password, newPassword: "a quite new one" });
  expect(session && (await findSignedIn(session, now))).toBeUndefined();
  expect(await signIn(ada.email)).toBeUndefined();
  expect(await signIn(ada.email, "a quite new one")).toBeDefined();
});

test("five wrong guesses of the old password are enough", async () => {
  const { ctx, roles, as } = await makeHouse();
  const { id, linkPath } = await addAccount(ctx, input(roles.Member));
  await acceptInvitation(tokenOf(linkPath), password, now);
  const own = as(id, "Member");
  for (let guess = 0; guess < 5; guess += 1) await expect(changePassword(own, { oldPassword: "wrong", newPassword: password })).rejects.toMatchObject({ code: "validation_failed" });
  await expect(changePassword(own, { oldPassword: password, newPassword: "a quite new one" })).rejects.toMatchObject({ code: "too_many_requests" });
  await changePassword({ ...own, now: later(16 * 60_000) }, { oldPassword: password, newPassword: "a quite new one" });
});

test("a form's extra fields go nowhere", () => {
  const sent = { name: " Ada ", email: "Ada@Fair.Example", roleId: "0123456789abc", state: "active", organisationId: "x", id: "y", passwordHash: "z" };
  expect(AccountInput.parse(sent)).toEqual({ name: "Ada", email: "ada@fair.example", roleId: "0123456789abc" });
});

test("what a role covers", () => {
  const [administrator, member] = defaultRoles.map(({ permissions }) => permissions);
  if (!administrator || !member) throw new Error("There are no roles.");
  expect([covers(administrator, member), covers(member, administrator), covers(member, member)]).toEqual([true, false, true]);
  expect([mayEverything(administrator), mayEverything(member), mayEverything({ ...administrator, partners: "read" })]).toEqual([true, false, false]);
});
