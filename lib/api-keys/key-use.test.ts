import { expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { makeKey, makeOrganisation } from "@/test/makers";
import { KeyUse } from "./key-use";

test("the last use of a key is written down, the latest wins, whichever process tells it", async () => {
  const key = await makeKey(await makeOrganisation());
  const { database } = runtime();
  const [here, there] = [new KeyUse(database), new KeyUse(database)];
  here.note({ id: key.id }, new Date("2027-03-10T10:00:05Z"), "192.0.2.1");
  there.note({ id: key.id }, new Date("2027-03-10T10:00:04Z"), "192.0.2.2");
  await here.stop();
  await there.stop();
  expect(await database.read.apiKey.findUnique({ where: { id: key.id } })).toMatchObject({ lastUsedAt: new Date("2027-03-10T10:00:05Z"), lastUsedAddress: "192.0.2.1" });
});

test("every address is kept with the secret that came from it, and when it was last seen", async () => {
  const key = await makeKey(await makeOrganisation());
  const { database } = runtime();
  const use = new KeyUse(database);
  const now = Date.now();
  const note = (hash: string, address: string | undefined, agoMs: number) => use.note({ id: key.id, secret: { hash } }, new Date(now - agoMs), address);
  note("old", "192.0.2.1", 9000);
  note("old", "192.0.2.1", 8000);
  note("new", "192.0.2.1", 7000);
  note("new", undefined, 1000);
  await use.flush();
  note("new", "2001:db8::1", 500);
  note("old", "192.0.2.1", 8500); // told late: nothing goes back in time
  await use.flush();
  const rows = await database.read.apiKeyAddress.findMany({ where: { apiKeyId: key.id }, orderBy: { lastSeenAt: "asc" } });
  expect(rows.map(({ secretHash, address, lastSeenAt }) => [secretHash, address, now - lastSeenAt.getTime()])).toEqual([
    ["old", "192.0.2.1", 8000],
    ["new", "192.0.2.1", 7000],
    ["new", "2001:db8::1", 500],
  ]);
});

test("of a key's addresses the latest 500 of 30 days are kept", async () => {
  const key = await makeKey(await makeOrganisation());
  const { database } = runtime();
  const use = new KeyUse(database);
  const now = Date.now();
  const secret = { hash: "one" };
  use.note({ id: key.id, secret }, new Date(now - 31 * 86_400_000), "198.51.100.1");
  for (let at = 0; at < 510; at++) use.note({ id: key.id, secret }, new Date(now - 1_000_000 + at), `10.0.${at >> 8}.${at & 255}`);
  await use.flush();
  use.note({ id: key.id, secret }, new Date(now), "192.0.2.9");
  await use.flush();
  const rows = await database.read.apiKeyAddress.findMany({ where: { apiKeyId: key.id }, select: { address: true } });
  const kept = new Set(rows.map(({ address }) => address));
  expect([kept.size, kept.has("198.51.100.1"), kept.has("10.0.0.0"), kept.has("10.0.1.253"), kept.has("192.0.2.9")]).toEqual([501, false, false, true, true]);
});

test("what the database could not take is tried again", async () => {
  const key = await makeKey(await makeOrganisation());
  const { database } = runtime();
  let isGone = true;
  const use = new KeyUse({ query: (name, text, values) => (isGone ? Promise.reject(new Error("gone")) : database.query(name, text, values)) });
  use.note({ id: key.id }, new Date("2027-03-10T10:00:00Z"), "192.0.2.1");
  await expect(use.flush()).rejects.toThrow("gone");
  isGone = false;
  await use.flush();
  expect(await database.read.apiKey.findUnique({ where: { id: key.id } })).toMatchObject({ lastUsedAddress: "192.0.2.1" });
});
