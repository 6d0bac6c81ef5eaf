import { setPriority } from "node:os";
import { type Worker } from "node:worker_threads";
import { nowMs, processorMs, SharedClock } from "./clock";
import { momentMs } from "./deference";
import { type Outcome, type Usage } from "./job";
import { type FromWorker, type Order, type ToWorker } from "./messages";
import { type End, type Host } from "./runner";

type State = "starting" | "idle" | "busy" | "renewing" | "gone";

/**
 * A worker as the pool sees it, and the watchdog outside: whatever the worker does or does not say, the run it was given ends in time
 * with an outcome. A worker that had to be stopped, or went by itself, is gone with this seat.
 */
export class Seat {
  state: State = "starting";
  private task: Task | undefined;
  private readonly clock: SharedClock;
  /** Of its thread's processor time, in milliseconds. */
  private heldAt: number | undefined;
  /** Since when its guest has not computed, and how much it had by then; or since when there is none. */
  private rest = { sinceMs: nowMs(), usedMs: 0 };
  /** Its thread was made to let nearly all others go first, and may not be allowed to become fast again. */
  private isSpent = false;

  constructor(
    private readonly worker: Worker,
    clock: SharedArrayBuffer,
    /** After each change of `state`; with an error when the worker never came up. */
    private readonly onChange: (error?: Error) => void,
  ) {
    this.clock = new SharedClock(clock);
    worker.on("message", (message: FromWorker) => this.receive(message));
    worker.on("messageerror", () => void this.stop({ kind: "died" })); // it said something that cannot be read
    worker.on("error", (error: unknown) => this.leave(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", (code) => this.leave(new Error(`a sandbox worker ended with code ${code}`)));
    // Nothing of ours writes there; what the libraries have to say on their way out is in the outcome.
    worker.stdout.resume();
    worker.stderr.resume();
  }

  /** Only when idle. Resolves in any case, and within the limits. */
  run(order: Order, host: Host, signal?: AbortSignal): Promise<End> {
    return new Promise((resolve) => {
      const task: Task = { order, host, signal, begunAt: nowMs(), resolve, onAbort: () => void this.stop({ kind: "cancelled" }) };
      signal?.addEventListener("abort", task.onAbort, { once: true });
      this.task = task;
      this.heldAt = undefined;
      this.rest = { sinceMs: task.begunAt, usedMs: 0 };
      this.clock.reset();
      this.enter("busy");
      host.begin?.();
      this.post({ kind: "run", order });
    });
  }

  /** Called a few times in each `graceMs`: stops what the engine's own interrupt did not. */
  watch(): void {
    if (!this.task) return;
    const { order, begunAt } = this.task;
    const wallMs = nowMs() - begunAt;
    const insideMs = this.clock.used(wallMs);
    if (insideMs !== this.rest.usedMs) this.rest = { sinceMs: nowMs(), usedMs: insideMs };
    const cpuMs = this.usedMs(wallMs, order.limits.cpuMs + graceMs);
    if (cpuMs > order.limits.cpuMs + graceMs) void this.stop({ kind: "timedOut", limit: "cpu" });
    else if (wallMs > order.limits.wallMs + graceMs) void this.stop({ kind: "timedOut", limit: "wall" });
  }

  /** Whether its guest computes, and has done so for longer than nearly all do. */
  get isLong(): boolean {
    if (!this.task || !this.clock.isInside || this.clock.thread === 0) return false;
    return this.usedMs(nowMs() - this.task.begunAt, shareAfterMs) > shareAfterMs;
  }

  /** Whether its run has begun and waits for others, for longer than answers of ours take, however much there is to do. */
  get isSlow(): boolean {
    return this.task !== undefined && this.rest.usedMs > 0 && nowMs() - this.rest.sinceMs > slowAfterMs;
  }

  /** For how long it has had nothing to do. */
  get idleMs(): number {
    return this.state === "idle" ? nowMs() - this.rest.sinceMs : 0;
  }

  /** What its run may have. */
  get memoryBytes(): number {
    return this.task?.order.limits.memoryBytes ?? 0;
  }

  /** Whether its run has only just begun. */
  get isYoung(): boolean {
    return this.task !== undefined && nowMs() - this.task.begunAt < momentMs;
  }

  /** Its guest is to stand still until it is let go. One that cannot, for the engine is at something it does in one piece, yields at least. */
  hold(): void {
    this.clock.isHeld = true;
    if (this.clock.isStandingStill) return;
    const usedMs = processorMs(this.clock.thread) ?? nowMs(); // a thread that gets no processor cannot obey either
    this.heldAt ??= usedMs;
    if (usedMs - this.heldAt > obeysWithinMs) this.yieldToOthers();
  }

  letGo(): void {
    if (!this.clock.isHeld) return;
    this.heldAt = undefined;
    this.clock.isHeld = false;
  }

  /** Ends the worker, and its run with this outcome. */
  async stop(outcome: Outcome): Promise<void> {
    this.finish(outcome, { tookWorker: true });
    this.leave();
    await this.worker.terminate();
  }

  private receive(message: FromWorker): void {
    if (message.kind === "ready") return this.enter("idle");
    const { task } = this;
    if (!task) return;
    if (message.kind === "done") this.done(message);
    else task.host.hear(message, (answer) => this.task === task && this.post(answer));
  }

  private done({ ending, usage, isLast }: Extract<FromWorker, { kind: "done" }>): void {
    const tookWorker = isLast || this.isSpent;
    this.finish(ending, { usage, tookWorker });
    if (tookWorker) return void this.stop(ending);
    this.enter("renewing");
    // Not by itself, and not before whoever waits for this end has heard of it: it would keep a processor from them meanwhile.
    setImmediate(() => this.post({ kind: "renew" }));
  }

  private finish(outcome: Outcome, { usage, tookWorker }: { usage?: Usage; tookWorker: boolean }): void {
    const { task } = this;
    if (!task) return;
    this.task = undefined;
    task.signal?.removeEventListener("abort", task.onAbort);
    task.resolve({ outcome, usage: usage ?? this.usageOf(task), tookWorker });
  }

  /** As far as it is known from outside. */
  private usageOf({ begunAt }: Task): Usage {
    const wallMs = nowMs() - begunAt;
    return { cpuMs: this.usedMs(wallMs), wallMs, peakMemoryBytes: this.clock.memoryBytes, calls: this.clock.calls };
  }

  /** Reading the system's accounts costs a little, so the clock is asked first: processor time is never more than that. */
  private usedMs(wallMs: number, ofInterestFromMs = 0): number {
    const insideMs = this.clock.used(wallMs);
    const processor = insideMs > ofInterestFromMs && this.clock.thread !== 0 ? processorMs(this.clock.thread) : undefined;
    return processor === undefined ? insideMs : Math.min(insideMs, processor - this.clock.processorMsAtStart);
  }

  private leave(error?: Error): void {
    if (this.state === "gone") return;
    const isStillborn = this.state === "starting";
    this.finish({ kind: "died" }, { tookWorker: true });
    this.state = "gone";
    this.onChange(isStillborn ? error : undefined);
  }

  private enter(state: State): void {
    if (this.state === "gone") return;
    this.state = state;
    if (state === "idle") this.rest = { sinceMs: nowMs(), usedMs: 0 };
    this.onChange();
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private yieldToOthers(): void {
    if (this.isSpent || this.clock.thread === 0) return;
    this.isSpent = true;
    try {
      setPriority(this.clock.thread, lowest);
    } catch {
      // the thread has just ended
    }
  }
}

interface Task {
  readonly order: Order;
  readonly host: Host;
  readonly signal: AbortSignal | undefined;
  readonly begunAt: number;
  readonly resolve: (end: End) => void;
  readonly onAbort: () => void;
}

/** What a run may take beyond its limits before its worker is stopped from outside. */
export const graceMs = 75;
/** The engine asks whether it is to stand still many times in this, when it asks at all. */
const obeysWithinMs = 15;
/** A run that computes for longer than this shares processors with others like it. */
const shareAfterMs = 15;
const slowAfterMs = 1_000;
/** Priority, as in nice(1). */
export const lowest = 19;
