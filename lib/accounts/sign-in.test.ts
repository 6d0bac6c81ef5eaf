import { expect, test } from "vitest";
import { hashPassword, isPassword } from "@/lib/accounts/password";
import { endSession, openSession } from "@/lib/accounts/sessions";
import { findSignedIn, verifySignIn } from "@/lib/accounts/verbs";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { makeOrganisation } from "@/test/makers";

const password = "nine warm herrings";
const now = new Date("2026-11-24T09:00:00Z");

async function makeAccount(state = "active") {
  const organisation = await makeOrganisation();
  const id = newId();
  const email = `${id}@fair.example`;
  const passwordHash = await hashPassword(password);
  await write({ organisationId: organisation.id }, async (tx) => {
    const role = await tx.role.create({ data: { id: newId(), organisationId: organisation.id, name: "Member", permissions: {} } });
    await tx.account.create({ data: { id, organisationId: organisation.id, roleId: role.id, email, name: "Ada", passwordHash, state } });
  });
  return { id, email, passwordHash, organisation };
}

test("the right password signs in, whatever the case of the e-mail, and the time is kept", async () => {
  const { id, email } = await makeAccount();
  expect(await verifySignIn({ email: ` ${email.toUpperCase()} `, password, address: "192.0.2.1", now })).toBeDefined();
  expect((await runtime().database.read.account.findUnique({ where: { id } }))?.lastLoginAt).toEqual(now);
});

test.each(["new", "disabled"])("an account that is %s is refused with its right password, and has no session", async (state) => {
  const { id, email, organisation } = await makeAccount(state);
  expect(await verifySignIn({ email, password, address: "192.0.2.2", now })).toBeUndefined();
  const session = await write({ organisationId: organisation.id }, (tx) => openSession(tx, id, now));
  expect(await findSignedIn(session, now)).toBeUndefined();
});

test("signing out ends the session and no other, and after a week it is over by itself", async () => {
  const { id, email } = await makeAccount();
  const [here, there] = [await verifySignIn({ email, password, address: "192.0.2.1", now }), await verifySignIn({ email, password, address: "192.0.2.1", now })];
  if (!here || !there) throw new Error("Refused.");
  expect(await findSignedIn(here, now)).toMatchObject({ id, email });
  await endSession(here);
  expect(await findSignedIn(here, now)).toBeUndefined();
  await endSession(here); // twice is as good as once
  expect(await findSignedIn(there, now)).toMatchObject({ id });
  expect(await findSignedIn(there, new Date("2026-12-01T08:59:59Z"))).toMatchObject({ id });
  expect(await findSignedIn(there, new Date("2026-12-01T09:00:00Z"))).toBeUndefined();
  expect(await findSignedIn({ sessionId: "" }, now)).toBeUndefined();
});

test("after five failures from an address the right password is refused there, and nowhere else", async () => {
  const { email } = await makeAccount();
  for (let attempt = 0; attempt < 5; attempt += 1) expect(await verifySignIn({ email, password: "wrong", address: "192.0.2.3", now })).toBeUndefined();
  await expect(verifySignIn({ email, password, address: "192.0.2.3", now })).rejects.toMatchObject({ code: "too_many_requests" });
  expect(await verifySignIn({ email, password, address: "192.0.2.4", now })).toBeDefined();
  const later = new Date(now.getTime() + 16 * 60_000);
  expect(await verifySignIn({ email, password, address: "192.0.2.3", now: later })).toBeDefined();
});

test("a whole office signs in from one address, and its successes do not forgive a guesser there", async () => {
  const { email } = await makeAccount();
  for (let person = 0; person < 55; person += 1) expect(await verifySignIn({ email, password, address: "192.0.2.6", now })).toBeDefined();
  for (let guess = 0; guess < 50; guess += 1) await verifySignIn({ email: `guess${guess}@fair.example`, password: "wrong", address: "192.0.2.6", now });
  await expect(verifySignIn({ email, password, address: "192.0.2.6", now })).rejects.toMatchObject({ code: "too_many_requests" });
});

test("attempts made at the same moment are all counted", async () => {
  const { email } = await makeAccount();
  const attempts = Array.from({ length: 20 }, () => verifySignIn({ email, password: "wrong", address: "192.0.2.5", now }).then(() => "checked", () => "refused"));
  expect((await Promise.all(attempts)).filter((outcome) => outcome === "checked")).toHaveLength(5);
});

test("without a hash the check takes as long, and says no", async () => {
  const hash = await hashPassword(password);
  const took = async (passwordHash: string | null) => {
    const started = performance.now();
    for (let round = 0; round < 8; round += 1) expect(await isPassword("wrong", passwordHash)).toBe(false);
    return performance.now() - started;
  };
  await took(hash);
  const [known, unknown] = [await took(hash), await took(null)];
  expect(unknown / known).toBeGreaterThan(0.4);
  expect(unknown / known).toBeLessThan(2.5);
  expect(await isPassword(password, hash)).toBe(true);
});
