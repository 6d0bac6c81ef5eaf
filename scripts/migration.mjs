// `npm run migration -- name`: a new migration from the schema at git's HEAD to the one in the working tree.
// From schema to schema, because the engine's shadow database does not work over the driver adapter. Add by hand what Prisma cannot say.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "./lib/postgres.mjs";
import { root } from "./lib/project.mjs";
import { noFilters, openSchemaEngine } from "./lib/schema-engine.mjs";

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("usage: npm run migration -- name_in_lower_case");
  process.exit(1);
}

const wanted = readFileSync(join(root, "prisma/schema.prisma"), "utf8");
const before = schemaAtHead();
const database = await startPostgres(mkdtempSync(join(tmpdir(), "visit-migration-"))); // the engine wants one to talk to, and leaves it empty
const { engine, close } = await openSchemaEngine(database.url, wanted);
const { stdout } = await engine.diff({
  from: before === undefined ? { tag: "empty" } : datamodel(before),
  to: datamodel(wanted),
  script: true,
  exitCode: null,
  filters: noFilters,
});
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = join(root, "prisma/migrations", `${stamp}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(join(root, "prisma/migrations/migration_lock.toml"), '# Prisma reads this to know for which database the migrations are\nprovider = "postgresql"\n');
writeFileSync(join(folder, "migration.sql"), stdout ?? "");
console.log(`prisma/migrations/${stamp}_${name}/migration.sql`);
await close();
database.destroy();

/** @returns {string | undefined} undefined before the first commit of a schema */
function schemaAtHead() {
  try {
    return execFileSync("git", ["show", "HEAD:prisma/schema.prisma"], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

/** @param {string} content */
function datamodel(content) {
  return { tag: /** @type {const} */ ("schemaDatamodel"), files: [{ path: "schema.prisma", content }] };
}
