import { expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { makeFunction, makeManager, readSecrets } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { listAudit } from "./audit";
import { deleteSecret, listSecrets, saveSecret } from "./manage-secrets";
import { SecretInput, StoredInput } from "./schema";
import { deleteStored, listStored, putBackStored, saveStored, viewStored } from "./stored";
import { readState } from "./stored-state";

const make = async () => makeFunction(await makeOrganisation(), { code: "export default () => {}", isDraft: true });
const secret = (more: object = {}) => SecretInput.parse({ name: "crm", value: "tok-12345", ...more });

test("a secret is listed without its value, kept sealed, and stays when its value is left empty", async () => {
  const { ctx, id } = await make();
  await saveSecret(ctx, id, secret({ allowedHosts: "CRM.example.org, *.example.net" }));
  await saveSecret(ctx, id, secret({ value: "", isWritable: "on", allowedHosts: "crm.example.org" }));
  const listed = await listSecrets(ctx, id);
  expect(listed).toMatchObject([{ name: "crm", isWritable: true, allowedHosts: ["crm.example.org"], updatedAt: ctx.now }]);
  expect(JSON.stringify([listed, await runtime().database.read.functionSecret.findMany({ where: { functionId: id } })])).not.toContain("tok-12345");
  expect(await readSecrets(id)).toEqual(new Map([["crm", "tok-12345"]]));
});

test("who lets a secret go to more hosts must know it", async () => {
  const { ctx, id } = await make();
  await saveSecret(ctx, id, secret({ allowedHosts: "crm.example.org" }));
  for (const allowedHosts of ["", "crm.example.org, evil.example"]) {
    await expect(saveSecret(ctx, id, secret({ value: "", allowedHosts }))).rejects.toMatchObject({ more: { errors: [{ field: "value" }] } });
  }
  await saveSecret(ctx, id, secret({ allowedHosts: "crm.example.org, other.example" }));
});

test.each([{ name: "9lives" }, { name: "a b" }, { allowedHosts: "https://crm.example.org" }, { allowedHosts: "a/b" }])("%o is no secret's", (more) => {
  expect(SecretInput.safeParse({ name: "crm", value: "x", ...more }).success).toBe(false);
});

test("a host that no request could go to is refused by name, with nothing saved", async () => {
  const { ctx, id } = await make();
  for (const host of ["crm.example.org:0", "crm.example.org:70000", "crm..example.org", "-crm.example.org", "10.0.0.256", "10.0.0.5:x", "10.0.0.0/40", "*", "https://crm.example.org", `${"a".repeat(64)}.example.org`]) {
    await expect(saveSecret(ctx, id, { name: "crm", value: "tok-12345", isWritable: false, allowedHosts: ["crm.example.org", host] })).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "allowedHosts", description: expect.stringContaining(host) }] } });
  }
  expect(await listSecrets(ctx, id)).toEqual([]);
  await saveSecret(ctx, id, secret({ allowedHosts: "crm.example.org:8443, *.example.net 10.0.0.5:80 localhost xn--mnchen-3ya.example" }));
});

test("state can be looked at, changed and deleted, and each is noted with who and which, not what", async () => {
  const { ctx, id } = await make();
  await saveStored(ctx, id, StoredInput.parse({ key: "cursor", json: ` { "revision": 12 } ` }));
  expect(await listStored(ctx, id)).toEqual([{ key: "cursor", bytes: 21, updatedAt: ctx.now }]);
  expect(await viewStored(ctx, id, "cursor")).toEqual({ json: `{"revision":12}` });
  await deleteStored(ctx, id, "cursor");
  expect(await listStored(ctx, id)).toEqual([]);
  expect((await listAudit(ctx, id)).map(({ action, detail }) => `${action} ${detail}`)).toEqual(["stored.edit cursor (deleted)", "stored.view cursor", "stored.edit cursor", "create Sync"]);
  expect(StoredInput.safeParse({ key: "a", json: "{" }).success).toBe(false);
});

test("a deleted value is put back as it was, seen by nobody, but not over one that was set since", async () => {
  const { ctx, id } = await make();
  await saveStored(ctx, id, { key: "cursor", json: `{"revision":12}` });
  const { sealed } = await deleteStored(ctx, id, "cursor");
  expect(sealed).not.toContain("revision");
  await putBackStored(ctx, id, { key: "cursor", sealed: sealed ?? "" });
  expect(await readState(id)).toEqual(new Map([["cursor", `{"revision":12}`]]));
  await expect(putBackStored(ctx, id, { key: "cursor", sealed: sealed ?? "" })).rejects.toMatchObject({ code: "conflict" });
  expect((await listAudit(ctx, id)).map(({ detail }) => detail).slice(0, 2)).toEqual(["cursor (put back)", "cursor (deleted)"]);
  await deleteStored(ctx, id, "cursor");
  for (const removed of [{ key: "other", sealed: sealed ?? "" }, { key: "cursor", sealed: "1.made.up" }]) {
    await expect(putBackStored(ctx, id, removed)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("state by hand has the limit that state by code has", async () => {
  const { ctx, id } = await make();
  await saveStored(ctx, id, { key: "a", json: JSON.stringify("x".repeat(400 * 1024)) });
  await expect(saveStored(ctx, id, { key: "b", json: JSON.stringify("x".repeat(200 * 1024)) })).rejects.toMatchObject({ more: { errors: [{ field: "json" }] } });
  await saveStored(ctx, id, { key: "a", json: JSON.stringify("x".repeat(500 * 1024)) });
});

test("what another organisation's function has does not exist", async () => {
  const { ctx, id } = await make();
  await saveSecret(ctx, id, secret());
  await saveStored(ctx, id, { key: "a", json: "1" });
  const stranger = makeManager(await makeOrganisation());
  const attempts = [
    () => listSecrets(stranger, id),
    () => saveSecret(stranger, id, secret()),
    () => deleteSecret(stranger, id, "crm"),
    () => listStored(stranger, id),
    () => viewStored(stranger, id, "a"),
    () => saveStored(stranger, id, { key: "a", json: "2" }),
    () => deleteStored(stranger, id, "a"),
    () => putBackStored(stranger, id, { key: "b", sealed: "" }),
    () => listAudit(stranger, id),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
});
