// The sandbox worker: one file with everything the guest needs, its prelude as a text inside.
import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";

/** Where the worker lies, however Visit was started. */
export const sandboxWorkerFile = join(root, "dist", "sandbox-worker.js");

/** Writes dist/sandbox-worker.js, in one piece: a pool may be starting workers from it. @throws {Error} with the compiler's words */
export async function bundleSandbox() {
  const { build } = await import("esbuild");
  const common = /** @type {const} */ ({ absWorkingDir: root, bundle: true, write: false, logLevel: "silent" });
  // An expression with `host` for its only free name, see lib/sandbox/guest/host.d.ts.
  const guest = await build({
    ...common,
    entryPoints: ["lib/sandbox/guest/main.ts"],
    platform: "neutral",
    format: "iife",
    globalName: "guest",
    target: "es2023",
    keepNames: true, // authors read them
    banner: { js: "(function (host) {" },
    footer: { js: "return guest.harness; })" },
  });
  const worker = await build({
    ...common,
    entryPoints: ["lib/sandbox/worker.ts"],
    outdir: "dist",
    entryNames: "sandbox-worker",
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    define: { GUEST_PRELUDE: JSON.stringify(guest.outputFiles[0]?.text) },
    sourcemap: "inline",
  });
  mkdirSync(join(root, "dist"), { recursive: true });
  const draft = `${sandboxWorkerFile}.${randomUUID()}`;
  writeFileSync(draft, worker.outputFiles[0]?.contents ?? "");
  renameSync(draft, sandboxWorkerFile);
}
