// `npm run demo [-- --visitors N]`: fills the database with demo data; with N, also an event of that many visitors.
// Works beside a running `npm start`, and on any database that DATABASE_URL names.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "../lib/core/env.mjs";
import { fillDemo } from "./lib/demo.mjs";
import { install } from "./lib/install.mjs";
import { lockFolder } from "./lib/lock.mjs";
import { root } from "./lib/project.mjs";
import { environmentFor } from "./lib/serve.mjs";

/** @typedef {import("../lib/core/env.mjs").Settings} Settings */

try {
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  await install();
  const settings = readSettings(process.env);
  process.exitCode = settings.databaseUrl ? await fill(settings) : await withEmbedded(settings, fillEmbedded);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit(); // Prisma's engine may have left a timer

/**
 * Beside a running Visit its PostgreSQL is used and left running; otherwise it is started for as long as it takes.
 * @param {Settings} settings @param {(settings: Settings) => Promise<number>} work
 */
async function withEmbedded(settings, work) {
  const { startPostgres } = await import("./lib/postgres.mjs");
  const lock = await lockFolder(settings.dataDir).catch(() => undefined);
  if (!lock && !(await isServing(settings))) throw new Error("Visit is starting or stopping on this data folder; try again when it runs.");
  try {
    const database = await startPostgres(settings.dataDir);
    try {
      return await work({ ...settings, databaseUrl: database.url, listenUrl: settings.listenUrl || database.url });
    } finally {
      if (lock) await database.stop();
    }
  } finally {
    lock?.release();
  }
}

/** @param {Settings} settings */
async function isServing({ port }) {
  return fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false); // prettier-ignore
}

/** First as `npm start` does it, which keeps the credentials. @param {Settings} settings */
async function fillEmbedded(settings) {
  await prepare(settings);
  const { credentials } = await fillDemo(settings, new AbortController().signal);
  if (credentials) console.log(`demo login    ${credentials.email}  ${credentials.password}\ndemo API key  ${credentials.apiKey}`);
  return process.argv.length > 2 || !credentials ? run(settings) : 0;
}

/** @param {Settings} settings */
async function fill(settings) {
  await prepare(settings);
  return run(settings);
}

/** @param {Settings} settings */
async function prepare({ databaseUrl }) {
  const { migrate } = await import("./lib/migrate.mjs");
  const { generateClient } = await import("./lib/generate.mjs");
  const { bundle } = await import("./lib/build.mjs");
  await migrate(databaseUrl, join(root, "prisma", "migrations"));
  await generateClient();
  await bundle();
}

/** @param {Settings} settings @returns {Promise<number>} exit code */
function run(settings) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ["--enable-source-maps", join(root, "dist", "demo.js"), ...process.argv.slice(2)], { cwd: root, stdio: "inherit", env: environmentFor(settings) });
    child.once("error", fail);
    child.once("exit", (code) => done(code ?? 1));
  });
}
