import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** Connection string of the migrated database all tests of a run share: each test makes its own organisation in it. */
export function testDatabaseUrl(): string {
  return inject("databaseUrl");
}

/**
 * A database of one's own, for tests about databases themselves.
 * @param content migrated: a copy of the migrated, empty template; empty: no table at all
 * @returns its connection string, and `drop`, which ends every session on it
 */
export async function ownDatabase(content: "migrated" | "empty"): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `own_${randomBytes(6).toString("hex")}`;
  await administer(`create database ${name} template ${content === "migrated" ? "visit_template" : "template0"}`);
  const url = testDatabaseUrl().replace(/\/[^/]*$/, `/${name}`);
  return { url, drop: () => administer(`drop database ${name} with (force)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
