// `npm test`: everything that must hold, in one go. Closes with the line "N passed, N failed".
// Only Node's built-ins are imported up here: nothing may be installed yet.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./lib/install.mjs";
import { root } from "./lib/project.mjs";

/** @typedef {{ passed: number, failed: number }} Tally */

const bin = (/** @type {string} */ path) => join(root, "node_modules", path);
const reports = mkdtempSync(join(tmpdir(), "visit-reports-"));

/** @type {[string, () => Promise<Tally>][]} */
const phases = [
  ["types", async () => one((await run("next/dist/bin/next", ["typegen"])) && (await run("typescript/bin/tsc", ["--noEmit"])))],
  ["lint", async () => one(await run("eslint/bin/eslint.js", ["."]))],
  ["build", async () => one(await run("../scripts/build.mjs"))],
  ["tests", () => vitest()],
  ["browser", () => playwright()],
];

const total = { passed: 0, failed: 0 };
try {
  process.chdir(root);
  await phase("packages", async () => {
    await install();
    const { generateClient } = await import("./lib/generate.mjs");
    await generateClient();
    return { passed: 0, failed: 0 };
  });
  for (const [name, work] of phases) {
    const tally = await phase(name, work);
    total.passed += tally.passed;
    total.failed += tally.failed;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed += 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** @param {string} name @param {() => Promise<Tally>} work */
async function phase(name, work) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const tally = await work();
  console.log(`== ${name}: ${tally.failed ? `${tally.failed} failed` : "good"} after ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return tally;
}

/** @returns {Promise<Tally>} */
async function vitest() {
  const report = join(reports, "vitest.json");
  const isGood = await run("vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  const { numPassedTests, numFailedTests } = readReport(report) ?? { numPassedTests: 0, numFailedTests: 0 };
  return tally(numPassedTests, numFailedTests, isGood);
}

/** @returns {Promise<Tally>} */
async function playwright() {
  const { ensureChromium } = await import("./lib/chromium.mjs");
  const report = join(reports, "playwright.json");
  const isGood = await run("@playwright/test/cli.js", ["test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: report, VISIT_CHROMIUM: ensureChromium() });
  const { stats } = readReport(report) ?? { stats: { expected: 0, unexpected: 0, flaky: 0 } };
  return tally(stats.expected, stats.unexpected + stats.flaky, isGood);
}

/** A run that fails outside of any test (a file that does not load, a set-up that breaks) is a failure too. @param {number} passed @param {number} failed @param {boolean} isGood */
function tally(passed, failed, isGood) {
  return { passed, failed: failed || (isGood ? 0 : 1) };
}

/** @param {boolean} isGood @returns {Tally} */
function one(isGood) {
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // it failed before it could report
  }
}

/** @param {string} script below node_modules @param {string[]} [args] @param {Record<string, string>} [env] @returns {Promise<boolean>} */
function run(script, args = [], env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bin(script), ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } });
    child.once("error", fail);
    child.once("exit", (code) => done(code === 0));
  });
}
