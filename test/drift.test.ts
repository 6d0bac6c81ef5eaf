import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { migrate, readMigrations } from "@/scripts/lib/migrate.mjs";
import { root } from "@/scripts/lib/project.mjs";
import { noFilters, openSchemaEngine } from "@/scripts/lib/schema-engine.mjs";
import { ownDatabase, testDatabaseUrl } from "./database";

const schemaText = readFileSync(join(root, "prisma/schema.prisma"), "utf8");
const migrationsFolder = join(root, "prisma/migrations");

test("the migrations make exactly the tables of the schema", async () => {
  const migrated = await ownDatabase("migrated");
  const drawn = await ownDatabase("empty");
  await query(drawn.url, await scriptOfSchema());
  expect(await describe(migrated.url)).toEqual(await describe(drawn.url));
  await Promise.all([migrated.drop(), drawn.drop()]);
});

test.each([
  ["column", 'alter table "organisation" add column "forgotten" text'],
  ["default", `alter table "organisation" alter column "name" set default 'none'`],
  ["index", 'create index "forgotten" on "organisation" ("name")'],
])("a %s the schema does not have is found as drift", async (_kind, change) => {
  const database = await ownDatabase("migrated");
  const before = await describe(database.url);
  await query(database.url, change);
  expect(await describe(database.url)).not.toEqual(before);
  await database.drop();
});

test("prisma migrate deploy would find every migration applied, unchanged", async () => {
  const database = await ownDatabase("migrated");
  const rows = await query(database.url, "select migration_name as name, checksum, finished_at is not null as done from _prisma_migrations order by 1");
  expect(rows).toEqual(readMigrations(migrationsFolder).map(({ name, checksum }) => ({ name, checksum, done: true })));
  await database.drop();
});

test("processes that start together migrate once", async () => {
  const database = await ownDatabase("empty");
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, migrationsFolder)));
  expect(applied.flat()).toEqual(readMigrations(migrationsFolder).map(({ name }) => name));
  await database.drop();
});

test("a migration changed after it was applied is refused by name", async () => {
  const database = await ownDatabase("migrated");
  const [first] = readMigrations(migrationsFolder);
  await query(database.url, "update _prisma_migrations set checksum = 'other' where migration_name = $1", first?.name);
  await expect(migrate(database.url, migrationsFolder)).rejects.toThrow(`${first?.name} was changed after it was applied`);
  await database.drop();
});

/** SQL that makes the tables of schema.prisma in an empty database. */
async function scriptOfSchema(): Promise<string> {
  const { engine, close } = await openSchemaEngine(testDatabaseUrl(), schemaText);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schemaText }] },
    script: true,
    exitCode: null,
    filters: noFilters,
  });
  await close();
  return stdout ?? "";
}

/**
 * Columns, keys and indexes, one line each. What Prisma cannot say (checks; partial, expression and trigram indexes; triggers, generated columns) is
 * left out: it stands in the migrations alone and cannot drift.
 */
async function describe(url: string): Promise<string[]> {
  const rows = await query(
    url,
    `select format('%s.%s %s%s default %s', table_name, column_name, udt_name || coalesce('(' || coalesce(character_maximum_length, datetime_precision) || ')', ''),
                   case is_nullable when 'NO' then ' not null' else '' end, coalesce(column_default, 'none')) as line
       from information_schema.columns where table_schema = 'public' and table_name <> '_prisma_migrations' and is_generated = 'NEVER'
     union all
     select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and conrelid::regclass::text <> '_prisma_migrations'
     union all
     select pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam and amname = 'btree'
      where relnamespace = 'public'::regnamespace and indpred is null and indexprs is null and indrelid::regclass::text <> '_prisma_migrations'
     order by 1`,
  );
  return rows.map((row) => JSON.stringify(row));
}

async function query(url: string, text: string, ...values: unknown[]): Promise<object[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<object>(text, values)).rows;
  } finally {
    await client.end();
  }
}
