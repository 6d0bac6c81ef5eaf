// `npm run conformance`: what both engines of background work promise. On the embedded engine; with INNGEST_BASE_URL on the Inngest
// server there, which must be able to reach this machine: one in development mode (`inngest dev --no-discovery`), or, with
// INNGEST_SIGNING_KEY and INNGEST_EVENT_KEY, one like those in production (`inngest start`).
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./lib/build.mjs";
import { generateClient } from "./lib/generate.mjs";
import { install } from "./lib/install.mjs";
import { root } from "./lib/project.mjs";

process.chdir(root);
await install();
await generateClient();
if (process.env.INNGEST_BASE_URL) await build(); // two servers are put behind it as well

const which = process.env.INNGEST_BASE_URL ? ["lib/jobs/conformance", "proof/inngest"] : ["lib/jobs/conformance"];
const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=verbose", "--disable-console-intercept", "--no-file-parallelism", ...which, ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { stdio: "inherit" });
child.once("exit", (code) => process.exit(code ?? 1));
