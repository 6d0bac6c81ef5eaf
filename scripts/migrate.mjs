// `npm run migrate`: brings the database at DATABASE_URL to the newest migration. `npm start` does this by itself.
import { join } from "node:path";
import { migrate } from "./lib/migrate.mjs";
import { root } from "./lib/project.mjs";

const url = process.env.DATABASE_URL;
try {
  if (!url) throw new Error("DATABASE_URL must be set");
  const applied = await migrate(url, join(root, "prisma", "migrations"));
  console.log(applied.length ? `applied ${applied.join(", ")}` : "up to date");
  process.exit(0); // the engine leaves a timer of ten seconds behind
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
