import { expect, test } from "vitest";
import { randomUUID } from "node:crypto";
import { runtime } from "@/lib/core/runtime";
import { addressText } from "./address-text";
import type { LogCursor, LogPage } from "./schema";
import { makeContext, makeKey, makeOrganisation } from "@/test/makers";
import { listLoggedCalls, logCursorIn, logCursorParam, logFilterIn, newestCalls } from "./request-log";

const zone = "Europe/Amsterdam";
const filter = (query: string) => logFilterIn(new URLSearchParams(query), zone);

async function makeLog(count: number) {
  const organisation = await makeOrganisation();
  const [key, other] = await Promise.all([makeKey(organisation), makeKey(await makeOrganisation())]);
  const shared = { organisationId: organisation.id, method: "GET", operation: "visitors.list", format: "json", origin: "outside", durationUs: 1500, bytes: 10 };
  const rows = Array.from({ length: count }, (_, at) => ({ ...shared, at: new Date(Date.UTC(2026, 10, 23, 10, 0, Math.floor(at / 2))), id: randomUUID(), keyId: at % 3 === 0 ? null : key.id, path: `/visitors/${at % 7}_%`, status: [200, 304, 404, 500][at % 4] ?? 0, address: at % 5 === 0 ? "192.0.2.1" : "2001:db8::1" }));
  await runtime().database.writer.loggedCall.createMany({ data: [...rows, { ...shared, organisationId: "another", at: new Date(Date.UTC(2026, 10, 23)), id: randomUUID(), keyId: other.id, path: "/visitors/1", status: 200, address: null }] });
  return { ctx: makeContext(organisation), key, rows: rows.toSorted((one, two) => two.at.getTime() - one.at.getTime() || (two.id > one.id ? 1 : -1)) };
}

test("pages follow each other down to the oldest and back, however many calls came at one moment", async () => {
  const { ctx, rows } = await makeLog(130);
  const pages = [await listLoggedCalls(ctx, filter(""))];
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await listLoggedCalls(ctx, filter(""), logCursorIn(new URLSearchParams([logCursorParam(next)]))));
  expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 30]);
  expect(pages.flatMap((page) => page.rows.map(({ requestId }) => requestId))).toEqual(rows.map(({ id }) => id));
  const back = await listLoggedCalls(ctx, filter(""), pages[2]?.previous);
  expect(back.rows).toEqual(pages[1]?.rows);
  expect((await listLoggedCalls(ctx, filter(""), pages[1]?.previous)).rows).toEqual(pages[0]?.rows);
});

test("a call is found by its key, status, path, address, time and request id", async () => {
  const { ctx, key, rows } = await makeLog(60);
  const found = async (query: string) => (await listLoggedCalls(ctx, filter(query))).rows.map(({ requestId }) => requestId);
  const expected = (holds: (row: (typeof rows)[number]) => boolean) => rows.filter(holds).map(({ id }) => id).slice(0, 50); // prettier-ignore
  expect(await found(`key=${key.id}`)).toEqual(expected(({ keyId }) => keyId === key.id));
  expect(await found("status=404&status=5xx")).toEqual(expected(({ status }) => status === 404 || status === 500));
  expect(await found("status=error")).toEqual(expected(({ status }) => status >= 400));
  expect(await found("path=/5_%25")).toEqual(expected(({ path }) => path === "/visitors/5_%"));
  expect(await found("path=s/_")).toEqual([]);
  expect(await found("address=192.0.2.1")).toEqual(expected(({ address }) => address === "192.0.2.1"));
  expect(await found("from=2026-11-23T11:00:05&until=2026-11-23T11:00:10")).toEqual(expected(({ at }) => at.getUTCSeconds() >= 5 && at.getUTCSeconds() < 10));
  expect(await found(`request=${rows[7]?.id}`)).toEqual([rows[7]?.id]);
  expect(await found(`request=${rows[7]?.id.slice(0, 10).toUpperCase()}`)).toEqual([rows[7]?.id]);
  expect(await found("request=%27%20OR%201")).toEqual([]);
  expect(await found("status=1;DROP&key=x&from=yesterday")).toHaveLength(50);
});

