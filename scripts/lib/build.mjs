// The production build: pages by Next, the server and the demo's filler by one esbuild call, the sandbox's programs by their own.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { lockFolderInTurn } from "./lock.mjs";
import { isUpToDate, root, stamps, writeStamp } from "./project.mjs";
import { bundleSandbox } from "./sandbox.mjs";

/**
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<boolean>} whether there was anything to do
 * @throws {Error} with the compiler's words
 */
export async function build({ signal } = {}) {
  if (isBuilt()) return false;
  const lock = await lockFolderInTurn(join(root, "dist"), signal); // two data folders of one clone may start together
  try {
    if (isBuilt()) return false;
    const hash = stamps.built.hash();
    await Promise.all([buildPages(signal), bundle()]);
    writeStamp(stamps.built, hash);
    return true;
  } finally {
    lock.release();
  }
}

function isBuilt() {
  return isUpToDate(stamps.built) && existsSync(join(root, ".next", "BUILD_ID"));
}

/** dist/server.js, dist/demo.js, dist/sandbox-worker.js and dist/sandbox-annex.js. */
export async function bundle() {
  const { build: esbuild } = await import("esbuild");
  const sandbox = bundleSandbox();
  await esbuild({
    absWorkingDir: root,
    entryPoints: { server: "server.ts", demo: "prisma/seed/main.ts" },
    outdir: "dist",
    bundle: true,
    packages: "external",
    alias: { "@": root },
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    logLevel: "silent", // what goes wrong is in the error
  });
  await sandbox;
}

/** @param {AbortSignal} [signal] */
async function buildPages(signal) {
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ("production"), NEXT_TELEMETRY_DISABLED: "1" };
  await promisify(execFile)(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], { cwd: root, env, signal, maxBuffer: 64e6 }).catch((error) => {
    throw new Error(`the pages do not build:\n${error.stdout}${error.stderr}`, { cause: error });
  });
}
