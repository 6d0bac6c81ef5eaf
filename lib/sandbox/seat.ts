import { setPriority } from "node:os";
import { type Worker } from "node:worker_threads";
import { nowMs, processorMs, SharedClock } from "./clock";
import { type Job, type LogLine, type Outcome, type Result, type Usage } from "./job";
import { codeBytesMax, eventBytesMax, type Limits } from "./limits";
import { maskOf, type Mask } from "./mask";
import { type FromWorker, type ToWorker } from "./messages";
import { Share } from "./share";

type State = "starting" | "idle" | "busy" | "renewing" | "gone";

/**
 * A worker as the pool sees it, and the watchdog outside: whatever the worker does or does not say, the run it was given ends in time
 * with an outcome. A worker that had to be stopped, or went by itself, is gone with this seat.
 */
export class Seat {
  state: State = "starting";
  /** When it was last given something to do, or came to be. */
  servedAt = nowMs();
  private task: Task | undefined;
  private readonly clock: SharedClock;

  constructor(
    private readonly worker: Worker,
    clock: SharedArrayBuffer,
    /** Whether its thread lets nearly all others go first. */
    public isYielding: boolean,
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
  run(job: Job, limits: Limits): Promise<Result> {
    return new Promise((resolve) => {
      const { signal } = job;
      if (signal?.aborted) return resolve(unstarted({ kind: "cancelled" }));
      const refusal = refusalOf(job);
      if (refusal) return resolve(unstarted(refusal));
      const task: Task = { job, limits, begunAt: nowMs(), mask: maskOf(job.mask ?? new Set()), log: [], isLogTruncated: false, calls: new Map(), share: new Share(nowMs), resolve, onAbort: () => void this.stop({ kind: "cancelled" }) };
      signal?.addEventListener("abort", task.onAbort, { once: true });
      this.task = task;
      this.servedAt = task.begunAt;
      this.clock.reset();
      this.enter("busy");
      this.post({ kind: "run", code: job.code, event: job.event, limits, capabilities: Object.keys(job.door), uncounted: job.uncounted ?? [] });
    });
  }

  /** Called a few times in each `graceMs`: stops what the engine's own interrupt did not. */
  watch(): void {
    if (!this.task) return;
    const { limits, begunAt } = this.task;
    const wallMs = nowMs() - begunAt;
    const cpuMs = this.usedMs(wallMs, limits.cpuMs + graceMs);
    if (cpuMs > limits.cpuMs + graceMs) void this.stop({ kind: "timedOut", limit: "cpu" });
    else if (wallMs > limits.wallMs + graceMs) void this.stop({ kind: "timedOut", limit: "wall" });
  }

  /** Whether it has only just begun, for somebody who does not compute much. */
  get isBrief(): boolean {
    return this.task !== undefined && !this.isYielding && nowMs() - this.task.begunAt < briefMs;
  }

  /** Whether its guest computes, and has done so for longer than nearly all do; or does so for somebody who computes much. */
  get isLong(): boolean {
    if (!this.task || !this.clock.isInside || this.clock.thread === 0) return false;
    return this.isYielding || this.usedMs(nowMs() - this.task.begunAt, shareAfterMs) > shareAfterMs;
  }

  /** Its guest is to stand still until it is let go. One that cannot yields at least. */
  hold(): void {
    this.heldAt ??= nowMs();
    this.clock.isHeld = true;
    if (!this.clock.isStandingStill && nowMs() - this.heldAt > obeysWithinMs) this.yieldToOthers();
  }

  letGo(): void {
    if (this.heldAt === undefined) return;
    this.heldAt = undefined;
    this.clock.isHeld = false;
  }
  private heldAt: number | undefined;

  /** Ends the worker, and its run with this outcome. */
  async stop(outcome: Outcome): Promise<void> {
    this.finish(outcome);
    this.leave();
    await this.worker.terminate();
  }

  private receive(message: FromWorker): void {
    if (message.kind === "ready") return this.enter("idle");
    const { task } = this;
    if (!task) return;
    if (message.kind === "log") this.write(task, message.line, message.isCut);
    else if (message.kind === "logFull") task.isLogTruncated = true;
    else if (message.kind === "abandon") task.calls.get(message.id)?.abort();
    else if (message.kind === "call") void this.answer(task, message.id, message.name, message.argument);
    else this.done(message);
  }

  private done({ ending, usage, isLast }: Extract<FromWorker, { kind: "done" }>): void {
    this.finish(ending, usage);
    if (isLast) void this.stop(ending);
    else this.enter("renewing");
  }

  private async answer(task: Task, id: number, name: string, argument: string): Promise<void> {
    const controller = new AbortController();
    task.calls.set(id, controller);
    const { isAnswer, text } = await task.share.begin(() => ask(task, name, argument, controller.signal));
    task.calls.delete(id);
    if (this.task === task) this.post({ kind: "answer", id, isAnswer, text });
  }

  private write(task: Task, line: LogLine, isCut: boolean): void {
    const masked = { ...line, text: task.mask(line.text, isCut) };
    task.log.push(masked);
    try {
      task.job.onLog?.(masked);
    } catch {
      // who listens in must not end the run, and the line is in the result
    }
  }

  private finish(ending: Outcome, usage?: Usage): void {
    const { task } = this;
    if (!task) return;
    this.task = undefined;
    task.job.signal?.removeEventListener("abort", task.onAbort);
    for (const call of task.calls.values()) call.abort();
    const outcome = masked(ending, task.mask);
    task.resolve({ outcome, usage: usage ?? this.usageOf(task), log: task.log, isLogTruncated: task.isLogTruncated });
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
    this.finish({ kind: "died" });
    this.state = "gone";
    this.onChange(isStillborn ? error : undefined);
  }

  private enter(state: State): void {
    if (this.state === "gone") return;
    this.state = state;
    this.onChange();
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  /** From now on, for good: a thread that is not root's cannot become fast again. */
  yieldToOthers(): void {
    if (this.isYielding || this.clock.thread === 0) return;
    this.isYielding = true;
    try {
      setPriority(this.clock.thread, lowest);
    } catch {
      // the thread has just ended
    }
  }
}

interface Task {
  readonly job: Job;
  readonly limits: Limits;
  readonly begunAt: number;
  readonly mask: Mask;
  readonly log: LogLine[];
  isLogTruncated: boolean;
  readonly calls: Map<number, AbortController>;
  readonly share: Share;
  readonly resolve: (result: Result) => void;
  readonly onAbort: () => void;
}

/** The result of a job that no worker saw. */
export function unstarted(outcome: Outcome): Result {
  return { outcome, usage: { cpuMs: 0, wallMs: 0, peakMemoryBytes: 0, calls: 0 }, log: [], isLogTruncated: false };
}

function refusalOf({ code, event }: Job): Outcome | undefined {
  const codeBytes = Buffer.byteLength(code);
  if (codeBytes > codeBytesMax) return threw(`the code is ${codeBytes} bytes; it may be ${codeBytesMax} at most`);
  const eventBytes = Buffer.byteLength(event);
  if (eventBytes > eventBytesMax) return threw(`the event is ${eventBytes} bytes; it may be ${eventBytesMax} at most`);
  return undefined;
}

function threw(message: string): Outcome {
  return { kind: "threw", error: { name: "RangeError", message } };
}

/** Answers and refusals alike are texts for the guest; nothing a capability does can end the worker or us. */
async function ask({ job, limits }: Task, name: string, argument: string, signal: AbortSignal): Promise<{ isAnswer: boolean; text: string }> {
  try {
    signal.throwIfAborted(); // it may have waited for its turn longer than its run was there
    const capability = Object.hasOwn(job.door, name) ? job.door[name] : undefined;
    if (!capability) throw new TypeError(`there is no ${name} here`);
    const text = await capability(argument, signal);
    if (typeof text !== "string") throw new TypeError(`${name} gave no answer`);
    const bytes = Buffer.byteLength(text);
    if (bytes > limits.answerBytes) throw new RangeError(`the answer is ${bytes} bytes; it may be ${limits.answerBytes} at most`);
    return { isAnswer: true, text };
  } catch (error) {
    return { isAnswer: false, text: membersOf(error) };
  }
}

function membersOf(error: unknown): string {
  const { name, message, ...members }: Record<string, unknown> = typeof error === "object" && error !== null ? { ...error, name: Reflect.get(error, "name"), message: Reflect.get(error, "message") } : {};
  const words = { name: typeof name === "string" ? name : "Error", message: typeof message === "string" ? message : "the call failed" };
  const { stack: _stack, cause: _cause, ...rest } = members;
  try {
    return JSON.stringify({ ...rest, ...words });
  } catch {
    return JSON.stringify(words);
  }
}

function masked(outcome: Outcome, mask: Mask): Outcome {
  if (outcome.kind !== "threw") return outcome;
  const { name, message, stack, errors, ...error } = outcome.error;
  const hidden = errors === undefined ? undefined : JSON.parse(JSON.stringify(errors), (_key, value: unknown) => (typeof value === "string" ? mask(value) : value));
  return { kind: "threw", error: { ...error, name: mask(name), message: mask(message), ...(stack === undefined ? {} : { stack: mask(stack) }), ...(hidden === undefined ? {} : { errors: hidden }) } };
}

/** What a run may take beyond its limits before its worker is stopped from outside. */
const graceMs = 75;
/** In this most runs have ended, or wait for somebody else. */
const briefMs = 25;
/** The engine asks whether it is to stand still many times in this, when it asks at all. */
const obeysWithinMs = 15;
/** A run that computes for longer than this shares processors with others like it. */
const shareAfterMs = 15;
/** Priority, as in nice(1). */
export const lowest = 19;