test.each(["2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:0db8::0.0.0.1"])("an address is found in whatever spelling it is asked for: %s", async (spelling) => {
  const { ctx, rows } = await makeLog(10);
  const { rows: found } = await listLoggedCalls(ctx, filter(new URLSearchParams({ address: spelling }).toString()));
  expect(found.map(({ requestId }) => requestId)).toEqual(rows.filter(({ address }) => address === "2001:db8::1").map(({ id }) => id));
});

test("an address is written in one spelling, however it came", () => {
  const spellings = ["192.0.2.7", "::ffff:192.0.2.7", "::FFFF:C000:207", "2001:DB8::A", "2001:db8:0:0:1:0:0:1", "fe80::1%eth0", "::", "unknown:"];
  expect(spellings.map(addressText)).toEqual(["192.0.2.7", "192.0.2.7", "192.0.2.7", "2001:db8::a", "2001:db8::1:0:0:1", "fe80::1", "::", "unknown:"]);
});

test("a search for what hardly ever was stops in time, says so, and goes on from there in both directions", async () => {
  const organisation = await makeOrganisation();
  const key = await makeKey(organisation);
  const ctx = makeContext(organisation);
  const start = Date.UTC(2026, 10, 23);
  const rows = Array.from({ length: 130 }, (_, at) => ({ organisationId: organisation.id, at: new Date(start + at * 1000), id: randomUUID(), keyId: key.id, method: "GET", path: [0, 60, 129].includes(at) ? "/rare" : "/visitors", operation: "visitors.list", format: "json", origin: "outside", status: 200, durationUs: 1, bytes: 1 }));
  await runtime().database.writer.loggedCall.createMany({ data: rows });
  const asked = (query: string, cursor?: LogCursor) => listLoggedCalls(ctx, filter(query), cursor, { inOrder: 1000, scattered: 100 });
  const secondsOf = (page: LogPage) => page.rows.map(({ at }) => (at.getTime() - start) / 1000);
  const first = await asked(`key=${key.id}&path=/rare`);
  expect([secondsOf(first), first.stoppedAt]).toEqual([[129, 60], new Date(start + 30_000)]);
  const second = await asked(`key=${key.id}&path=/rare`, first.next);
  expect([secondsOf(second), second.stoppedAt, second.next]).toEqual([[0], undefined, undefined]);
  const back = await asked(`key=${key.id}&path=/rare`, second.previous);
  expect([secondsOf(back), back.stoppedAt, back.previous?.at]).toEqual([[60], new Date(start + 100_000), new Date(start + 100_000)]);
  expect(secondsOf(await asked(`key=${key.id}&path=/rare`, back.previous))).toEqual([129, 60]);
  expect(secondsOf(await asked("path=/rare"))).toEqual([129, 60, 0]);
  const none = await asked(`key=${key.id}&path=/never`);
  const end = await asked(`key=${key.id}&path=/never`, none.next);
  expect([none.rows, none.next !== undefined, end.rows, end.next, end.previous?.side]).toEqual([[], true, [], undefined, "before"]);
});

test("who looks on is told what is new, and again what came shortly before", async () => {
  const { ctx, rows } = await makeLog(20);
  const newest = rows[0]?.at ?? new Date();
  const told = await newestCalls(ctx, filter("status=2xx"), newest);
  expect([told.rows.map(({ requestId }) => requestId), told.isCut]).toEqual([rows.filter(({ status }) => status === 200).map(({ id }) => id), false]);
  expect(await newestCalls(ctx, filter(""), new Date(newest.getTime() + 90_000))).toEqual({ rows: [], isCut: false });
});

test("who looks on while too much comes is told that it is not all", async () => {
  const { ctx, rows } = await makeLog(510); // two a second
  const since = async (minute: number) => newestCalls(ctx, filter(""), new Date(Date.UTC(2026, 10, 23, 10, minute)));
  const [all, later] = [await since(0), await since(1)];
  expect([all.rows.length, all.isCut, all.rows[0]?.requestId]).toEqual([500, true, rows[0]?.id]);
  expect([later.rows.length, later.isCut]).toEqual([500, false]); // what came since is all there
});
