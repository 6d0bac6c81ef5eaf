import { hostname } from "node:os";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@/lib/core/db";
import type { Settings } from "@/lib/core/env.mjs";
import { isVisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { part } from "@/lib/core/runtime";
import { adoptJournals } from "./adopt";
import { toLine, type CallRecord } from "./call-record";
import { flushTape, registerSource } from "./flush-tape";
import { kinds, type Kinds } from "./kinds";
import { LogGate } from "./log-gate";
import { Pause } from "./pause";
import { fileTape, memoryTape, type Tape } from "./tape";

type Needs = { database: Pick<Database, "query" | "announcer">; kinds: Kinds; /** undefined: there is no disk */ folder: string | undefined; logRate: number };

/**
 * Remembers each answered call where a killed process does not take it along, in a file of its own, and has the calls counted every second.
 * What a dead process left is counted by whoever finds it. Where there is no disk, and while there is none, calls are remembered in memory and
 * answered when they are counted: those that come during one flush go together with the next.
 */
export class Journal {
  readonly #needs: Needs;
  readonly #gate: LogGate;
  /** what is written on */
  #tape: Tape = memoryTape(newId());
  /** those before it that are not counted to their end yet */
  #retired: Tape[] = [];
  /** organisations whose calls were counted and that were not told of it yet */
  readonly #told = new Set<string>();
  #running: Promise<void> = Promise.resolve();
  /** the flush after the running one */
  #next: Promise<void> | undefined;
  /** what is written on could not be counted: it is tried again in a second, not with each call */
  #isFailing = false;
  readonly #filePause = new Pause(1000, 600_000);
  #renewing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #isStopped = false;
  readonly #strangers = new Map<string, number>();
  #failedFlushes = 0;
  #droppedCalls = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#gate = new LogGate(needs.logRate);
  }

  /** Counts what dead processes left, now and from time to time. */
  start(): void {
    this.#sweeper ??= setInterval(() => void this.sweep(), sweepMs).unref();
    void this.sweep();
  }

  /** What an operator should know: what is not counted yet, and what went wrong since the process began. */
  figures(): { backlogBytes: number; failedFlushes: number; droppedCalls: number } {
    return { backlogBytes: this.#tapes().reduce((sum, tape) => sum + tape.backlog(), 0), failedFlushes: this.#failedFlushes, droppedCalls: this.#droppedCalls };
  }

  /** Remembers a call: at once, or when the returned promise is fulfilled. It is not to be answered before. */
  record(call: CallRecord): Promise<void> | undefined {
    if (this.#isStopped) return undefined; // who asked was hung up on, and what is open here may be another's by now
    this.#timer ??= setTimeout(() => void this.flush(), intervalMs).unref();
    return this.#append(toLine(call, this.#gate.pass(call)));
  }

  #append(line: string): Promise<void> | undefined {
    try {
      const counted = this.#tape.append(line);
      if (counted && !this.#isFailing) void this.#count();
      return counted;
    } catch (error) {
      if (this.#tape.kind === "memory") return this.#drop(error);
      this.#restFromFiles(error);
      this.#writeOn(memoryTape(newId()));
      return this.#append(line);
    }
  }

  #drop(error: unknown): undefined {
    if (this.#droppedCalls++ % 10_000 === 0) log("error", "calls are not counted", { dropped: this.#droppedCalls, detail: String(error) });
  }

  /** For a while calls are remembered in memory: a disk that is full now is so in a second too. */
  #restFromFiles(error: unknown): void {
    this.#filePause.begin();
    log("error", "the journal of calls cannot be written; they are kept in memory", { folder: this.#needs.folder, detail: String(error) });
  }

  #writeOn(tape: Tape): void {
    this.#retired.push(this.#tape);
    this.#tape = tape;
  }

  /** Begins a file when there is none, or the next one. Until it is there, or should it not come, what is written on stays as it is. */
  #renew(): Promise<void> {
    return (this.#renewing ??= this.#beginFile()
      .catch((error: unknown) => void (isVisitError(error) || this.#restFromFiles(error))) // the database being away is told by who counts
      .finally(() => (this.#renewing = undefined)));
  }

  async #beginFile(): Promise<void> {
    const { folder, database } = this.#needs;
    if (folder === undefined || this.#filePause.isOn() || (this.#tape.kind === "file" && !this.#tape.isFull())) return;
    const sourceId = newId();
    await registerSource(database, sourceId); // before there is anything in it: so that nobody counts what belongs to another database
    if (this.#isStopped) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#writeOn(fileTape(join(folder, journalName(sourceId)), sourceId, { kind: "new" }));
  }

  /** Counts what was remembered so far, and says so. What fails is tried again. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const { call, skipped } of this.#gate.untold()) void this.#append(toLine(call, skipped, true));
    await this.#count();
    for (const organisationId of this.#told) this.#needs.database.announcer.say(organisationId, 0n, ["calls"]); // no revision: nothing of the organisation changed
    this.#told.clear();
  }

  #count(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      return (this.#running = this.#countAll());
    });
    return this.#next;
  }

  async #countAll(): Promise<void> {
    if (!this.#isStopped) await this.#renew();
    const failed: Tape[] = [];
    for (const tape of this.#tapes()) {
      await this.#countTape(tape).catch((error: unknown) => {
        failed.push(tape); // the others are not to wait for it
        this.#failedFlushes++;
        log("warn", "calls could not be counted yet", { detail: String(error) });
      });
    }
    this.#isFailing = failed.includes(this.#tape);
    if (failed.length > 0 && !this.#isStopped) this.#timer ??= setTimeout(() => void this.flush(), intervalMs).unref();
  }

  async #countTape(tape: Tape): Promise<void> {
    await flushTape(this.#needs, tape, this.#told);
    if (tape === this.#tape && tape.kind === "file" && tape.flushed > 0) this.#filePause.end(); // it was written, not only begun
    if (!this.#retired.includes(tape) || tape.read()) return;
    this.#retired.splice(this.#retired.indexOf(tape), 1);
    tape.close({ isCounted: true });
  }

  /** Counts what dead processes left, and shows others that this one lives. */
  async sweep(): Promise<void> {
    const { folder } = this.#needs;
    if (folder === undefined || this.#isStopped) return;
    try {
      this.#tape.touch();
      if (this.#tape.isFull()) await this.#renew();
      await adoptJournals(this.#needs, folder, this.#tapes().map(({ sourceId }) => sourceId), this.#strangers); // prettier-ignore
    } catch (error) {
      log("warn", "calls of another process could not be counted yet", { detail: String(error) });
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#sweeper);
    await this.flush();
    clearTimeout(this.#timer);
    for (const tape of this.#tapes()) {
      if (tape.kind === "memory" && tape.read()) log("error", "calls that were kept in memory are lost", { bytes: tape.backlog() });
      tape.close({ isCounted: tape.read() === undefined });
    }
  }

  #tapes(): Tape[] {
    return [...this.#retired, this.#tape];
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
const sweepMs = 15_000;
