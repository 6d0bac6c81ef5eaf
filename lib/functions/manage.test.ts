import { afterAll, expect, test } from "vitest";
import { Permissions } from "@/lib/accounts/permissions";
import { runtime } from "@/lib/core/runtime";
import { makeFunction, makeFunctionKey, makeManager } from "@/test/functions";
import { makeKey, makeOrganisation } from "@/test/makers";
import { startOwnRuntime } from "@/test/own-runtime";
import { createFunction, deleteFunction, hashToken, publish, renewLinkToken, restore, saveDraft, setFunctionState, updateSettings } from "./manage";
import { listRuns } from "./runs";
import { DraftInput, FunctionInput, SettingsInput } from "./schema";
import { runAgain, runNow } from "./start-run";
import { storeRun } from "./store-run";
import { functionsOfKey, getFunction, getVersion, keyIsFree, listFunctions, listVersions, suggestKey, usableKeys } from "./verbs";

const stop = await startOwnRuntime();afterAll(() => stop());

const idle = "export default () => {}";

test.each([
  { what: "of another organisation", refusal: "must be one of the list" },
  { what: "not marked for functions", refusal: "is not marked as usable by functions" },
  { what: "disabled", refusal: "is disabled" },
  { what: "expired", refusal: "has expired" },
])("a key $what cannot be given to a function, nor is it offered", async ({ what, refusal }) => {
  const organisation = await makeOrganisation();
  const ctx = makeManager(organisation);
  const key =
    what === "of another organisation" ? await makeFunctionKey(await makeOrganisation())
    : what === "not marked for functions" ? await makeKey(organisation)
    : await makeFunctionKey(organisation, what === "disabled" ? { state: "Disabled" } : { expiresAt: new Date(ctx.now.getTime() - 1000) });
  await expect(createFunction(ctx, { name: "A", kind: "task", key: "", apiKeyId: key.id, code: idle })).rejects.toMatchObject({ more: { errors: [{ field: "apiKeyId", description: refusal }] } });
  expect(await usableKeys(ctx)).toEqual([]);
});

test("nobody gives a function a key that may do more than they may", async () => {
  const organisation = await makeOrganisation();
  const key = await makeFunctionKey(organisation);
  const ctx = makeManager(organisation, { permissions: Permissions.parse({ visitors: "read", functions: "write" }) });
  await expect(createFunction(ctx, { name: "A", kind: "task", key: "", apiKeyId: key.id, code: idle })).rejects.toMatchObject({ code: "forbidden" });
});

test("of a key it is known which functions work with it, in its own organisation", async () => {
  const organisation = await makeOrganisation();
  const made = await makeFunction(organisation, { code: idle });
  await makeFunction(organisation, { code: idle });
  expect(await functionsOfKey(made.ctx, made.key.id)).toEqual([{ id: made.id, name: "Sync", kind: "task", state: "active", publishedVersion: 1 }]);
  expect(await functionsOfKey(makeManager(await makeOrganisation()), made.key.id)).toEqual([]);
});

test("an endpoint's key is unique in its organisation, and suggested from the name", async () => {
  const organisation = await makeOrganisation();
  const [ctx, key] = [makeManager(organisation), await makeFunctionKey(organisation)];
  expect(await suggestKey(ctx, "  Réservé: CRM → Visit! ")).toBe("reserve-crm-visit");
  const endpoint = { name: "A", kind: "endpoint", key: "reserve-crm-visit", apiKeyId: key.id, code: idle } as const;
  const { id } = await createFunction(ctx, endpoint);
  await expect(createFunction(ctx, endpoint)).rejects.toMatchObject({ more: { errors: [{ field: "key", error: "already_used" }] } });
  expect(await suggestKey(ctx, "Réservé CRM Visit")).toBe("reserve-crm-visit-2");
  expect([await keyIsFree(ctx, "reserve-crm-visit"), await keyIsFree(ctx, "reserve-crm-visit", id), await keyIsFree(makeManager(await makeOrganisation()), "reserve-crm-visit")]).toEqual([false, true, true]);
  expect(FunctionInput.safeParse({ ...endpoint, key: "No Spaces" }).error?.issues[0]?.path).toEqual(["key"]);
});

test("a link's token is told once and kept as a hash; a new one replaces it", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle, kind: "endpoint" });
  const stored = async () => (await runtime().database.read.apiFunction.findUniqueOrThrow({ where: { id: made.id } })).linkTokenHash;
  expect(made.linkToken).toMatch(/^[\w-]{32}$/);
  expect(await stored()).toBe(hashToken(made.linkToken ?? ""));
  const { linkToken } = await renewLinkToken(made.ctx, made.id);
  expect(await stored()).toBe(hashToken(linkToken));
  await expect(renewLinkToken(made.ctx, (await makeFunction(await makeOrganisation(), { code: idle })).id)).rejects.toMatchObject({ code: "not_found" });
});

