import { existsSync, readdirSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Database } from "@/lib/core/db";
import { flushedOf, flushTape } from "./flush-tape";
import type { Kinds } from "./kinds";
import { fileTape, type Tape } from "./tape";

type Needs = { database: Pick<Database, "query">; kinds: Kinds };

/**
 * Counts the journals of processes that are no more, and removes them. That the other might live after all, or be found by two at once, is
 * no harm: a piece of a journal is counted once. Journals of another database are left alone.
 * @param own  ids of journals that are written here
 */
export async function adoptJournals(needs: Needs, folder: string, own: readonly string[]): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [sourceId = "", pid = "", host = "", ...rest] = name.split(".");
    const path = join(folder, name);
    if (rest.join() !== "calls" || own.includes(sourceId) || isAlive(path, Number(pid), host)) continue;
    const flushed = await flushedOf(needs.database, sourceId);
    if (flushed === undefined) continue;
    const tape = found(path, sourceId, flushed);
    if (!tape) continue;
    let isCounted = false;
    try {
      await flushTape(needs, tape);
      isCounted = true;
    } finally {
      tape.close({ isCounted });
    }
  }
}

/** @returns undefined when another process has counted it meanwhile */
function found(path: string, sourceId: string, flushed: number): Tape | undefined {
  try {
    return fileTape(path, sourceId, { kind: "found", flushed });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether the process that writes a journal lives, as far as can be seen: it touches its journal several times a minute. */
function isAlive(path: string, pid: number, host: string): boolean {
  const untouchedMs = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (untouchedMs > mostUntouchedMs) return false;
  if (host !== hostname().replace(/[^\w-]/g, "-")) return true;
  if (pid === process.pid) return false; // not ours: we are the next in the same place, as in a container
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const mostUntouchedMs = 120_000;
