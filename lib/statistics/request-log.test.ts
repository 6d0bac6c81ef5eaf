import { expect, test } from "vitest";
import { randomUUID } from "node:crypto";
import { runtime } from "@/lib/core/runtime";
import { makeContext, makeKey, makeOrganisation } from "@/test/makers";
import { listLoggedCalls, logCursorIn, logCursorParam, logFilterIn, newerCalls } from "./request-log";

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

test("who looks on is told what is new, and again what came shortly before", async () => {
  const { ctx, rows } = await makeLog(20);
  const newest = rows[0]?.at ?? new Date();
  const told = await newerCalls(ctx, filter("status=2xx"), newest);
  expect(told.map(({ requestId }) => requestId)).toEqual(rows.filter(({ status }) => status === 200).map(({ id }) => id));
  expect(await newerCalls(ctx, filter(""), new Date(newest.getTime() + 60_000))).toEqual([]);
});
