import { randomUUID } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unavailable } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import type { CallRecord } from "./call-record";
import { registerSource } from "./flush-tape";
import { Journal } from "./journal";
import { kinds } from "./kinds";
import { memoryTape } from "./tape";

/** A disk that can be full: at most so many more bytes. */
const disk = vi.hoisted(() => ({ room: Infinity, writes: 0 }));
vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const writeSync = (file: number, text: string) => {
    disk.writes++;
    if (disk.room <= 0) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const taken = text.slice(0, disk.room);
    disk.room -= taken.length;
    return real.writeSync(file, taken);
  };
  return { ...real, writeSync };
});
const scene: { folder: string } = { folder: "" };
beforeEach(() => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true); // what goes wrong is said, at length
  scene.folder = mkdtempSync(join(tmpdir(), "visit-journal-"));
  Object.assign(disk, { room: Infinity, writes: 0 });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(scene.folder, { recursive: true });
});

type Query = ReturnType<typeof runtime>["database"]["query"];
/** A journal, and its database, which can be away. */
function open({ folder }: { folder?: string | undefined } = scene) {
  const database = { isAway: false, queries: [] as string[] };
  const query: Query = async (name, text, values) => {
    database.queries.push(name);
    if (database.isAway) throw unavailable("The database cannot be reached.");
    return runtime().database.query(name, text, values);
  };
  return { database, journal: new Journal({ database: { query, announcer: runtime().database.announcer }, kinds: kinds(), folder, logRate: 100_000 }) };
}

const made = (organisationId: string): CallRecord => ({
  organisationId, keyId: "key0000000000", requestId: randomUUID(), at: new Date("2026-11-23T10:00:20Z"), operation: "visitors.list", isWrite: false, method: "GET", path: "/visitors/x",
  format: "json", origin: "outside", status: 200, durationMs: 3.5, bytes: 5000, address: "192.0.2.1",
}); // prettier-ignore
const callsOf = async (organisationId: string) => (await runtime().database.query<{ calls: number }>("", `SELECT coalesce(sum(calls), 0)::int AS calls FROM statistics_delta WHERE "organisationId" = $1`, [organisationId]))[0]?.calls;
const forget = (ids: readonly string[]) => runtime().database.query("", "DELETE FROM statistics_source WHERE id = ANY($1)", [ids]);
const idsOf = (names: readonly string[]) => names.map((name) => name.split(".")[0] ?? "");
const hour = 3_600_000;

test.each(["file", "memory"])("a journal in a %s that the database has forgotten is counted on", async (place) => {
  const organisationId = newId();
  const { journal } = open(place === "file" ? scene : {});
  const known = vi.spyOn(runtime().database, "query");
  await journal.record(made(organisationId));
  await journal.flush();
  const sources = known.mock.calls.flatMap(([name, , values]) => (name === "flush calls" || name === "register a journal" ? [String(values[0])] : []));
  await forget(sources);
  await journal.record(made(organisationId));
  await journal.flush();
  expect(await callsOf(organisationId)).toBe(2);
  await journal.stop();
});

test("a journal begins a new file every day, also when no call comes", async () => {
  const organisationId = newId();
  const { journal } = open();
  await journal.record(made(organisationId));
  void journal.record(made(organisationId)); // stands in the file
  const before = readdirSync(scene.folder);
  const later = Date.now() + 25 * hour;
  vi.spyOn(Date, "now").mockReturnValue(later);
  await journal.sweep();
  await journal.flush();
  expect(readdirSync(scene.folder)).toHaveLength(1);
  expect(readdirSync(scene.folder)).not.toEqual(before);
  expect(await callsOf(organisationId)).toBe(2);
  vi.restoreAllMocks();
  await journal.stop();
});

test("a disk that is full, in the middle of a line too, loses no call, and is left alone for a while", async () => {
  const organisationId = newId();
  const { journal } = open();
  await journal.record(made(organisationId));
  await journal.record(made(organisationId));
  disk.room = 40;
  await Promise.all(Array.from({ length: 50 }, () => journal.record(made(organisationId))));
  expect(await callsOf(organisationId)).toBe(52); // in the file there was one
  for (let turn = 0; turn < 20; turn++) await journal.record(made(organisationId));
  expect(disk.writes).toBe(2);
  await journal.flush();
  expect(await callsOf(organisationId)).toBe(72);
  disk.room = Infinity;
  await journal.stop();
  expect(readdirSync(scene.folder)).toEqual([]);
});