test("a draft becomes a version, and a version a draft again", async () => {
  const { ctx, id } = await makeFunction(await makeOrganisation(), { code: "// one" });
  expect(await getFunction(ctx, id)).toMatchObject({ publishedVersion: 1, isDraftPublished: true });
  await expect(publish(ctx, id, { note: "again" })).rejects.toMatchObject({ code: "conflict" });
  await saveDraft(ctx, id, { code: "// two" });
  expect(await getFunction(ctx, id)).toMatchObject({ draft: "// two", publishedVersion: 1, isDraftPublished: false });
  expect(await publish(ctx, id, { note: "second" })).toEqual({ number: 2 });
  await saveDraft(ctx, id, { code: "// three" });
  const restored = await restore(ctx, id, 1);
  expect(restored).toMatchObject({ code: "// one", replaced: "// three" });
  expect(await getFunction(ctx, id)).toMatchObject({ draft: "// one", revision: restored.revision, publishedVersion: 2, isDraftPublished: false });
  expect((await listVersions(ctx, id)).map(({ number, note }) => `${number} ${note}`)).toEqual(["2 second", "1 first"]);
  expect(await getVersion(ctx, id, 2)).toMatchObject({ code: "// two" });
});

test("who saves what somebody else has saved meanwhile is refused", async () => {
  const { ctx, id } = await makeFunction(await makeOrganisation(), { code: idle });
  const { revision } = await getFunction(ctx, id);
  const seen = { ...ctx, expects: (validator: string) => validator === String(revision) };
  const saved = await saveDraft(seen, id, { code: "// mine" });
  await expect(saveDraft(seen, id, { code: "// theirs" })).rejects.toMatchObject({ code: "precondition_failed" });
  await expect(restore(seen, id, 1)).rejects.toMatchObject({ code: "precondition_failed" });
  expect(await getFunction(ctx, id)).toMatchObject({ draft: "// mine", revision: saved.revision });
});

test("settings are checked against the operator's caps, and a new schedule takes effect", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle });
  const settings = { name: "Nightly", apiKeyId: made.key.id, timeoutMs: 10_000, memoryBytes: 32 * 1024 * 1024 };
  await expect(updateSettings(made.ctx, made.id, SettingsInput.parse({ ...settings, timeoutMs: 3_000_000 }))).rejects.toMatchObject({ more: { errors: [{ field: "timeoutMs" }] } });
  await updateSettings(made.ctx, made.id, SettingsInput.parse({ ...settings, schedule: "daily", dailyAt: "04:30", zone: "Asia/Tokyo", mailTo: "a@example.org, b@example.org", pauseAfterFailures: "5" }));
  const found = await getFunction(made.ctx, made.id);
  expect(found).toMatchObject({ name: "Nightly", schedule: { kind: "daily", at: "04:30", zone: "Asia/Tokyo" }, mailTo: ["a@example.org", "b@example.org"], pauseAfterFailures: 5 });
  expect(found.nextRunAt?.toISOString()).toMatch(/T19:30:00.000Z$/);
  expect(SettingsInput.safeParse({ ...settings, mailTo: "nobody" }).success).toBe(false);
  expect(SettingsInput.safeParse({ ...settings, schedule: "daily" }).error?.issues[0]?.path).toEqual(["dailyAt"]);
});

test("a signature needs its secret, which is kept sealed and stays when left empty", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle, kind: "endpoint" });
  const { key } = await getFunction(made.ctx, made.id);
  const settings = { name: "A", key: key ?? "", apiKeyId: made.key.id, timeoutMs: 10_000, memoryBytes: 32 * 1024 * 1024, protection: "signature", signatureScheme: "hmac", signatureHeader: "X-Signature" };
  await expect(updateSettings(made.ctx, made.id, SettingsInput.parse(settings))).rejects.toMatchObject({ more: { errors: [{ field: "signatureSecret" }] } });
  await updateSettings(made.ctx, made.id, SettingsInput.parse({ ...settings, signatureSecret: "shared secret" }));
  await updateSettings(made.ctx, made.id, SettingsInput.parse(settings));
  expect(await getFunction(made.ctx, made.id)).toMatchObject({ protection: "signature", signatureScheme: "hmac", hasSignatureSecret: true });
  const { signatureSealed } = await runtime().database.read.apiFunction.findUniqueOrThrow({ where: { id: made.id } });
  expect(signatureSealed).not.toContain("shared");
  for (const signatureSecret of ["", "shared secret", "whsec_abc"]) {
    const standard = SettingsInput.parse({ ...settings, signatureScheme: "standardwebhooks", signatureSecret });
    await expect(updateSettings(made.ctx, made.id, standard)).rejects.toMatchObject({ more: { errors: [{ field: "signatureSecret" }] } });
  }
  await updateSettings(made.ctx, made.id, SettingsInput.parse({ ...settings, signatureScheme: "standardwebhooks", signatureSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }));
});

