// A Chromium for the end-to-end tests: an installed one first, because Playwright's download does not work behind every network.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./project.mjs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** @returns {string | undefined} path of an executable: VISIT_CHROMIUM, else Playwright's own, else one of the system */
export function installedChromium() {
  const { chromium } = createRequire(import.meta.url)("playwright");
  return [process.env.VISIT_CHROMIUM, chromium.executablePath(), ...usualPlaces].find((path) => path && existsSync(path));
}

/**
 * Finds a Chromium or installs one: Playwright's, else, as root on Debian or Ubuntu, the distribution's.
 * @returns {string} path of its executable
 * @throws {Error} that says what to do
 */
export function ensureChromium() {
  const attempts = [() => {}, () => download(), () => installPackage()];
  for (const attempt of attempts) {
    attempt();
    const found = installedChromium();
    if (found) return found;
  }
  throw new Error("no Chromium found, and none could be installed: install one (apt-get install chromium), or set VISIT_CHROMIUM to its path");
}

function download() {
  console.log("  no Chromium is installed: trying Playwright's download");
  attemptTo(process.execPath, [join(root, "node_modules/playwright/cli.js"), "install", "chromium"], 180_000);
}

function installPackage() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("  trying apt-get install chromium");
  attemptTo("apt-get", ["update", "-q"], 180_000);
  attemptTo("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], 400_000);
}

/** What counts is whether there is a Chromium afterwards. @param {string} program @param {string[]} args @param {number} timeout in ms */
function attemptTo(program, args, timeout) {
  try {
    execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"], timeout, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  } catch (error) {
    console.log(`  that did not work: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  }
}
