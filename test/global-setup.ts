import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { generateClient } from "@/scripts/lib/generate.mjs";
import { destroyAbandoned, startPostgres } from "@/scripts/lib/postgres.mjs";
import { root } from "@/scripts/lib/project.mjs";
import { bundleSandbox } from "@/scripts/lib/sandbox.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the migrated database all tests of this run share. */
    databaseUrl: string;
  }
}

const prefix = "visit-test-";

/** One PostgreSQL for one vitest run: its own folder and port, so that runs beside each other do not meet; gone afterwards. */
export default async function setup(project: TestProject): Promise<() => void> {
  await removeAbandonedClusters();
  await Promise.all([generateClient(), bundleSandbox()]);
  const folder = mkdtempSync(join(tmpdir(), prefix));
  writeFileSync(join(folder, "pid"), String(process.pid));
  const postgres = await startPostgres(folder, { throwaway: true });
  // Ctrl-C and crashes too: vitest calls the teardown only when it ends by itself.
  process.once("exit", postgres.destroy);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

  // Tests share one copy; a test that needs an untouched database copies the template (test/database.ts).
  const template = postgres.url.replace(/\/visit$/, "/visit_template");
  await run(postgres.url, "create database visit_template");
  // As a program of its own: Prisma's engine leaves a timer behind that would hold up vitest's end for ten seconds.
  await promisify(execFile)(process.execPath, [join(root, "scripts/migrate.mjs")], { env: { ...process.env, DATABASE_URL: template } });
  await run(postgres.url, "create database visit_test template visit_template");

  const databaseUrl = postgres.url.replace(/\/visit$/, "/visit_test");
  Object.assign(process.env, { DATABASE_URL: databaseUrl, VISIT_DATA_DIR: join(folder, "data"), VISIT_ENCRYPTION_KEY: "key of the tests ".repeat(2) }); // inherited by the workers
  project.provide("databaseUrl", databaseUrl);
  return () => {
    process.off("exit", postgres.destroy);
    postgres.destroy();
  };
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** A run killed with -9 cannot clean up; the next one does. */
async function removeAbandonedClusters(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    if (!isRunning(ownerOf(folder))) await destroyAbandoned(folder);
  }
}

function ownerOf(folder: string): number {
  try {
    return Number(readFileSync(join(folder, "pid"), "utf8"));
  } catch {
    return process.pid; // being made at this moment, or someone else's: leave it
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
