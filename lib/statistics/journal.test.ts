import { randomUUID } from "node:crypto";
import { appendFileSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { call } from "@/test/call";
import { makeFair, makeKey } from "@/test/makers";
import type { CallRecord } from "./call-record";
import { Journal, journal } from "./journal";
import { kinds } from "./kinds";

const folder = mkdtempSync(join(tmpdir(), "visit-journal-"));
afterAll(() => rmSync(folder, { recursive: true }));

const open = (more: { folder?: string | undefined; logRate?: number } = {}) => new Journal({ database: runtime().database, kinds: kinds(), folder, logRate: 100_000, ...more });
const made = (organisationId: string, more: Partial<CallRecord> = {}): CallRecord => ({
  organisationId, keyId: "key0000000000", requestId: randomUUID(), at: new Date("2026-11-23T10:00:20Z"), operation: "visitors.list", isWrite: false, method: "GET", path: "/visitors/x",
  format: "json", origin: "outside", status: 200, durationMs: 3.5, bytes: 5000, address: "192.0.2.1", ...more,
}); // prettier-ignore

type Counted = { operation: string; statusClass: number; origin: string; format: string; keyId: string; calls: number; bytes: number };
const counted = (organisationId: string) =>
  runtime().database.query<Counted>(
    "",
    `SELECT k.operation, k."statusClass", k.origin, k.format, d."keyId", sum(d.calls)::int AS calls, sum(d.bytes)::int AS bytes FROM statistics_delta d JOIN statistics_kind k ON k.id = d."kindId"
      WHERE d."organisationId" = $1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4`,
    [organisationId],
  );
const callsOf = async (organisationId: string) => (await counted(organisationId)).reduce((sum, { calls }) => sum + calls, 0);
const logged = (organisationId: string) => runtime().database.read.loggedCall.findMany({ where: { organisationId }, orderBy: { at: "asc" } });

test("every call of a key is counted, refused ones too, and stands in the request log without its query", async () => {
  const { organisation, event, key } = await makeFair();
  const poor = await makeKey(organisation, { rights: { "*": "none" } });
  const answers = [
    await call(`GET /create/v2/visitors/${event.id}?limit=5&email=secret@fair.example`, { key }),
    await call(`GET /create/v2/xml/visitors/${event.id}`, { key }),
    await call(`POST /create/v2/visitors/${event.id}`, { key, body: { contact: 7 } }),
    await call(`GET /create/v2/visitors/${event.id}`, { key: poor }),
    await call(`GET /create/v2/visitors/${event.id}`, { key: { id: "", secret: "nobody-knows-this-one" } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 422, 403, 401]);
  await journal().flush();
  expect(await counted(organisation.id)).toEqual([
    { operation: "visitors.create", statusClass: 4, origin: "outside", format: "json", keyId: key.id, calls: 1, bytes: answers[2]?.text.length },
    { operation: "visitors.list", statusClass: 2, origin: "outside", format: "json", keyId: key.id, calls: 1, bytes: answers[0]?.text.length },
    { operation: "visitors.list", statusClass: 2, origin: "outside", format: "xml", keyId: key.id, calls: 1, bytes: answers[1]?.text.length },
    { operation: "visitors.list", statusClass: 4, origin: "outside", format: "json", keyId: poor.id, calls: 1, bytes: answers[3]?.text.length },
  ]);
  const rows = await logged(organisation.id);
  expect(rows.map(({ status, path, address }) => [status, path, address]).sort()).toEqual([200, 200, 403, 422].map((status) => [status, `/visitors/${event.id}`, "127.0.0.1"]));
  expect(rows.map(({ id }) => id).sort()).toEqual(answers.slice(0, 4).map(({ headers }) => headers.get("x-request-id")).sort()); // prettier-ignore
});

test("what a dead process left is counted by the next, once, however many find it", async () => {
  const organisationId = newId();
  const dead = open();
  for (let at = 0; at < 2500; at++) await dead.record(made(organisationId, { status: at % 5 === 0 ? 500 : 200 }));
  await dead.flush();
  for (let at = 0; at < 40; at++) await dead.record(made(organisationId));
  for (const name of readdirSync(folder)) renameSync(join(folder, name), join(folder, name.replace(/\.\d+\./, ".999999999."))); // as if it had been another's, who is gone
  appendFileSync(join(folder, readdirSync(folder)[0] ?? ""), "c\torg"); // in the middle of a line
  await Promise.all([open().sweep(), open().sweep(), open().sweep()]);
  expect(await callsOf(organisationId)).toBe(2540);
  expect(await logged(organisationId)).toHaveLength(2540);
  expect(readdirSync(folder)).toEqual([]);
  await dead.stop(); // it lives after all: nothing of it is counted twice
  expect(await callsOf(organisationId)).toBe(2540);
});

test("a journal of a process that lives, or of another database, is left alone", async () => {
  const organisationId = newId();
  const other = open();
  await other.record(made(organisationId));
  await other.flush();
  await other.record(made(organisationId));
  const foreign = join(folder, `${newId()}.999999999.${(readdirSync(folder)[0] ?? "").split(".")[2]}.calls`);
  appendFileSync(foreign, "c\torg\n");
  const [name = ""] = readdirSync(folder).filter((file) => file.includes(`.${process.pid}.`));
  renameSync(join(folder, name), join(folder, name.replace(/\.\d+\./, `.${process.ppid}.`)));
  await open().sweep();
  expect(await callsOf(organisationId)).toBe(1);
  expect(readdirSync(folder)).toHaveLength(2);
  rmSync(foreign);
  await other.stop();
  expect(await callsOf(organisationId)).toBe(2);
  for (const file of readdirSync(folder)) rmSync(join(folder, file));
});

test.each([["without a disk", undefined], ["with a disk that cannot be written", "/dev/null/journal"]])("%s no call is answered before it is counted", async (_, folder) => {
  const organisationId = newId();
  const journal = open({ folder });
  await journal.record(made(organisationId));
  expect(await callsOf(organisationId)).toBe(1);
  await Promise.all(Array.from({ length: 30 }, () => journal.record(made(organisationId))));
  expect(await callsOf(organisationId)).toBe(31);
  for (let at = 0; at < 12_000; at++) void journal.record(made(organisationId));
  await journal.stop();
  expect(await callsOf(organisationId)).toBe(12_031);
});

test("above the rate only errors are logged, and the log says how many calls it leaves out, also after a burst", async () => {
  const organisationId = newId();
  const slow = open({ logRate: 3 });
  const at = (ms: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, 0, ms));
  for (let ms = 0; ms < 20; ms++) await slow.record(made(organisationId, { at: at(ms), status: ms === 10 ? 404 : 200 }));
  await slow.flush();
  expect((await logged(organisationId)).map(({ status, skipped, at }) => [status, skipped, at.getMilliseconds()])).toEqual([[200, 0, 0], [200, 0, 1], [200, 0, 2], [404, 7, 10], [200, 8, 19]]); // prettier-ignore
  await slow.stop();
  expect(await logged(organisationId)).toHaveLength(5);
  expect(await callsOf(organisationId)).toBe(20);
});

test("a line with what no line can hold stays one line", async () => {
  const organisationId = newId();
  const odd = open();
  await odd.record(made(organisationId, { path: `/a\tb\nc\u0000${"d".repeat(5000)}`, method: "GET\n", address: "::1\t" }));
  await odd.stop();
  expect((await logged(organisationId)).map(({ path, method, address }) => [path.slice(0, 6), path.length, method, address])).toEqual([["/abcdd", 297, "GET", "::1"]]);
});
