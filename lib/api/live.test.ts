import { afterEach, expect, test } from "vitest";
import { hashPassword } from "@/lib/accounts/password";
import { findSignedIn, verifySignIn } from "@/lib/accounts/verbs";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { makeContext, makeEvent, makeOrganisation } from "@/test/makers";
import { liveStream, sinceIn } from "./live";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** An account's page that was read now, and what a stream says that begins there. */
async function makePage() {
  const organisation = await makeOrganisation();
  const event = await makeEvent(organisation);
  const account = { id: newId(), email: `${newId()}@fair.example`, password: "nine warm herrings" };
  const passwordHash = await hashPassword(account.password);
  await write({ organisationId: organisation.id }, async (tx) => {
    const role = await tx.role.create({ data: { id: newId(), organisationId: organisation.id, name: "Member", permissions: { visitors: "read" } } });
    await tx.account.create({ data: { id: account.id, organisationId: organisation.id, roleId: role.id, email: account.email, name: "Ada", passwordHash, state: "active" } });
  });
  const session = (await verifySignIn({ email: account.email, password: account.password, address: newId(), now: new Date() })) ?? { sessionId: "" };
  const signedIn = await findSignedIn(session, new Date());
  const register = (lastName: string) => createVisitor(makeContext(organisation), { expoId: event.id, contact: { lastName, email: `${lastName}@fair.example` } });

  function listen(since: bigint) {
    const signal = new AbortController();
    const reader = liveStream({ session, organisationId: organisation.id, topics: [`visitors:${event.id}`], since, signal: signal.signal }).getReader();
    let said = "";
    const until = async (wanted: RegExp) => {
      while (!wanted.test(said)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`The stream ended after ${JSON.stringify(said)}.`);
        said += new TextDecoder().decode(value);
      }
      return said;
    };
    ends.push(async () => {
      signal.abort();
      while (!(await reader.read()).done);
    });
    return { until };
  }
  return { since: BigInt(signedIn?.organisation.revision ?? -1), register, listen };
}

test("what changed between the reading of a page and its stream is told when the stream begins", async () => {
  const { since, register, listen } = await makePage();
  await register("Between");
  expect(await listen(since).until(/^id: /m)).toMatch(/^id: \d+\nevent: changed\ndata:\n\n/m);
});

test("a stream that begins where nothing has changed since says only where it stands", async () => {
  const { since, listen } = await makePage();
  expect(await listen(since).until(/^id: /m)).toContain(`id: ${since}\n\n`);
});

test("a stream goes on from the newest place it was told, and from the beginning when it was told none", () => {
  expect(sinceIn("17", "42")).toBe(42n);
  expect(sinceIn("17", null)).toBe(17n);
  expect(sinceIn(null, "-3")).toBe(0n);
  expect(sinceIn("1e9", "99999999999999999999")).toBe(0n);
});
