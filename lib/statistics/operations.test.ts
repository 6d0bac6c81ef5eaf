import { expect, test, vi } from "vitest";
import { runtime } from "@/lib/core/runtime";
import { call } from "@/test/call";
import { makeFair, makeKey } from "@/test/makers";
import { journal } from "./journal";

const now = new Date("2027-03-10T10:20:00Z");

test("the numbers asked for by API are those of the calls that were made, whichever format asks", async () => {
  const { organisation, event, key } = await makeFair();
  const other = await makeKey(organisation);
  for (let at = 0; at < 3; at++) await call(`GET /create/v2/visitors/${event.id}`, { key, now: new Date(now.getTime() - at * 60_000) });
  await call(`GET /create/v2/xml/visitors/${event.id}?limit=0`, { key: other, now });
  await journal().flush();
  const query = "from=2027-03-10T10:00:00Z&until=2027-03-10T10:30:00Z&resolution=minute&types=operation:visitors.list";
  const asked = (more: string, format = "json") => call(`GET /create/v2/${format}/statistics?${query}${more}`, { key, now: new Date(now.getTime() + 60_000) });
  expect((await asked("")).json).toMatchObject({
    from: "2027-03-10T10:00:00Z", until: "2027-03-10T10:21:00Z", timezone: "Europe/Amsterdam", resolution: "minute", split: "status",
    totals: { calls: 4, errors: 1, serverErrors: 0, byFunctions: 0 }, before: { calls: 0, p95Ms: null },
    operations: [{ operation: "visitors.list", calls: 4 }], keys: [{ id: key.id, calls: 3 }, { id: other.id, calls: 1 }],
  }); // prettier-ignore
  expect((await asked("")).json).toHaveProperty("buckets.20", { start: "2027-03-10T10:20:00Z", end: "2027-03-10T10:21:00Z", calls: 2, parts: [{ name: "2xx", calls: 1 }, { name: "4xx", calls: 1 }] }); // prettier-ignore
  expect((await asked(`&keys=${other.id}`)).json).toMatchObject({ totals: { calls: 1, errors: 1 } });
  expect((await asked(",format:xml", "xml")).text).toContain("<totals><calls>1</calls><errors>1</errors>");
});

test.each([
  ["resolution=minute&from=2027-01-01T00:00:00Z", "resolution", /^resolution cannot be minute\. /],
  ["resolution=second", "resolution", /^resolution /],
  ["types=colour:red", "types", /must be like resource:visitors/],
  ["from=2027-03-12T00:00:00Z&until=2027-03-11T00:00:00Z", "from", /^from must lie before until/],
  ["from=1990-01-01T00:00:00Z&until=2001-01-01T00:00:00Z", "until", /^until must lie within the last 5 years/],
  ["until=yesterday", "until", /must be a time/],
])("%s is refused, and says what would be right", async (query, field, sentence) => {
  const { key } = await makeFair();
  const answer = await call(`GET /create/v2/statistics?${query}`, { key, now });
  expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ field, description: expect.stringMatching(sentence) }] }]);
});

test("a span that begins before anything is kept is answered at once, with what there is", async () => {
  const { key } = await makeFair();
  const answer = await call("GET /create/v2/statistics?from=0001-01-01T00:00:00Z", { key, now });
  expect([answer.status, answer.json]).toMatchObject([200, { from: "2022-03-09T23:00:00Z", resolution: "week" }]);
  expect(answer.json).toHaveProperty("buckets.length", 262);
});

test("a key that sees some events only does not learn what the whole organisation was used for", async () => {
  const { organisation, event } = await makeFair();
  const key = await makeKey(organisation, { rights: { "*": "read" }, events: [event] });
  const answer = await call("GET /create/v2/statistics", { key, now });
  expect([answer.status, answer.json]).toMatchObject([403, { errorCode: "forbidden", detail: expect.stringContaining("chosen events") }]);
});

test("a database that has no time is 503, and whoever asked may try again", async () => {
  const { key } = await makeFair();
  vi.spyOn(runtime().database.read, "$transaction").mockRejectedValueOnce(Object.assign(new Error("expired"), { code: "P2028" }));
  const answer = await call("GET /create/v2/statistics", { key, now });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
});
