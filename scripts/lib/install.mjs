// Dependencies, when they differ from the lock file. Node built-ins only.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";

/**
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<boolean>} whether there was anything to do
 * @throws {Error} with npm's last words
 */
export async function install({ signal } = {}) {
  if (isInstalled()) return false;
  // No install script is relied on, so none is run; development packages build and test, whatever NODE_ENV says.
  await npm(["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"], signal);
  if (!isInstalled()) throw new Error("npm ci ended well, yet node_modules differs from package-lock.json: remove node_modules and start again");
  return true;
}

/** npm writes its own record of the tree last, so a killed installation is not taken for a whole one. */
function isInstalled() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(record);
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || (present[path] ? present[path].version === entry.version : entry.optional || entry.devOptional),
  );
}

/** @param {string} file @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/** @param {string[]} args @param {AbortSignal} [signal] @returns {Promise<void>} */
function npm(args, signal) {
  // Under `npm start` npm says where it is; that spares us the shell Windows would need for npm.cmd.
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith(".js") ? [process.execPath, [script]] : ["npm", []];
  return new Promise((done, fail) => {
    const child = spawn(program, [...first, ...args], { cwd: root, signal, stdio: ["ignore", "ignore", "pipe"], shell: program === "npm" && process.platform === "win32" });
    let words = "";
    child.stderr.on("data", (chunk) => (words += chunk));
    child.once("error", (error) => fail(new Error(`npm could not be run: ${error.message}`, { cause: error })));
    child.once("close", (code) => (code === 0 ? done() : fail(new Error(`npm ci failed:\n${words.trim()}`))));
  });
}
