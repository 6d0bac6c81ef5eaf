// Brings a database to the newest migration, with the table `prisma migrate deploy` uses, so that both may be used in turn.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { noFilters, openSchemaEngine } from "./schema-engine.mjs";

/** @typedef {{ name: string, sql: string, checksum: string }} Migration checksum: hex SHA-256 of the file, as Prisma stores it */

/**
 * Applies what is missing, under a lock that other processes starting on the same database respect.
 * @param {string} url     connection string
 * @param {string} folder  absolute path of prisma/migrations
 * @returns {Promise<string[]>} names of the migrations applied now
 * @throws {Error} a migration failed, was changed after it was applied, or the database is newer than this program
 */
export async function migrate(url, folder) {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((cause) => {
    throw new Error(`the database cannot be reached: ${cause instanceof Error ? cause.message : cause}`, { cause });
  });
  try {
    // Before the first look: a migration that another process is just applying would look like one that failed half-way.
    await client.query("select pg_advisory_lock(hashtext('visit.migrate'))"); // ends with the connection
    if ((await pending(client, migrations)).length === 0) return [];
    return await apply(url, folder, migrations);
  } finally {
    await client.end();
  }
}

/** @param {string} folder @returns {Migration[]} oldest first */
export function readMigrations(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map((entry) => {
      const sql = readFileSync(join(folder, entry.name, "migration.sql"), "utf8");
      return { name: entry.name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** @param {pg.Client} client @param {Migration[]} migrations */
async function pending(client, migrations) {
  const { rows: version } = await client.query("select current_setting('server_version_num')::int / 10000 as major");
  if (version[0].major < 14) throw new Error(`the database is PostgreSQL ${version[0].major}: Visit needs 14 or newer`);
  const { rows: tables } = await client.query("select to_regclass('_prisma_migrations') is not null as present");
  if (!tables[0].present) return migrations;
  const { rows } = await client.query("select migration_name as name, checksum, finished_at is not null as done from _prisma_migrations where rolled_back_at is null");
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = known.get(row.name);
    if (!row.done) throw new Error(`migration ${row.name} failed half-way earlier: repair the database, then run npx prisma migrate resolve`);
    if (!migration) throw new Error(`the database has a migration this version of Visit does not know (${row.name}): it was used by a newer one`);
    if (migration.checksum !== row.checksum) throw new Error(`migration ${row.name} was changed after it was applied: write a new migration instead`);
  }
  const applied = new Set(rows.map((row) => row.name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** @param {string} url @param {string} folder @param {Migration[]} migrations */
async function apply(url, folder, migrations) {
  const { engine, close } = await openSchemaEngine(url);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: toMigrationList(folder, migrations), filters: noFilters });
    return appliedMigrationNames;
  } catch (cause) {
    throw new Error(`a migration failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  } finally {
    await close();
  }
}

/** @param {string} folder @param {Migration[]} migrations */
function toMigrationList(folder, migrations) {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(folder, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: /** @type {const} */ ("ok"), value: sql } },
    })),
  };
}
