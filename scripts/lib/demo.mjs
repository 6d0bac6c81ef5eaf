// Fills an empty embedded database with the demo organisation, and remembers its credentials for later starts to print.
import { execFile } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { environmentFor } from "./serve.mjs";
import { root } from "./project.mjs";

/** @typedef {{ email: string, password: string, apiKey: string }} Credentials and what else the filler prints */

/**
 * @param {import("../../lib/core/env.mjs").Settings} settings with the database's address
 * @param {AbortSignal} signal
 * @returns {Promise<{ isNew: boolean, credentials: Credentials | undefined }>} no credentials when a real organisation lives here
 * @throws {Error} with the filler's words
 */
export async function fillDemo(settings, signal) {
  const file = join(settings.dataDir, "demo.json");
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (known && !known.isFilling) return { isNew: false, credentials: known };
  if (!known && (await hasOrganisation(settings.databaseUrl))) return { isNew: false, credentials: undefined };
  // Only hashes reach the database: killed between the commit and our note, nobody would know the password. The mark says to begin again.
  if (known) await emptyDatabase(settings.databaseUrl);
  keep(file, { isFilling: true });
  const { stdout } = await promisify(execFile)(process.execPath, ["--enable-source-maps", join(root, "dist", "demo.js")], {
    cwd: root,
    env: environmentFor(settings),
    signal,
    maxBuffer: 16e6,
  });
  const credentials = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  if (credentials.skipped) {
    rmSync(file);
    return { isNew: false, credentials: undefined };
  }
  keep(file, credentials);
  return { isNew: true, credentials };
}

/** @param {string} file @param {object} content */
function keep(file, content) {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @param {string} url @returns {Promise<boolean>} */
async function hasOrganisation(url) {
  const [row] = await query(url, "select exists (select from organisation) as present");
  return row.present;
}

/** Removes rows of a fill that never came to its end; nobody has seen them, because no server has run. @param {string} url */
async function emptyDatabase(url) {
  await query(url, "truncate organisation cascade");
}

/** @param {string} url @param {string} text */
async function query(url, text) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
