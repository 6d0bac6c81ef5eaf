import { expect, test } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { call } from "@/test/call";
import { makeEvent, makeFair, makeKey, makeOrganisation } from "@/test/makers";
import { KeyRefusals, keyRefusals } from "./key-refusals";

const refusalsOf = (keyId: string) => runtime().database.read.apiKeyRefusal.findMany({ where: { apiKeyId: keyId }, orderBy: { id: "asc" } });

test("a refused request is remembered with its time, address, path and true reason", async () => {
  const { organisation, event } = await makeFair();
  const foreign = await makeEvent(await makeOrganisation());
  const now = new Date("2027-03-10T10:00:00Z");
  const reasons = {
    disabled: await makeKey(organisation, { state: "Disabled" }),
    expired: await makeKey(organisation, { expiresAt: now }),
    address: await makeKey(organisation, { addresses: ["192.0.2.0/24"] }),
    right: await makeKey(organisation, { rights: { "*": "none" } }),
    limit: await makeKey(organisation, { limits: { perMinute: 1 } }),
  };
  await call("GET /create/v2/expos", { key: reasons.limit, now });
  for (const key of Object.values(reasons)) await call(`GET /create/v2/json/visitors/${event.id}?limit=1&reference=secret`, { key, now, address: "198.51.100.7" });
  const { key } = { key: await makeKey(organisation) };
  await call(`GET /create/v2/visitors/${foreign.id}`, { key, now });
  await keyRefusals().flush();
  for (const [reason, { id }] of Object.entries(reasons)) {
    expect(await refusalsOf(id)).toMatchObject([{ at: now, address: "198.51.100.7", method: "GET", path: `/visitors/${event.id}`, reason }]);
  }
  expect(await refusalsOf(key.id)).toMatchObject([{ reason: "event", path: `/visitors/${foreign.id}` }]);
});

test("what was allowed leaves nothing", async () => {
  const { event, key } = await makeFair();
  expect((await call(`GET /create/v2/visitors/${event.id}`, { key })).status).toBe(200);
  expect((await call(`GET /create/v2/visitors/${event.id}/none`, { key })).status).toBe(404);
  await keyRefusals().flush();
  expect(await refusalsOf(key.id)).toEqual([]);
});

test("a key whose wait is over and that was disabled meanwhile is noted too", async () => {
  const { event, organisation } = await makeFair();
  const key = await makeKey(organisation);
  const answer = call(`GET /create/v2/visitors/${event.id}?fromRevision=${Number.MAX_SAFE_INTEGER}&wait=1`, { key });
  await runtime().database.writer.apiKey.update({ where: { id: key.id }, data: { state: "Disabled" } });
  expect((await answer).status).toBe(401);
  await keyRefusals().flush();
  expect(await refusalsOf(key.id)).toMatchObject([{ reason: "disabled" }]);
});

test("the last 50 of a key are kept, and a key that is gone harms no other", async () => {
  const organisation = await makeOrganisation();
  const key = await makeKey(organisation);
  const gone = await makeKey(organisation);
  const { database } = runtime();
  await database.writer.apiKey.delete({ where: { id: gone.id } });
  const refusals = new KeyRefusals(database);
  const note = (keyId: string, number: number) => refusals.note({ keyId, at: new Date(number), address: undefined, method: "GET", path: `/${number}`, reason: "right" });
  for (let number = 1; number <= 60; number++) note(key.id, number);
  note(gone.id, 1);
  await refusals.flush();
  for (let number = 61; number <= 65; number++) note(key.id, number);
  await refusals.flush();
  const paths = (await refusalsOf(key.id)).map(({ path }) => path);
  expect([paths.length, paths[0], paths.at(-1)]).toEqual([50, "/16", "/65"]);
});
