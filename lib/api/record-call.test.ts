import { expect, test } from "vitest";
import { limits } from "@/lib/api/limits";
import { handle } from "@/lib/api/serve";
import { runtime } from "@/lib/core/runtime";
import { journal } from "@/lib/statistics/journal";
import { call } from "@/test/call";
import { makeFair, makeKey, makeOrganisation } from "@/test/makers";

/** Rows of the log, and the kinds that were counted, of an organisation. */
async function recorded(organisationId: string) {
  await journal().flush();
  const logged = await runtime().database.read.loggedCall.findMany({ where: { organisationId }, orderBy: { at: "asc" } });
  const counted = await runtime().database.query<{ operation: string; isWrite: boolean; statusClass: number; calls: number }>(
    "",
    `SELECT k.operation, k."isWrite", k."statusClass", sum(d.calls)::int AS calls FROM statistics_delta d JOIN statistics_kind k ON k.id = d."kindId" WHERE d."organisationId" = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [organisationId],
  );
  return { logged, counted };
}

test("of a known key every error is counted and found by its requestId, also where nothing is or the method is wrong", async () => {
  const { organisation, event, key } = await makeFair();
  const disabled = await makeKey(organisation, { state: "Disabled" });
  const answers = [
    await call("GET /create/v2/nothing/here", { key }),
    await call(`PATCH /create/v2/visitors/${event.id}`, { key, body: "{}" }),
    await call(`OPTIONS /create/v2/visitors/${event.id}`, { key }),
    await call("GET /create/v2/nothing", { key: disabled }),
    await call(`GET /create/v2/visitors/${event.id}`, { key: disabled }),
  ];
  for (const authorization of ["", "Basic nonsense", `Bearer ${"x".repeat(40)}`]) await call("GET /create/v2/nothing", { headers: { authorization } });
  const { logged, counted } = await recorded(organisation.id);
  expect(answers.map(({ status }) => status)).toEqual([404, 405, 405, 404, 401]);
  const askedWith = [key, key, key, disabled, disabled];
  const expected = answers.map(({ json }, at) => [(json as { requestId: string }).requestId, askedWith[at]?.id]);
  expect(Object.fromEntries(logged.map(({ id, keyId }) => [id, keyId]))).toEqual(Object.fromEntries(expected)); // those of one millisecond are in no order
  expect(logged).toHaveLength(answers.length);
  expect(counted).toEqual([
    { operation: "none", isWrite: false, statusClass: 4, calls: 3 },
    { operation: "none", isWrite: true, statusClass: 4, calls: 1 },
    { operation: "visitors.list", isWrite: false, statusClass: 4, calls: 1 },
  ]);
});

test("a server that has too much to do still says whose calls it refused, of keys that it remembers", async () => {
  const { organisation, key } = await makeFair();
  const other = await makeKey(await makeOrganisation());
  await call("GET /create/v2/expos", { key });
  const places = Array.from({ length: 1000 }, () => limits().begin());
  const [refused, unknown] = [await call("GET /create/v2/expos", { key }), await call("GET /create/v2/expos", { key: other })];
  for (const leave of places) leave();
  expect([refused.status, unknown.status]).toEqual([503, 503]);
  const { logged } = await recorded(organisation.id);
  expect(logged.map(({ id, status }) => [id, status])).toContainEqual([refused.headers.get("x-request-id"), 503]);
});

test("what a function asked for in vain is its key's", async () => {
  const { organisation, key } = await makeFair();
  await handle(new Request("http://visit.test/create/v2/nothing"), { address: undefined, caller: { organisationId: organisation.id, keyId: key.id } });
  expect((await recorded(organisation.id)).logged).toMatchObject([{ keyId: key.id, origin: "function", status: 404 }]);
});

test("how long a call was held is no time that it took", async () => {
  const { organisation, event, key } = await makeFair();
  const started = performance.now();
  const answer = await call(`GET /create/v2/visitors/${event.id}?wait=1`, { key });
  expect([answer.status, performance.now() - started > 900]).toEqual([200, true]);
  expect((await recorded(organisation.id)).logged[0]?.durationUs).toBeLessThan(800_000);
});
