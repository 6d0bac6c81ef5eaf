// One `npm start` per data folder. Node built-ins only.
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A process that may be gone, and whose number may belong to another by now: the time it began tells.
 * @typedef {{ pid: number, began: string }} ProcessMark
 * @typedef {{ owner: ProcessMark, server?: ProcessMark }} LockFile
 * @typedef {object} Lock
 * @property {(pid: number) => void} note   remembers the server, for whoever recovers after us
 * @property {() => void} release
 */

/**
 * @param {string} folder made when missing
 * @returns {Promise<Lock>}
 * @throws {Error} when another start holds the folder
 */
export async function lockFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o711 }); // 0711: an unprivileged PostgreSQL passes through to its own folder
  const file = join(folder, "lock");
  const draft = `${file}.${process.pid}`;
  /** @type {LockFile} */
  const mine = { owner: markOf(process.pid) };
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    linkSync(draft, file); // atomic, and never half-written
    rmSync(draft);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    await takeOver(file, draft);
  }
  const write = () => {
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    renameSync(draft, file);
  };
  return {
    note: (pid) => {
      mine.server = markOf(pid);
      write();
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** As lockFolder, waiting for whoever holds it. @param {string} folder @param {AbortSignal} [signal] @returns {Promise<Lock>} */
export async function lockFolderInTurn(folder, signal) {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await lockFolder(folder);
    } catch (error) {
      if (!(error instanceof FolderTaken)) throw error;
      await sleep(200);
    }
  }
}

class FolderTaken extends Error {}

/** @param {string} file @param {string} draft */
async function takeOver(file, draft) {
  const known = read(file);
  if (known && isRunning(known.owner)) {
    rmSync(draft);
    throw new FolderTaken(`Visit is running on this data folder already (process ${known.owner.pid})`);
  }
  renameSync(draft, file);
  await sleep(100); // two starts may find the same stale lock: the last to write has it, and both look
  if (read(file)?.owner.pid !== process.pid) throw new FolderTaken("another start of Visit took this data folder just now");
  if (known?.server) await outlast(known.server);
}

/** A server whose supervisor was killed notices, finishes what it does and ends; its port is free only then. @param {ProcessMark} server */
async function outlast(server) {
  const deadline = Date.now() + 12_000;
  while (isRunning(server)) {
    if (Date.now() > deadline) process.kill(server.pid, "SIGKILL");
    await sleep(50);
  }
}

/** @param {string} file @returns {LockFile | undefined} undefined when it is gone or not ours to read */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {number} pid @returns {ProcessMark} */
function markOf(pid) {
  return { pid, began: beginningOf(pid) };
}

/** @param {ProcessMark} mark */
function isRunning(mark) {
  const began = beginningOf(mark.pid);
  return began !== "" && began === mark.began;
}

/** When a process began, in whatever form the system has. @param {number} pid @returns {string} empty when there is none */
function beginningOf(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // the name before may hold anything
      return fields[0] === "Z" ? "" : `${fields[19]}`; // ticks since the machine started
    }
    if (process.platform === "win32") return process.kill(pid, 0) ? "running" : "";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
