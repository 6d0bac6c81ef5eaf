// `npm start`: from a fresh clone to a running Visit, and back to nothing at Ctrl-C. `--dev` the same with `next dev`.
// Only Node's built-ins are imported up here: nothing is installed yet when this begins.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "../lib/core/env.mjs";
import { fillDemo } from "./lib/demo.mjs";
import { install } from "./lib/install.mjs";
import { lockFolder } from "./lib/lock.mjs";
import { refuseTakenPort } from "./lib/port.mjs";
import { root } from "./lib/project.mjs";
import { encryptionKeyOf, secretOf } from "./lib/secret.mjs";
import { serve } from "./lib/serve.mjs";
import { step } from "./lib/steps.mjs";

/** @typedef {import("../lib/core/env.mjs").Settings} Settings */

const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => stopping.abort()); // a terminal and npm may both send it: once is enough

try {
  await start(process.argv.includes("--dev"), stopping.signal);
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(`\nVisit did not start: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
process.exit(); // Prisma's engine may have left a timer

/** @param {boolean} isDev @param {AbortSignal} signal aborted when Visit is to stop */
async function start(isDev, signal) {
  const begun = performance.now();
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile(".env");
  const set = readSettings(process.env);
  const { dataDir } = set;
  const lock = await lockFolder(dataDir);
  try {
    const settings = { ...set, secret: set.secret || secretOf(dataDir), encryptionKeys: set.encryptionKeys.length > 0 ? set.encryptionKeys : [encryptionKeyOf(dataDir)] };
    await refuseTakenPort(settings);
    console.log(`Visit ${JSON.parse(readFileSync("package.json", "utf8")).version}`);
    await step("packages", () => install({ signal }), (isDone) => (isDone ? "installed" : undefined)); // prettier-ignore
    const database = settings.databaseUrl ? undefined : await startEmbedded(settings);
    try {
      await prepareAndServe({ ...settings, databaseUrl: database?.url ?? settings.databaseUrl, listenUrl: settings.listenUrl || (database?.url ?? "") }, { isDev, isEmbedded: Boolean(database), signal, begun, lock });
    } finally {
      await database?.stop();
    }
  } finally {
    lock.release();
  }
  if (signal.aborted) console.log("Visit stopped");
}

/** @param {Settings} settings */
async function startEmbedded(settings) {
  const { startPostgres } = await import("./lib/postgres.mjs");
  return step("PostgreSQL", () => startPostgres(settings.dataDir), ({ how }) => how); // prettier-ignore
}

/**
 * @param {Settings} settings with the database's address
 * @param {{ isDev: boolean, isEmbedded: boolean, signal: AbortSignal, begun: number, lock: import("./lib/lock.mjs").Lock }} circumstances
 */
async function prepareAndServe(settings, { isDev, isEmbedded, signal, begun, lock }) {
  const { migrate } = await import("./lib/migrate.mjs");
  const { generateClient } = await import("./lib/generate.mjs");
  const { build, bundle } = await import("./lib/build.mjs");
  const migrations = join(root, "prisma", "migrations");
  await step("migrations", () => migrate(settings.databaseUrl, migrations), ({ length }) => (length ? `${length} applied` : undefined)); // prettier-ignore
  signal.throwIfAborted();
  await step("client", generateClient, (isDone) => (isDone ? "generated" : undefined));
  signal.throwIfAborted();
  await step("build", () => (isDev ? bundle().then(() => true) : build({ signal })), (isDone) => (isDone ? "built" : undefined)); // prettier-ignore
  signal.throwIfAborted();
  const demo = isEmbedded ? await step("demo", () => fillDemo(settings, signal), ({ isNew }) => (isNew ? "filled" : undefined)) : undefined; // prettier-ignore
  signal.throwIfAborted();
  await serve(settings, {
    isDev,
    signal,
    onStart: lock.note,
    onReady: ({ setupLink }) => {
      console.log(`  ready         after ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
      console.log(`  Visit is at   ${settings.url}`);
      if (demo?.credentials) {
        console.log(`  demo login    ${demo.credentials.email}  ${demo.credentials.password}`);
        console.log(`  demo API key  ${demo.credentials.apiKey}`);
      }
      if (setupLink) console.log(`  set up        ${setupLink}  (once)`);
      console.log("");
    },
  }); // prettier-ignore
}
