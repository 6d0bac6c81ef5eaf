import { hostname } from "node:os";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@/lib/core/db";
import type { Settings } from "@/lib/core/env.mjs";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { part } from "@/lib/core/runtime";
import { adoptJournals } from "./adopt";
import { toLine, type CallRecord } from "./call-record";
import { flushTape, registerSource } from "./flush-tape";
import { kinds, type Kinds } from "./kinds";
import { LogGate } from "./log-gate";
import { fileTape, memoryTape, type Tape } from "./tape";

type Needs = { database: Pick<Database, "query" | "announcer">; kinds: Kinds; /** undefined: there is no disk */ folder: string | undefined; logRate: number };

/**
 * Remembers each answered call where a killed process does not take it along, in a file of its own, and has the calls counted every second.
 * What a dead process left is counted by whoever finds it. Where there is no disk, calls are remembered in memory, and counted four times
 * as often.
 */
export class Journal {
  readonly #needs: Needs;
  readonly #gate: LogGate;
  /** what is written on; undefined before the first call, and after a write that failed */
  #tape: Tape | undefined;
  /** those before it that are not counted to their end yet */
  #retired: Tape[] = [];
  /** lines for which there is no tape yet */
  #waiting: string[] = [];
  #opening: Promise<void> | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#gate = new LogGate(needs.logRate);
  }

  /** Counts what dead processes left, now and from time to time. */
  start(): void {
    this.#sweeper ??= setInterval(() => void this.sweep(), sweepMs).unref();
    void this.sweep();
  }

  /** Remembers a call: at once, or, the first time, when the returned promise is fulfilled. It is not to be answered before. */
  record(call: CallRecord): Promise<void> | undefined {
    const line = toLine(call, this.#gate.pass(call.organisationId, call.status, call.at.getTime()));
    this.#timer ??= setTimeout(() => void this.flush(), this.#needs.folder === undefined ? hastyMs : intervalMs).unref();
    if (this.#tape) return this.#append(line);
    if (this.#waiting.length < mostWaiting) this.#waiting.push(line);
    return this.#open();
  }

  #append(line: string): Promise<void> | undefined {
    try {
      this.#tape?.append(line);
      return undefined;
    } catch (error) {
      log("error", "the journal of calls cannot be written", { detail: String(error) });
      if (this.#tape) this.#retired.push(this.#tape);
      this.#tape = undefined;
      this.#waiting.push(line);
      return this.#open();
    }
  }

  /** A new tape, known to the database before there is anything on it: so that nobody counts what belongs to another database. */
  #open(): Promise<void> {
    this.#opening ??= this.#newTape().then(
      (tape) => {
        this.#tape = tape;
        this.#opening = undefined;
        for (const line of this.#waiting.splice(0)) void this.#append(line);
      },
      (error: unknown) => {
        log("error", "calls are kept in memory: their journal cannot be begun", { detail: String(error) });
        setTimeout(() => (this.#opening = undefined), intervalMs).unref(); // until then nobody asks again
      },
    );
    return this.#opening;
  }

  async #newTape(): Promise<Tape> {
    const sourceId = newId();
    await registerSource(this.#needs.database, sourceId);
    const { folder } = this.#needs;
    if (folder === undefined) return memoryTape(sourceId);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return fileTape(join(folder, journalName(sourceId)), sourceId, { kind: "new" });
    } catch (error) {
      log("error", "there is no disk for the journal of calls; it is kept in memory", { folder, detail: String(error) });
      return memoryTape(sourceId);
    }
  }

  /** Counts what was remembered so far. One that fails is tried again with the next. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#flush()).catch((error: unknown) => {
      log("warn", "calls could not be counted yet", { detail: String(error) });
      if (!this.#isStopped) this.#timer ??= setTimeout(() => void this.flush(), intervalMs).unref();
    }); // prettier-ignore
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    if (this.#tape?.isFull()) {
      this.#retired.push(this.#tape);
      this.#tape = undefined; // calls that come now wait for the next
      await this.#open();
    }
    if (this.#waiting.length > 0 && !this.#tape) await this.#open();
    const told = new Set<string>();
    while (this.#retired[0]) {
      await flushTape(this.#needs, this.#retired[0], told);
      this.#retired.shift()?.close({ isCounted: true });
    }
    if (this.#tape) await flushTape(this.#needs, this.#tape, told);
    for (const organisationId of told) this.#needs.database.announcer.say(organisationId, 0n, ["calls"]); // no revision: nothing of the organisation changed
  }

  /** Counts what dead processes left. */
  async sweep(): Promise<void> {
    const { folder } = this.#needs;
    if (folder === undefined) return;
    this.#tape?.touch();
    const own = [...this.#retired, ...(this.#tape ? [this.#tape] : [])].map(({ sourceId }) => sourceId);
    await adoptJournals(this.#needs, folder, own).catch((error: unknown) => log("warn", "calls of another process could not be counted yet", { detail: String(error) }));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#sweeper);
    await this.#opening;
    await this.flush();
    clearTimeout(this.#timer);
    for (const tape of this.#retired) tape.close({ isCounted: false });
    this.#tape?.close({ isCounted: this.#tape.read() === undefined });
  }
}

export const journal = part("journal of calls", ({ database, settings }) => new Journal({ database, kinds: kinds(), folder: folderOf(settings), logRate: settings.requestLogRate }));

function folderOf({ dataDir, journalDir }: Settings): string | undefined {
  return journalDir === "none" ? undefined : journalDir || join(dataDir, "journal");
}

/** Says whose it is, so that others can see whether that process lives. */
function journalName(sourceId: string): string {
  return `${sourceId}.${process.pid}.${hostname().replace(/[^\w-]/g, "-")}.calls`;
}

const intervalMs = 1000;
const hastyMs = 250;
const sweepMs = 15_000;
const mostWaiting = 100_000;
