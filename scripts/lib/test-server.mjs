// A whole Visit of its own for tests: `npm start` on a throw-away data folder and a free port, with demo data.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./port.mjs";
import { root } from "./project.mjs";

/**
 * @typedef {object} Ended
 * @property {number | null} code    exit code, null when a signal ended it
 * @property {string} output         everything it printed
 *
 * @typedef {object} StartedProcess
 * @property {number} pid
 * @property {Promise<Ended>} ended
 * @property {() => string} output   what it has printed so far
 * @property {(signal: NodeJS.Signals) => boolean} kill   the supervisor alone
 */

/** @returns {string} a new empty data folder; remove it with `removeDataDir` */
export function newDataDir() {
  return mkdtempSync(join(tmpdir(), "visit-start-"));
}

/** Stops a cluster that may still run in it, then removes the folder. @param {string} dataDir */
export async function removeDataDir(dataDir) {
  const { destroyAbandoned } = await import("./postgres.mjs");
  await destroyAbandoned(dataDir);
}

/**
 * `npm start` without npm. Settings of the machine are kept away.
 * @param {Record<string, string>} settings
 * @returns {StartedProcess}
 */
export function spawnStart(settings) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("VISIT_") && !["DATABASE_URL", "PORT", "HOST", "NODE_ENV", "VITEST"].includes(name));
  // Empty ones count as absent, and keep a developer's .env out.
  const blank = { DATABASE_URL: "", HOST: "", VISIT_URL: "", VISIT_LISTEN_URL: "", VISIT_SECRET: "", VISIT_DEMO_EMAIL: "", VISIT_DEMO_PASSWORD: "", VISIT_DEMO_API_KEY: "", VISIT_TRUSTED_PROXIES: "", VISIT_ENCRYPTION_KEY: "", VISIT_OUTBOUND_ALLOW: "", VISIT_OUTBOUND_DENY: "", SMTP_URL: "", VISIT_MAIL_FROM: "", VISIT_RUNS_KEPT_DAYS: "", VISIT_FUNCTION_SECONDS: "", VISIT_FUNCTION_MEMORY_MB: "", VISIT_FUNCTION_WORKERS: "" };
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...Object.fromEntries(inherited), NODE_ENV: "production", ...blank, ...settings };
  const child = spawn(process.execPath, [join(root, "scripts", "start.mjs")], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return {
    pid: child.pid ?? 0,
    ended: new Promise((done) => child.once("close", (code) => done({ code, output }))),
    output: () => output,
    kill: (signal) => child.kill(signal),
  };
}

/**
 * Waits until a started Visit says that it is ready.
 * @param {StartedProcess} started
 * @returns {Promise<{ setupLink: string | undefined }>}
 * @throws {Error} with its output when it ends instead, or takes longer than four minutes
 */
export async function untilReady(started) {
  const deadline = Date.now() + 240_000;
  let hasEnded = false;
  void started.ended.then(() => (hasEnded = true));
  while (!/Visit is at/.test(started.output()) || !started.output().endsWith("\n\n")) {
    if (hasEnded || Date.now() > deadline) throw new Error(`Visit did not get ready:\n${started.output()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  return { setupLink: /set up\s+(\S+)/.exec(started.output())?.[1] };
}

/**
 * @param {Record<string, string>} [settings]
 * @returns {Promise<{ url: string, email: string, password: string, memberEmail: string, memberPassword: string, apiKey: string, setupLink: string | undefined, dataDir: string, stop: () => Promise<void> }>}
 */
export async function startTestServer(settings = {}) {
  const dataDir = newDataDir();
  const port = await freePort();
  const started = spawnStart({ VISIT_DATA_DIR: dataDir, PORT: String(port), ...settings });
  const stop = async () => {
    started.kill("SIGTERM");
    await started.ended;
    await removeDataDir(dataDir);
  };
  try {
    const { setupLink } = await untilReady(started);
    const { email, password, memberEmail, memberPassword, apiKey } = JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8"));
    return { url: `http://localhost:${port}`, email, password, memberEmail, memberPassword, apiKey, setupLink, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
