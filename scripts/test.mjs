// `npm test`: everything that must hold, in one go. Closes with what failed, and the line "N passed, N failed".
// Only Node's built-ins are imported up here: nothing may be installed yet.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./lib/install.mjs";
import { root } from "./lib/project.mjs";
import { readPlaywright, readVitest } from "./lib/reports.mjs";

/** @typedef {import("./lib/reports.mjs").Report} Report */

const bin = (/** @type {string} */ path) => join(root, "node_modules", path);
const reports = mkdtempSync(join(tmpdir(), "visit-reports-"));

/** @type {[string, () => Promise<Report>][]} */
const phases = [
  ["types", async () => one((await run("next/dist/bin/next", ["typegen"])) && (await run("typescript/bin/tsc", ["--noEmit"])))],
  ["lint", async () => one(await run("eslint/bin/eslint.js", ["."]))],
  ["build", async () => one(await run("../scripts/build.mjs"))],
  ["tests", () => vitest()],
  ["browser", () => playwright()],
];

/** @type {Report} */
const total = { passed: 0, failed: 0, failures: [] };
try {
  process.chdir(root);
  await phase("packages", async () => {
    await install();
    const { generateClient } = await import("./lib/generate.mjs");
    await generateClient();
    return { passed: 0, failed: 0, failures: [] };
  });
  for (const [name, work] of phases) {
    const { passed, failed, failures } = await phase(name, work);
    total.passed += passed;
    total.failed += failed;
    total.failures.push(...failures);
    if (failed > 0 && failures.length === 0) total.failures.push(`${name}: see above`);
  }
} catch (error) {
  total.failed += 1;
  total.failures.push(String(error instanceof Error ? error.message : error));
} finally {
  rmSync(reports, { recursive: true, force: true });
}
if (total.failures.length > 0) console.log(`\n== failed\n${total.failures.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** @param {string} name @param {() => Promise<Report>} work */
async function phase(name, work) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const tally = await work();
  console.log(`== ${name}: ${tally.failed ? `${tally.failed} failed` : "good"} after ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return tally;
}

async function vitest() {
  const report = join(reports, "vitest.json");
  const isGood = await run("vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  return whole(readVitest(report), isGood);
}

async function playwright() {
  const { ensureChromium } = await import("./lib/chromium.mjs");
  const report = join(reports, "playwright.json");
  const isGood = await run("@playwright/test/cli.js", ["test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: report, VISIT_CHROMIUM: ensureChromium() });
  return whole(readPlaywright(report), isGood);
}

/** A run that fails outside of any test (a file that does not load, a set-up that breaks) is a failure too. @param {Report} report @param {boolean} isGood @returns {Report} */
function whole(report, isGood) {
  return { ...report, failed: report.failed || (isGood ? 0 : 1) };
}

/** @param {boolean} isGood @returns {Report} */
function one(isGood) {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, failures: [] };
}

/** @param {string} script below node_modules @param {string[]} [args] @param {Record<string, string>} [env] @returns {Promise<boolean>} */
function run(script, args = [], env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bin(script), ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } });
    child.once("error", fail);
    child.once("exit", (code) => done(code === 0));
  });
}
