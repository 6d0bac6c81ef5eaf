import { spawn, type ChildProcess } from "node:child_process";
import { type FromAnnex, type ToAnnex } from "./annex-messages";
import { nowMs } from "./clock";
import { guard, type Guard } from "./guard";
import { type Outcome } from "./job";
import { type Order } from "./messages";
import { mostForOne, type PoolOptions } from "./pool";
import { unstarted, type End, type Host, type Runner } from "./runner";
import { graceMs, lowest } from "./seat";

export interface AnnexOptions extends Omit<PoolOptions, "niceness"> {
  /** The path of the built program, `dist/sandbox-annex.js`. */
  readonly annexFile: string;
  /** A program that starts another one with what the scheduler does last, if there is one; by default util-linux's, the only way to SCHED_IDLE from here. */
  readonly idly?: readonly string[];
}

/**
 * Workers of another process, which gets the processor time that nobody else wants, and has its memory and its collector for itself. It is
 * started when it is first needed, and ended when it was not for long. When it dies, what had begun there died, and the rest begins anew.
 */
export class Annex implements Runner {
  private readonly known = new Map<number, Known>();
  private count = 0;
  private present: { readonly child: ChildProcess; readonly guard: Guard | undefined } | undefined;
  /** Whether the one that is present listens. */
  private isOpen = false;
  private isStill = false;
  /** Until it could not be started. */
  private idly: readonly string[];
  private closing: NodeJS.Timeout | undefined;
  /** Since something was heard of a run. */
  private deaths = 0;
  private heardAt = 0;
  private isStopped = false;

  constructor(private readonly options: AnnexOptions) {
    this.idly = process.platform === "linux" ? (options.idly ?? ["chrt", "--idle", "0"]) : [];
  }

  freeFor(owner: string): number {
    if (this.isStopped) return 0;
    const own = [...this.known.values()].filter(({ order }) => order.owner === owner).length;
    const { size } = this.options;
    return Math.max(0, Math.min(size - this.known.size, mostForOne(size) - own));
  }

  run(order: Order, host: Host, signal?: AbortSignal): Promise<End> {
    if (this.isStopped || signal?.aborted) return Promise.resolve(unstarted({ kind: "cancelled" }));
    return new Promise((resolve, reject) => {
      const id = ++this.count;
      const onAbort = () => this.giveUp(id, { kind: "cancelled" });
      signal?.addEventListener("abort", onAbort, { once: true });
      this.known.set(id, { order, host, resolve, reject, isOver: () => signal?.removeEventListener("abort", onAbort) });
      clearTimeout(this.closing);
      if (!this.present) this.start();
      else if (this.isOpen) this.tell({ kind: "run", id, order });
    });
  }

  /**
   * Whether it is to stand still, all of its threads at once and whatever they are at. That costs something for each of them, so it is not
   * done when there is nothing to do; nor without a guard, for if this process ended now it would stand there for ever; nor where the system
   * does not tell processor time, for the time it stands would be held against its runs.
   */
  setStill(isStill: boolean): void {
    if (!this.present || !this.isOpen || this.isStill === isStill) return;
    if (isStill && (this.known.size === 0 || process.platform !== "linux" || !this.present.guard?.isWatching())) return;
    this.isStill = isStill;
    this.present.child.kill(isStill ? "SIGSTOP" : "SIGCONT");
  }

  async stop(): Promise<void> {
    if (this.isStopped) return;
    this.isStopped = true;
    for (const id of [...this.known.keys()]) this.giveUp(id, { kind: "cancelled" });
    await this.close();
  }

