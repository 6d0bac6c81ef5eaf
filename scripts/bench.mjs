// `npm run bench [name …]`: list, visitor, wait, idle, bulk, start, tables, endpoint [runs]. Prints what is, also where it falls short.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./lib/build.mjs";
import { generateClient } from "./lib/generate.mjs";
import { install } from "./lib/install.mjs";
import { root } from "./lib/project.mjs";

process.chdir(root);
await install();
await generateClient();
await build();
const { build: esbuild } = await import("esbuild");
await esbuild({
  absWorkingDir: root,
  entryPoints: { main: "bench/main.ts", bare: "bench/bare.ts" },
  outdir: "dist/bench",
  bundle: true,
  packages: "external",
  // the scripts find the project by where they lie, so they stay where they are
  plugins: [{ name: "scripts", setup: (builder) => builder.onResolve({ filter: /^@\/scripts\// }, ({ path }) => ({ path: join(root, path.slice(2)), external: true })) }],
  alias: { "@": root },
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
});
const child = spawn(process.execPath, ["--enable-source-maps", join(root, "dist/bench/main.js"), ...process.argv.slice(2)], { stdio: "inherit" });
child.once("exit", (code) => process.exit(code ?? 1));
