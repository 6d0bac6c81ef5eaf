import { existsSync, readdirSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Database } from "@/lib/core/db";
import { isVisitError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { flushedOf, flushTape } from "./flush-tape";
import type { Kinds } from "./kinds";
import { fileTape, type Tape } from "./tape";

type Needs = { database: Pick<Database, "query">; kinds: Kinds };
type Found = { sourceId: string; path: string };

/**
 * Counts the journals of processes that are no more, and removes them. That the other might live after all, or be found by two at once, is
 * no harm: a piece of a journal is counted once. Journals of another database are left alone.
 * @param own       ids of journals that are written here
 * @param strangers  gets the ids of those that the database does not know, and when they may be asked about again
 * @throws unavailable; one that cannot be counted for another reason does not keep the others
 */
export async function adoptJournals(needs: Needs, folder: string, own: readonly string[], strangers: Map<string, number>): Promise<void> {
  const orphans = (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => orphanOf(folder, name, own));
  const asked = orphans.filter(({ sourceId }) => (strangers.get(sourceId) ?? 0) <= Date.now());
  const known = asked.length > 0 ? await flushedOf(needs.database, asked.map(({ sourceId }) => sourceId)) : new Map<string, number>(); // prettier-ignore
  for (const orphan of asked) {
    const flushed = known.get(orphan.sourceId);
    if (flushed === undefined) strangers.set(orphan.sourceId, Date.now() + strangeMs);
    else await adopt(needs, orphan, flushed);
  }
}

async function adopt(needs: Needs, { sourceId, path }: Found, flushed: number): Promise<void> {
  let tape: Tape | undefined;
  let isCounted = false;
  try {
    tape = fileTape(path, sourceId, { kind: "found", flushed });
    await flushTape(needs, tape);
    isCounted = tape.read() === undefined;
  } catch (error) {
    if (isVisitError(error)) throw error;
    if (!isGone(error)) log("warn", "a journal of another process cannot be counted", { path, detail: String(error) });
  } finally {
    tape?.close({ isCounted });
  }
}

/** The journal, when it is one that nobody writes on. */
function orphanOf(folder: string, name: string, own: readonly string[]): Found[] {
  const [sourceId = "", pid = "", host = "", ...rest] = name.split(".");
  const path = join(folder, name);
  return rest.join() !== "calls" || own.includes(sourceId) || isAlive(path, Number(pid), host) ? [] : [{ sourceId, path }];
}

/** Another process has counted it meanwhile. */
function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
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
/** What belongs to another database may have been put beside ours for good. */
const strangeMs = 3_600_000;