  private start(): void {
    try {
      this.startProcess();
    } catch (error) {
      this.refuseAll(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private startProcess(): void {
    const [program = "", ...args] = [...this.idly, process.execPath, ...flags, this.options.annexFile];
    const child = spawn(program, args, { env: environment, stdio: ["ignore", "ignore", "inherit", "ipc"], serialization: "advanced" });
    child.on("message", (message: FromAnnex) => this.receive(child, message));
    child.once("error", (error) => this.lose(child, error));
    child.once("exit", (code, signal) => this.lose(child, new Error(`the sandbox's annex ended with ${signal ?? code}`)));
    child.unref(); // an annex alone does not keep a process
    child.channel?.unref();
    this.isOpen = this.isStill = false;
    this.present = { child, guard: child.pid === undefined ? undefined : guard(child.pid) };
    setTimeout(() => child === this.present?.child && !this.isOpen && child.kill("SIGKILL"), thereWithinMs).unref();
  }

  private receive(child: ChildProcess, message: FromAnnex): void {
    if (child !== this.present?.child) return;
    if (message.kind === "there") return this.open();
    this.heardAt = nowMs();
    this.deaths = 0;
    const one = this.known.get(message.id);
    if (!one) return; // it was given up
    if (message.kind === "begun") this.begin(message.id, one);
    else if (message.kind === "heard") one.host.hear(message.message, (answer) => this.known.has(message.id) && this.tell({ kind: "answer", id: message.id, answer }));
    else if (message.kind === "ended") this.end(message.id, () => one.resolve(one.outcome ? { ...message.end, outcome: one.outcome } : message.end));
    else this.end(message.id, () => one.reject(new Error(message.words)));
  }

  private open(): void {
    this.isOpen = true;
    const { annexFile: _annexFile, idly: _idly, ...options } = this.options;
    this.tell({ kind: "open", options: { ...options, niceness: this.idly.length > 0 ? 0 : lowest } });
    for (const [id, { order }] of this.known) this.tell({ kind: "run", id, order });
  }

  /** Who gets no processor at all cannot keep time either: then it is kept here. */
  private begin(id: number, one: Known): void {
    one.begunAt = nowMs();
    one.watchdog = setTimeout(() => this.giveUp(id, { kind: "timedOut", limit: "wall" }), one.order.limits.wallMs + 2 * graceMs).unref();
  }

  /** Its end tells what it used, if the annex says so in time. */
  private giveUp(id: number, outcome: Outcome): void {
    const one = this.known.get(id);
    if (!one || one.outcome) return;
    one.outcome = outcome;
    if (this.isOpen) this.tell({ kind: "cancel", id });
    const cut = () => this.end(id, () => one.resolve(cutOff(one, outcome)));
    if (one.begunAt === undefined || this.isStopped) return cut();
    clearTimeout(one.watchdog);
    one.watchdog = setTimeout(cut, 2 * graceMs).unref();
    const [child, askedAt] = [this.present?.child, nowMs()];
    setTimeout(() => child === this.present?.child && this.heardAt < askedAt && child?.kill("SIGKILL"), silentMs).unref();
  }

  private refuseAll(error: Error): void {
    for (const [id, { reject }] of [...this.known]) this.end(id, () => reject(error));
  }

  private end(id: number, settle: () => void): void {
    const one = this.known.get(id);
    clearTimeout(one?.watchdog);
    one?.isOver();
    this.known.delete(id);
    settle();
    if (this.known.size > 0 || this.isStopped) return;
    clearTimeout(this.closing);
    this.closing = setTimeout(() => void this.close(), unusedMs).unref();
  }

  private lose(child: ChildProcess, error: Error): void {
    if (child !== this.present?.child) return;
    this.present.guard?.release();
    this.present = undefined;
    const wasOpen = this.isOpen;
    this.isOpen = false;
    const begun = [...this.known].filter(([, { begunAt }]) => begunAt !== undefined);
    for (const [id, one] of begun) this.end(id, () => one.resolve(cutOff(one, one.outcome ?? { kind: "died" })));
    if (!wasOpen && this.idly.length > 0) this.idly = [];
    else if (++this.deaths >= mostDeaths) this.refuseAll(error);
    if (this.known.size > 0) this.start();
  }

  private async close(): Promise<void> {
    clearTimeout(this.closing);
    if (!this.present) return;
    const { child } = this.present;
    this.present.guard?.release();
    this.present = undefined;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    if (child.kill("SIGKILL")) await gone;
  }

  private tell(message: ToAnnex): void {
    this.present?.child.send(message, () => undefined); // what it did not hear because it died begins anew
  }
}

interface Known {
  readonly order: Order;
  readonly host: Host;
  readonly resolve: (end: End) => void;
  readonly reject: (error: Error) => void;
  readonly isOver: () => void;
  begunAt?: number;
  /** What became of it, when that was said here. */
  outcome?: Outcome;
  watchdog?: NodeJS.Timeout;
}

/** What it used is not known, so it is what it may have used. */
function cutOff({ begunAt, order }: Known, outcome: Outcome): End {
  const end = unstarted(outcome);
  if (begunAt === undefined) return end;
  const wallMs = nowMs() - begunAt;
  return { outcome, usage: { ...end.usage, wallMs, cpuMs: Math.min(wallMs, order.limits.cpuMs) }, tookWorker: true };
}

/** Collecting is done by whoever made the garbage: helpers of the process would do it for all, at nobody's expense. */
const flags = ["--single-threaded-gc", "--v8-pool-size=1"];
/** Nothing of ours. Each thread costs something whenever the annex stands still. */
const environment: NodeJS.ProcessEnv = { NODE_ENV: "production", UV_THREADPOOL_SIZE: "1" };
const unusedMs = 300_000;
/** On a machine where nothing is left over for it, it is then started like any other. */
const thereWithinMs = 30_000;
/** One that has not said anything for so long since it was to end a run is ended itself. */
const silentMs = 60_000;
/** In a row, without having begun anything. */
const mostDeaths = 3;
