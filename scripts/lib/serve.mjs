// The server as a child process: started, told when to stop, and waited for.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./project.mjs";

/**
 * @typedef {import("../../lib/core/env.mjs").Settings} Settings
 * @typedef {{ setupLink?: string | null }} Ready   what the server reports when its first answer is 200
 */

/** One helper for the engine: it takes four, which collect garbage on all processors at once while the thread that answers waits for one of them. */
export const engineFlags = ["--v8-pool-size=1"];
export const serverFlags = ["--enable-source-maps", ...engineFlags];

/**
 * Returns when the server has ended because the signal asked for it.
 * @param {Settings} settings complete
 * @param {{ isDev: boolean, signal: AbortSignal, onStart: (pid: number) => void, onReady: (ready: Ready) => void }} options
 * @throws {Error} when it ended by itself
 */
export async function serve(settings, { isDev, signal, onStart, onReady }) {
  const args = isDev
    ? [join(root, "node_modules/next/dist/bin/next"), "dev", "--port", String(settings.port), "--hostname", settings.host]
    : [...serverFlags, join(root, "dist", "server.js")];
  /** @type {NodeJS.ProcessEnv} */
  const env = { UV_THREADPOOL_SIZE: "16", ...environmentFor(settings), NODE_ENV: isDev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" }; // threads: see lookups.ts
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  if (child.pid) onStart(child.pid);
  child.on("message", (message) => {
    if (isReady(message)) onReady(message);
  });
  if (isDev) void waitForHealth(settings, signal).then(onReady);
  const stop = () => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 15_000).unref(); // the server gives itself ten seconds
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  const end = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code, by) => done(by ?? code));
  });
  signal.removeEventListener("abort", stop);
  if (!signal.aborted) throw new Error(`the server ended by itself (${end})`);
}

/** Our environment with what was found out on the way. @param {Settings} settings */
export function environmentFor(settings) {
  const { databaseUrl, listenUrl, secret, encryptionKeys, dataDir } = settings;
  return { ...process.env, DATABASE_URL: databaseUrl, VISIT_LISTEN_URL: listenUrl, VISIT_SECRET: secret, VISIT_ENCRYPTION_KEY: encryptionKeys.join(), VISIT_DATA_DIR: dataDir };
}

/** @param {unknown} message @returns {message is Ready} */
function isReady(message) {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "ready";
}

/** `next dev` cannot tell when it is ready. @param {Settings} settings @param {AbortSignal} signal @returns {Promise<Ready>} */
async function waitForHealth({ host, port }, signal) {
  const address = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  while (!signal.aborted) {
    const isUp = await fetch(`http://${address}:${port}/health`).then(({ ok }) => ok, () => false); // prettier-ignore
    if (isUp) break;
    await sleep(250);
  }
  return {};
}
