// `npm run proof [name …]`: the proofs in full, printing what they did. `npm test` runs the same at about a hundredth of the size.
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

const names = process.argv.slice(2);
const which = names.length > 0 ? names : ["proof/", "lib/codec/round-trip"];
// one after the other: they measure and kill, and must not starve each other
const args = ["run", "--reporter=verbose", "--disable-console-intercept", "--no-file-parallelism", ...which];
const env = { ...process.env, VISIT_PROOF: "full", PROOF_RUNS: process.env.PROOF_RUNS ?? "100000" };
const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), ...args], { stdio: "inherit", env });
child.once("exit", (code) => process.exit(code ?? 1));
