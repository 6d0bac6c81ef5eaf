import { expect, test } from "vitest";
import type { Permissions } from "@/lib/accounts/permissions";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { makeKey, makeOrganisation } from "@/test/makers";
import { deleteKey } from "./delete-key";
import { mailExpiringKeys } from "./expiring-keys";
import { KeyInput } from "./key-input";
import { rotateKey } from "./rotate-key";
import { createKey, type KeyManager, setKeyState, updateKey } from "./save-key";

const all: Permissions = { events: "write", visitors: "write", partners: "write", organisation: "write", userAccountManagement: "write", functions: "write" };
const now = new Date("2027-03-10T10:00:00Z");
const dayMs = 24 * 3_600_000;

/** A key with a contact person, and whoever manages it. */
async function makeContactedKey(more: Record<string, unknown> = {}) {
  const organisation = await makeOrganisation({ name: "Wood & Steel" });
  const { writer } = runtime().database;
  const role = await writer.role.create({ data: { id: newId(), organisationId: organisation.id, name: "Keys", permissions: {} } });
  const account = await writer.account.create({ data: { id: newId(), organisationId: organisation.id, roleId: role.id, email: `${organisation.id}@fair.example`, name: "Robin", state: "active" } });
  const ctx: KeyManager = { organisationId: organisation.id, actor: { kind: "account", id: account.id }, events: { kind: "all" }, now, account: { id: account.id, permissions: all } };
  const input = KeyInput.parse({ state: "Active", comments: "CRM bridge\nroom 12", contactName: "Ada", contactEmail: "ada@crm.example", rights: {}, ...more });
  const { id, secret } = await createKey(ctx, input);
  return { organisation, ctx, id, secret, input };
}
const mailsOf = ({ id }: { id: string }) => runtime().database.read.mail.findMany({ where: { organisationId: id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
const endOf = (id: string, expiresAt: Date) => runtime().database.writer.apiKey.update({ where: { id }, data: { expiresAt } });

test("disabling a key tells its contact person, once, however it is done", async () => {
  const one = await makeContactedKey();
  await setKeyState(one.ctx, one.id, "Disabled");
  await setKeyState(one.ctx, one.id, "Disabled");
  await setKeyState(one.ctx, one.id, "Active");
  const [mail, ...more] = await mailsOf(one.organisation);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: "ada@crm.example", subject: "API key disabled: CRM bridge", about: `key:${one.id}`, state: "outbox" });
  expect(mail?.text).toBe(
    [
      "Dear Ada,",
      "The API key “CRM bridge” of Wood & Steel was disabled on 2027-03-10 11:00 (Europe/Amsterdam) by Robin.",
      "Software that uses it is refused until the key is enabled again.",
      `The key's page: ${runtime().settings.url}/organisation/api/keys/${one.id}`,
      "You receive this because you are the contact person of this key at Wood & Steel.",
    ].join("\n\n"),
  );
  const other = await makeContactedKey();
  await updateKey(other.ctx, other.id, { ...other.input, state: "Disabled" });
  await updateKey(other.ctx, other.id, { ...other.input, state: "Disabled", comments: "Old bridge" });
  expect((await mailsOf(other.organisation)).map(({ subject }) => subject)).toEqual(["API key disabled: CRM bridge"]);
});

test("a rotated key's contact person learns until when the old secret works, and not the new one", async () => {
  const { organisation, ctx, id, secret } = await makeContactedKey();
  const { secret: next } = await rotateKey(ctx, id, "24h");
  const [mail] = await mailsOf(organisation);
  expect(mail).toMatchObject({ subject: "API key has a new secret: CRM bridge" });
  expect(mail?.text).toContain("The secret it had works until 2027-03-11 11:00 (Europe/Amsterdam).");
  expect(JSON.stringify(mail)).not.toContain(next.slice(10, -4));
  expect(JSON.stringify(mail)).not.toContain(secret.slice(10, -4));
  await rotateKey(ctx, id, "now");
  expect((await mailsOf(organisation)).filter(({ text }) => text.includes("is refused from now on"))).toHaveLength(1);
});

test("a deleted key's contact person is told, without a link to nowhere", async () => {
  const { organisation, ctx, id } = await makeContactedKey();
  await deleteKey(ctx, id, "");
  const [mail] = await mailsOf(organisation);
  expect(mail).toMatchObject({ to: "ada@crm.example", subject: "API key deleted: CRM bridge" });
  expect(mail?.text).not.toContain("http");
});

test("a key without a contact's address tells nobody, and what is refused tells nobody either", async () => {
  const silent = await makeContactedKey({ contactEmail: "" });
  await setKeyState(silent.ctx, silent.id, "Disabled");
  await deleteKey(silent.ctx, silent.id, "");
  const used = await makeContactedKey();
  await runtime().database.writer.apiKey.update({ where: { id: used.id }, data: { lastUsedAt: now } });
  await expect(deleteKey(used.ctx, used.id, "wrong")).rejects.toMatchObject({ code: "validation_failed" });
  expect([...(await mailsOf(silent.organisation)), ...(await mailsOf(used.organisation))]).toEqual([]);
});

test("before a key ends its contact person is told 30, 7 and 1 days ahead, each once", async () => {
  const { organisation, id } = await makeContactedKey();
  const end = new Date(now.getTime() + 60 * dayMs);
  await endOf(id, end);
  for (let day = 0; day <= 61; day += 0.5) await mailExpiringKeys(new Date(now.getTime() + day * dayMs));
  const mails = await mailsOf(organisation);
  expect(mails.map(({ subject }) => subject).sort()).toEqual(["API key expires in 30 days: CRM bridge", "API key expires in 7 days: CRM bridge", "API key expires within a day: CRM bridge"]);
  expect(mails[0]?.text).toContain("expires on 2027-05-09 12:00 (Europe/Amsterdam)"); // summer time by then
});

test("one who runs late is told what is nearest, and a later end begins anew", async () => {
  const { organisation, id } = await makeContactedKey();
  const subjects = async () => (await mailsOf(organisation)).map(({ subject }) => subject).sort();
  await endOf(id, new Date(now.getTime() + 4.2 * dayMs));
  await Promise.all([mailExpiringKeys(now), mailExpiringKeys(now)]);
  expect(await subjects()).toEqual(["API key expires in 5 days: CRM bridge"]);
  await endOf(id, new Date(now.getTime() + 20 * dayMs));
  await mailExpiringKeys(now);
  expect(await subjects()).toEqual(["API key expires in 20 days: CRM bridge", "API key expires in 5 days: CRM bridge"]);
});

test("keys that are disabled, over, far from their end, or without a contact are left alone", async () => {
  const { organisation, id } = await makeContactedKey();
  for (const [state, days] of [["Disabled", 5], ["Active", -1], ["Active", 31]] as const) {
    await runtime().database.writer.apiKey.update({ where: { id }, data: { state, expiresAt: new Date(now.getTime() + days * dayMs) } });
    await mailExpiringKeys(now);
  } // prettier-ignore
  await makeKey(organisation, { expiresAt: new Date(now.getTime() + dayMs) });
  await mailExpiringKeys(now);
  expect(await mailsOf(organisation)).toEqual([]);
});
