import { expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { makeEvent, makeKey, makeOrganisation } from "@/test/makers";
import type { KeyRecord } from "./decide";
import { KeyCache } from "./key-cache";
import { readKey, readKeyById } from "./read-key";
import { hashSecret, newSecret } from "./secret";

/** A cache over a database that answers when told to, and a clock that moves when told to. */
function makeCache() {
  const at = { ms: 0 };
  const reads: { hash: string; answer: (record: KeyRecord | undefined) => void; fail: (error: Error) => void }[] = [];
  const cache = new KeyCache((hash) => new Promise((answer, fail) => reads.push({ hash, answer, fail })), () => at.ms);
  return { cache, reads, at };
}
const record: KeyRecord = { id: "k", organisationId: "o", state: "Active", rights: {}, events: { kind: "all" }, visibleEvents: new Set(), limits: { parallel: 1, queued: 0, waiters: 0 } };

test("requests share a running read, and its answer for half a second from the read's start", async () => {
  const { cache, reads, at } = makeCache();
  const secret = newSecret();
  const both = [cache.find(secret), cache.find(secret)];
  at.ms = 400; // the read took long
  reads[0]?.answer(record);
  expect(await Promise.all(both)).toEqual([record, record]);
  at.ms = 499;
  expect(await cache.find(secret)).toBe(record);
  expect(reads).toHaveLength(1);
  at.ms = 500;
  void cache.find(secret);
  expect(reads).toHaveLength(2);
});

test("an unknown secret is remembered as briefly, a mistyped one is not even looked up", async () => {
  const { cache, reads } = makeCache();
  const first = cache.find("brought-along");
  reads[0]?.answer(undefined);
  expect(await first).toBeUndefined();
  expect(await cache.find("brought-along")).toBeUndefined();
  expect(reads).toHaveLength(1);
  expect(await cache.find(`${newSecret()}x`)).toBeUndefined();
  expect(reads).toHaveLength(1);
});

test("a failed read is not remembered", async () => {
  const { cache, reads } = makeCache();
  const secret = newSecret();
  const first = cache.find(secret);
  reads[0]?.fail(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  const second = cache.find(secret);
  reads[1]?.answer(record);
  expect(await second).toBe(record);
});

test("the database's key is read whole, with the events it sees", async () => {
  const organisation = await makeOrganisation();
  const [seen, unseen] = [await makeEvent(organisation), await makeEvent(organisation)];
  const chosen = await makeKey(organisation, { events: [seen], rights: { visitors: "write" }, addresses: ["192.0.2.0/24", "nonsense"], limits: { parallel: 3 } });
  const all = await makeKey(organisation);
  const foreign = await makeKey(await makeOrganisation());
  const read = (secret: string) => readKey(runtime().database, hashSecret(secret));
  expect(await read(chosen.secret)).toMatchObject({ id: chosen.id, secret: { hash: hashSecret(chosen.secret) }, events: { kind: "chosen", ids: [seen.id] }, addresses: [{ base: [192, 0, 2, 0], prefix: 24 }], limits: { parallel: 3, queued: 40 } });
  expect((await read(all.secret))?.visibleEvents).toEqual(new Set([seen.id, unseen.id]));
  expect((await read(foreign.secret))?.visibleEvents).toEqual(new Set());
  expect(await read(newSecret())).toBeUndefined();
  const byId = await readKeyById(runtime().database, organisation.id, chosen.id);
  expect({ ...byId, secret: { hash: hashSecret(chosen.secret) } }).toEqual(await read(chosen.secret));
  expect(await readKeyById(runtime().database, organisation.id, foreign.id)).toBeUndefined();
});
