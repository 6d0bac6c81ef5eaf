import { expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { makeContext, makeOrganisation } from "@/test/makers";
import type { Context } from "./context";
import { invalid } from "./errors";
import { newId } from "./ids";
import { writeOnce } from "./once";

async function makeOnce(bodyHash = "bytes", id = newId()): Promise<Context> {
  return { ...makeContext(await makeOrganisation()), idempotency: { id, bodyHash } };
}
const created = (json: string) => ({ json, revision: 7n, isNew: true });

test("the second call gets the first one's answer, and nothing is done again", async () => {
  const ctx = await makeOnce();
  expect(await writeOnce(ctx, async () => created('{"a":1}'))).toEqual(created('{"a":1}'));
  expect(await writeOnce(ctx, () => Promise.reject(new Error("done again")))).toEqual(created('{"a":1}'));
});

test("the same key with other bytes is a conflict", async () => {
  const ctx = await makeOnce("bytes");
  await writeOnce(ctx, async () => created("{}"));
  const other = { ...ctx, idempotency: { id: ctx.idempotency?.id ?? "", bodyHash: "others" } };
  await expect(writeOnce(other, async () => created("{}"))).rejects.toMatchObject({ code: "conflict" });
});

test("while the first is at work, the second is told to come back", async () => {
  const ctx = await makeOnce();
  const gate = { open: () => {} };
  const begun = { tell: () => {} };
  const beginning = new Promise<void>((tell) => (begun.tell = tell));
  const first = writeOnce(ctx, async () => {
    begun.tell();
    await new Promise<void>((open) => (gate.open = open));
    return created("{}");
  });
  await beginning;
  await expect(writeOnce(ctx, async () => created("{}"))).rejects.toMatchObject({ code: "in_progress", more: { retryAfterSeconds: 1 } });
  gate.open();
  await first;
});

test("a failure is not remembered", async () => {
  const ctx = await makeOnce();
  await expect(writeOnce(ctx, () => Promise.reject(invalid()))).rejects.toMatchObject({ code: "validation_failed" });
  expect(await writeOnce(ctx, async () => created('{"second":true}'))).toEqual(created('{"second":true}'));
});

test("after 24 hours the key is new again, and old records are swept away", async () => {
  const ctx = await makeOnce();
  const stale = await makeOnce();
  await writeOnce(ctx, async () => created('{"old":true}'));
  await writeOnce(stale, async () => created("{}"));
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 24 * 60 * 60 * 1000) };
  expect(await writeOnce(later, async () => created('{"new":true}'))).toEqual(created('{"new":true}'));
  await expect.poll(async () => (await writeOnce({ ...later, idempotency: { id: newId(), bodyHash: "" } }, async () => created("{}")), runtime().database.read.idempotencyRecord.findUnique({ where: { id: stale.idempotency?.id ?? "" } }))).toBeNull();
});
