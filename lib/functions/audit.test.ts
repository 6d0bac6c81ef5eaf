import { expect, test } from "vitest";
import { makeFunction, makeManager, type MadeFunction } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { listAudit, listHistory } from "./audit";
import { deleteFunction, setFunctionState, updateSettings } from "./manage";
import { saveSecret } from "./manage-secrets";
import { SecretInput, SettingsInput, type HistoryFilter } from "./schema";
import { runNow } from "./start-run";
import { getFunction } from "./verbs";

const idle = "export default () => {}";

test("of settings it is noted which were changed, of a secret no more than that, and of none nothing", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle, kind: "endpoint" });
  const { key, timeoutMs, memoryBytes } = await getFunction(made.ctx, made.id);
  const settings = { name: "Sync", key: key ?? "", apiKeyId: made.key.id, timeoutMs, memoryBytes };
  const save = (more: object) => updateSettings(made.ctx, made.id, SettingsInput.parse({ ...settings, ...more }));
  const signed = { name: "Shop", mailTo: "ada@example.org", protection: "signature", signatureScheme: "hmac", signatureHeader: "X-Signature", signatureSecret: "s3cret-of-the-shop" };
  await save({});
  await save(signed);
  await save({ ...signed, signatureSecret: "", pauseAfterFailures: "5" });
  const noted = (await listAudit(made.ctx, made.id)).filter(({ action }) => action === "settings").map(({ detail }) => detail);
  expect(noted).toEqual(["when to pause", "name, protection, signing secret, whom to mail"]);
});

test("a schedule is one setting", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle });
  const { timeoutMs, memoryBytes } = await getFunction(made.ctx, made.id);
  await updateSettings(made.ctx, made.id, SettingsInput.parse({ name: "Sync", apiKeyId: made.key.id, timeoutMs, memoryBytes, schedule: "daily", dailyAt: "04:30", zone: "Asia/Tokyo" }));
  expect((await listAudit(made.ctx, made.id))[0]).toMatchObject({ action: "settings", detail: "schedule" });
});

test("what was done to a function that is gone is told by the name it had; its organisation alone is told", async () => {
  const organisation = await makeOrganisation();
  const [made, other] = [await makeFunction(organisation, { code: idle }), await makeFunction(organisation, { code: idle })];
  await saveSecret(made.ctx, made.id, SecretInput.parse({ name: "crm", value: "tok-12345" }));
  await deleteFunction(made.ctx, made.id);
  const { rows } = await listHistory(made.ctx, {});
  expect(rows.filter(({ functionId }) => functionId === made.id).map(({ action, functionName, isDeleted }) => [action, functionName, isDeleted])).toEqual(["delete", "secret.set", "publish", "create"].map((action) => [action, "Sync", true]));
  expect(rows.filter(({ functionId }) => functionId === other.id).map(({ action, isDeleted }) => [action, isDeleted])).toEqual([["publish", false], ["create", false]]);
  expect(await listHistory(makeManager(await makeOrganisation()), {})).toEqual({ rows: [] });
});

test("the history goes back page by page; runs by hand are told when they are asked for", async () => {
  const made = await makeFunction(await makeOrganisation(), { code: idle });
  for (let time = 0; time < 30; time++) for (const state of ["disabled", "active"] as const) await setFunctionState(made.ctx, made.id, state);
  await runNow(made.ctx, made.id, { isDryRun: true });
  const actions = await everyAction(made, {});
  expect(actions).toEqual([...Array<string>(60).fill("state"), "publish", "create"]);
  expect(await everyAction(made, { action: "run" })).toEqual(["run"]);
});

async function everyAction({ ctx }: Pick<MadeFunction, "ctx">, filter: HistoryFilter): Promise<string[]> {
  const { rows, next } = await listHistory(ctx, filter);
  const actions = rows.map(({ action }) => action);
  return next === undefined ? actions : [...actions, ...(await everyAction({ ctx }, { ...filter, before: next }))];
}