test("when the disk has room again calls go into a file again", async () => {
  const organisationId = newId();
  const { journal } = open();
  await journal.record(made(organisationId));
  disk.room = 0;
  await journal.record(made(organisationId));
  disk.room = Infinity;
  const later = performance.now() + hour;
  vi.spyOn(performance, "now").mockReturnValue(later);
  await journal.flush();
  expect(journal.record(made(organisationId))).toBeUndefined(); // at once: it is the kernel's
  await journal.stop();
  expect(await callsOf(organisationId)).toBe(3);
});

test("what came while the database was away is counted when it is back, at the latest by the last flush", async () => {
  const organisationId = newId();
  const { journal, database } = open();
  database.isAway = true;
  const answers = Array.from({ length: 20 }, () => journal.record(made(organisationId)));
  await journal.flush();
  expect([await callsOf(organisationId), journal.figures().failedFlushes > 0, journal.figures().backlogBytes > 1000]).toEqual([0, true, true]);
  const asked = database.queries.length;
  for (let at = 0; at < 100; at++) void journal.record(made(organisationId));
  await new Promise((done) => setTimeout(done, 50));
  expect(database.queries).toHaveLength(asked); // not with each call
  for (let turn = 0; turn < 5; turn++) await journal.flush();
  database.isAway = false;
  await Promise.all([journal.flush(), ...answers]);
  expect([await callsOf(organisationId), journal.figures().backlogBytes]).toEqual([120, 0]);
  expect(journal.record(made(organisationId))).toBeUndefined(); // into a file at once: it was not the disk that failed
  database.isAway = true;
  await journal.flush();
  void journal.record(made(organisationId));
  database.isAway = false;
  await journal.stop();
  expect(await callsOf(organisationId)).toBe(122);
});

test("nobody waits for an answer longer than patience lasts", async () => {
  const tape = memoryTape("source0000000", 10);
  await tape.append("c\t.\n");
  expect(tape.backlog()).toBe(4);
});

test("more than memory can hold is not counted, and its number is told", async () => {
  const { journal, database } = open({});
  database.isAway = true;
  const record = made("organisation0");
  for (let at = 0; at < 200_010; at++) void journal.record(record);
  expect(journal.figures()).toMatchObject({ droppedCalls: 10 });
});

test("after the end nothing is written, whatever else is open by then", async () => {
  const organisationId = newId();
  const { journal } = open();
  await journal.record(made(organisationId));
  await journal.flush();
  await journal.stop();
  expect(journal.record(made(organisationId))).toBeUndefined();
  expect([await callsOf(organisationId), disk.writes, readdirSync(scene.folder)]).toEqual([1, 0, []]);
});

const deadName = (id: string) => `${id}.999999999.${hostname().replace(/[^\w-]/g, "-")}.calls`;

test("a journal that cannot be counted does not keep the others, and one of another database is asked about once", async () => {
  const organisationId = newId();
  const names = ["0000000000000", "1111111111111", "2222222222222"].map((start) => deadName(`${start}${newId()}`));
  const [broken = "", foreign = "", good = ""] = names;
  mkdirSync(join(scene.folder, broken)); // what cannot be read
  appendFileSync(join(scene.folder, foreign), "c\torg\n");
  const record = made(organisationId);
  appendFileSync(join(scene.folder, good), `c\t${organisationId}\tkey0000000000\t${record.at.getTime()}\tvisitors.list\t0\tjson\toutside\t200\t3500\t5000\t.\n`);
  for (const id of idsOf([broken, good])) await registerSource(runtime().database, id);
  const { journal, database } = open();
  await journal.sweep();
  expect(await callsOf(organisationId)).toBe(1);
  expect(readdirSync(scene.folder).sort()).toEqual([broken, foreign]);
  rmSync(join(scene.folder, broken), { recursive: true });
  const asked = database.queries.length;
  await journal.sweep();
  expect(database.queries).toHaveLength(asked);
});

test("of a journal with nonsense what makes sense is counted", async () => {
  const organisationId = newId();
  const name = deadName(newId());
  const line = (more: Record<number, string>) => ["c", organisationId, "key0000000000", "1795428020000", "visitors.list", "0", "json", "outside", "200", "3500", "5000", "."].map((field, at) => more[at] ?? field).join("\t"); // prettier-ignore
  appendFileSync(join(scene.folder, name), [line({}), line({ 4: "a\u0000b" }), line({ 3: "1e300" }), line({ 9: "0.5" }), line({ 9: "1e300" }), line({ 10: "9".repeat(30) }), line({ 7: "elsewhere" }), "\u0000".repeat(300), line({}), ""].join("\n"));
  await registerSource(runtime().database, idsOf([name])[0] ?? "");
  await open().journal.sweep();
  expect([await callsOf(organisationId), readdirSync(scene.folder)]).toEqual([2, []]);
});
