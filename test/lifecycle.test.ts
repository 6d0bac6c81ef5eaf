import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeAll, expect, test } from "vitest";
import { build } from "@/scripts/lib/build.mjs";
import { freePort } from "@/scripts/lib/port.mjs";
import { newDataDir, removeDataDir, spawnStart, untilReady, type StartedProcess } from "@/scripts/lib/test-server.mjs";
import { ownDatabase } from "./database";

// Whole processes, as an operator meets them: the built program, a data folder of its own, signals.
const patience = { timeout: 120_000 };
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(() => build(), 240_000);

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test("a first start fills the demo and keeps secrets to its owner, a second one does nothing over again and has the same credentials", patience, async () => {
  const home = await newHome();
  const first = await home.start();
  const credentials = readFileSync(join(home.dataDir, "demo.json"), "utf8");
  const { apiKey } = JSON.parse(credentials);
  expect(first.output()).toContain(apiKey);
  expect(await statusOf(`${home.url}/create/v2/expos`, apiKey)).toBe(200);
  expect(["demo.json", "postgres.json", "secret"].map((name) => statSync(join(home.dataDir, name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  expect(await stopped(first)).toMatchObject({ code: 0 });

  const second = await home.start();
  expect(second.output()).toContain(apiKey);
  for (const step of ["packages", "migrations", "client", "build", "demo"]) expect(second.output()).toMatch(new RegExp(`^ *${step} +up to date$`, "m"));
  expect(readFileSync(join(home.dataDir, "demo.json"), "utf8")).toBe(credentials);
});

test("a second start on the same folder says so and leaves the first alone", patience, async () => {
  const home = await newHome();
  await home.start();
  const second = await home.spawn({ PORT: String(await freePort()) }).ended;
  expect(second).toMatchObject({ code: 1, output: expect.stringContaining("Visit is running on this data folder already") });
  expect(await statusOf(`${home.url}/health`)).toBe(200);
});

test("SIGTERM lets a running request finish, stops the database and exits 0", patience, async () => {
  const home = await newHome();
  const started = await home.start();
  const page = fetch(`${home.url}/`);
  await new Promise((done) => setTimeout(done, 30)); // under way
  expect(await stopped(started)).toMatchObject({ code: 0, output: expect.stringContaining("Visit stopped") });
  expect((await page).status).toBe(200);
  expect(processesOf(home.dataDir)).toEqual([]);
});

test("after kill -9 of everything the next start recovers, with the same data", patience, async () => {
  const home = await newHome();
  const first = await home.start();
  for (const pid of [first.pid, ...childrenOf(first.pid), ...processesOf(home.dataDir)]) process.kill(pid, "SIGKILL");
  await first.ended;
  const second = await home.start();
  expect(second.output()).toContain(JSON.parse(readFileSync(join(home.dataDir, "demo.json"), "utf8")).apiKey);
  expect(await statusOf(`${home.url}/health`)).toBe(200);
});

test("after kill -9 of the supervisor alone the next start takes over what it left", patience, async () => {
  const home = await newHome();
  const first = await home.start();
  first.kill("SIGKILL");
  const second = await home.start();
  expect(second.output()).toContain("adopted");
  expect(await statusOf(`${home.url}/health`)).toBe(200);
});

test.each([
  [{ PORT: "eighty" }, 'PORT must be a port number from 1 to 65535, got "eighty"'],
  [{ VISIT_DEMO_MAIL: "x@y.example" }, "VISIT_DEMO_MAIL is no setting of Visit: did you mean VISIT_DEMO_EMAIL?"],
  [{ DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" }, "the database cannot be reached"],
])("%o stops with a sentence", patience, async (settings, sentence) => {
  const home = await newHome();
  expect(await home.spawn(settings).ended).toMatchObject({ code: 1, output: expect.stringContaining(sentence) });
});

test("a database of one's own is migrated, and never given demo data", patience, async () => {
  const database = await ownDatabase("empty");
  cleanups.push(database.drop);
  const home = await newHome({ DATABASE_URL: database.url });
  const started = await home.start();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query("select count(*)::int as organisations from organisation");
  await client.end();
  expect(rows).toEqual([{ organisations: 0 }]);
  expect(started.output()).not.toContain("demo");
  expect(await stopped(started)).toMatchObject({ code: 0 });
});

/** A data folder and a port, and what happens there. */
async function newHome(settings: Record<string, string> = {}) {
  const dataDir = newDataDir();
  const port = String(await freePort());
  const running: StartedProcess[] = [];
  cleanups.push(async () => {
    for (const started of running) await stopped(started);
    await removeDataDir(dataDir);
  });
  const spawn = (more: Record<string, string> = {}) => {
    const started = spawnStart({ VISIT_DATA_DIR: dataDir, PORT: port, ...settings, ...more });
    running.push(started);
    return started;
  };
  const start = async () => {
    const started = spawn();
    await untilReady(started);
    return started;
  };
  return { dataDir, url: `http://127.0.0.1:${port}`, spawn, start };
}

function stopped(started: StartedProcess) {
  started.kill("SIGTERM");
  return started.ended;
}

function statusOf(url: string, apiKey = ""): Promise<number> {
  const headers = { Authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` };
  return fetch(url, { headers }).then(({ status }) => status, () => 0); // prettier-ignore
}

function childrenOf(pid: number): number[] {
  return pidsWhere((line) => line.parent === pid);
}

/** Whose command line names the folder: the cluster's postmaster. */
function processesOf(dataDir: string): number[] {
  const { folder } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  return pidsWhere((line) => line.command.includes(folder));
}

function pidsWhere(matches: (line: { parent: number; command: string }) => boolean): number[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match && matches({ parent: Number(match[2]), command: match[3] ?? "" }) ? [Number(match[1])] : []));
}
