// The sandbox's programs: the worker, one file with everything the guest needs, its prelude as a text inside; and the annex.
import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";

/** Where they lie, however Visit was started. */
export const sandboxFiles = { workerFile: join(root, "dist", "sandbox-worker.js"), annexFile: join(root, "dist", "sandbox-annex.js") };

/** Writes both, each in one piece: a pool may be starting workers from it. @throws {Error} with the compiler's words */
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
  const { outputFiles } = await build({
    ...common,
    entryPoints: { "sandbox-worker": "lib/sandbox/worker.ts", "sandbox-annex": "lib/sandbox/annex-process.ts" },
    outdir: "dist",
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    define: { GUEST_PRELUDE: JSON.stringify(guest.outputFiles[0]?.text) },
    sourcemap: "inline",
  });
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const { path, contents } of outputFiles) {
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
  }
}
