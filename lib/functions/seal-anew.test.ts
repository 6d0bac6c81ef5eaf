import { afterAll, expect, test } from "vitest";
import { readSettings } from "@/lib/core/env.mjs";
import { runtime, startRuntime } from "@/lib/core/runtime";
import { ownDatabase } from "@/test/database";
import { addSecret, makeFunction, readSecrets } from "@/test/functions";
import { makeOrganisation } from "@/test/makers";
import { sealAnew } from "./seal-anew";
import { StoredInput } from "./schema";
import { saveStored } from "./stored";
import { readState } from "./stored-state";

const { url, drop } = await ownDatabase("migrated");
const running = { stop: async () => {} };
afterAll(async () => {
  await running.stop();
  await drop();
});

/** As after a new start with this setting. */
async function withKeys(...encryptionKeys: string[]): Promise<void> {
  await running.stop();
  running.stop = startRuntime({ ...readSettings(process.env), databaseUrl: url, listenUrl: url, encryptionKeys }).stop;
}

test("after an old key was replaced nothing that lasts needs it any more", async () => {
  const [old, lost, next] = ["old ".repeat(10), "lost ".repeat(10), "new ".repeat(10)];
  await withKeys(lost);
  const made = await makeFunction(await makeOrganisation(), { code: "export default () => {}" });
  await addSecret(made, "of a key that is gone", "never read again");
  await withKeys(old);
  await addSecret(made, "token", "s3cr3t");
  await saveStored(made.ctx, made.id, StoredInput.parse({ key: "cursor", json: "7" }));
  expect(await sealAnew()).toBe(0);
  await withKeys(next, old);
  expect(await sealAnew()).toBe(2);
  expect(await sealAnew()).toBe(0);
  await withKeys(next);
  await runtime().database.writer.functionSecret.delete({ where: { functionId_name: { functionId: made.id, name: "of a key that is gone" } } });
  expect(await readSecrets(made.id)).toEqual(new Map([["token", "s3cr3t"]]));
  expect(await readState(made.id)).toEqual(new Map([["cursor", "7"]]));
});