test("the list tells of each function its last run and how those of a day went", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle });
  const { writer } = runtime().database;
  const now = made.ctx.now;
  for (const [state, hoursAgo] of [["returned", 0], ["threw", 0], ["returned", 5], ["died", 23.9], ["died", 24.1]] as const) {
    const at = new Date(now.getTime() - hoursAgo * 3_600_000);
    const id = await storeRun(writer, { organisationId: made.ctx.organisationId, functionId: made.id, trigger: "endpoint", code: { version: 1 }, event: "{}", at, now: at });
    await writer.functionRun.update({ where: { id }, data: { state, startedAt: at, endedAt: at, wallMs: 12 } });
  }
  const [row] = await listFunctions(made.ctx);
  expect(row).toMatchObject({ id: made.id, name: "Sync", kind: "task", schedule: { kind: "every", minutes: 9 }, lastRun: { wallMs: 12 } });
  expect(row?.recent).toHaveLength(24);
  expect(row?.recent.at(-1)).toMatchObject({ good: 1, bad: 1 });
  expect(row?.recent.at(-6)).toMatchObject({ good: 1, bad: 0 });
  expect(row?.recent.map(({ bad }) => bad).join("")).toBe(`1${"0".repeat(22)}1`); // 24 hours to the minute, whatever the clock shows
  expect((await getFunction(made.ctx, made.id)).lastRun).toEqual(row?.lastRun);
});

test("runs are listed the latest first, page by page, by outcome and by time", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle });
  const { writer } = runtime().database;
  const ids: string[] = [];
  for (let minute = 0; minute < 60; minute++) {
    const at = new Date(Date.UTC(2027, 2, 9, 9, Math.floor(minute / 2))); // two at each moment
    const id = await storeRun(writer, { organisationId: made.ctx.organisationId, functionId: made.id, trigger: "endpoint", code: { version: 1 }, event: "{}", at, now: at });
    await writer.functionRun.update({ where: { id }, data: { state: minute % 10 === 0 ? "threw" : "returned", endedAt: at } });
    ids.push(id);
  }
  const first = await listRuns(made.ctx, { functionId: made.id });
  const second = await listRuns(made.ctx, { functionId: made.id, ...(first.next && { cursor: first.next }) });
  expect([first.runs.length, second.runs.length, second.next]).toEqual([50, 10, undefined]);
  expect([...first.runs, ...second.runs].map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect((await listRuns(made.ctx, { outcomes: ["threw", "died"] })).runs).toHaveLength(6);
  const [from, until] = [new Date(Date.UTC(2027, 2, 9, 9, 10)), new Date(Date.UTC(2027, 2, 9, 9, 12))];
  expect((await listRuns(made.ctx, { functionId: made.id, from, until })).runs).toHaveLength(4);
});

test("a function of another organisation does not exist", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle });
  const stranger = makeManager(await makeOrganisation());
  const settings = SettingsInput.parse({ name: "A", apiKeyId: made.key.id, timeoutMs: 1000, memoryBytes: 8 * 1024 * 1024 });
  const attempts = [
    () => getFunction(stranger, made.id),
    () => listVersions(stranger, made.id),
    () => getVersion(stranger, made.id, 1),
    () => updateSettings(stranger, made.id, settings),
    () => saveDraft(stranger, made.id, { code: "" }),
    () => publish(stranger, made.id, { note: "a" }),
    () => restore(stranger, made.id, 1),
    () => setFunctionState(stranger, made.id, "disabled"),
    () => renewLinkToken(stranger, made.id),
    () => deleteFunction(stranger, made.id),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect([await listFunctions(stranger), (await listRuns(stranger, { functionId: made.id })).runs]).toEqual([[], []]);
});

test("a deleted function is gone with all it had; who did it is known", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle });
  await deleteFunction(made.ctx, made.id);
  await expect(getFunction(made.ctx, made.id)).rejects.toMatchObject({ code: "not_found" });
  const audits = await runtime().database.read.functionAudit.findMany({ where: { functionId: made.id }, orderBy: { id: "asc" }, select: { action: true } });
  expect(audits.map(({ action }) => action)).toEqual(["create", "publish", "delete"]);
});

test("nobody has code carried out that may do more than they may themselves", async () => {
  const organisation = await makeOrganisation();
  const made = await makeFunction(organisation, { code: "export default () => 1" });
  const author = makeManager(organisation, { permissions: Permissions.parse({ functions: "write" }) });
  await saveDraft(author, made.id, { code: "export default () => 2" });
  await expect(publish(author, made.id, { note: "mine" })).rejects.toThrow("This key may do more than you may yourself");
  await expect(runNow(author, made.id, { isDryRun: false })).rejects.toThrow("This key may do more than you may yourself");
  const { runId } = await runNow(made.ctx, made.id, { isDryRun: true });
  await expect(runAgain(author, runId)).rejects.toThrow("This key may do more than you may yourself");
  await setFunctionState(author, made.id, "disabled");
  await expect(setFunctionState(author, made.id, "active")).rejects.toThrow("This key may do more than you may yourself");
  await publish(made.ctx, made.id, { note: "theirs, read by somebody who may" });
});

test("code the database cannot hold is refused in words", () => {
  expect(DraftInput.safeParse({ code: "export default () => 1; // \0" }).error?.issues).toMatchObject([{ path: ["code"], message: expect.stringContaining("NUL") }]);
});
