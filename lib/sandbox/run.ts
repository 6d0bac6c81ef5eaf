import { type QuickJSHandle } from "quickjs-emscripten-core";
import { nowMs, processorMs, type SharedClock } from "./clock";
import { type Engine } from "./engine";
import { toGuestError } from "./guest-error";
import { logLevels, type GuestError, type LogLevel, type Usage } from "./job";
import { type Host } from "./lend";
import { argumentBytesMax, briefBytesMax, depthMax, timersMax, uncountedCallsMax, valuesMax, waitingBytesMax, type Limits } from "./limits";
import { isOutOfMemory } from "./memory-ceiling";
import { type Ending, type FromWorker, type Order } from "./messages";
import { hasMoreValues, isShallow } from "./values";

/**
 * One run in one engine, on the worker's side. The guest is entered again and again: for the module, for each answer, for each timer;
 * each time its promise jobs are run until none is left, or until it has used up its time. What is left at the end is left there:
 * the whole module goes, so nothing is disposed of.
 */
export class Run implements Host {
  private readonly limits: Limits;
  private readonly begun = nowMs();
  private readonly processorMsAtStart = processorMs();
  private insideMs = 0;
  private insideSince: number | undefined;
  private sliceEndsAt = 0;
  private ending: Ending | undefined;
  /** Calls that are not answered, and how long their arguments are. */
  private readonly waiting = new Map<number, number>();
  private waitingBytes = 0;
  private readonly timers = new Map<number, NodeJS.Timeout>();
  private calls = 0;
  private uncountedCalls = 0;
  private logLines = 0;
  private logBytes = 0;
  private isLogFull = false;
  private isEnded = false;
  private readonly wallTimer: NodeJS.Timeout;

  constructor(
    private readonly engine: Engine,
    private readonly order: Order,
    private readonly clock: SharedClock,
    private readonly post: (message: FromWorker) => void,
    private readonly onEnd: (isEngineBroken: boolean) => void,
  ) {
    this.limits = order.limits;
    clock.processorMsAtStart = this.processorMsAtStart ?? 0;
    this.wallTimer = setTimeout(() => this.end({ kind: "timedOut", limit: "wall" }), this.limits.wallMs);
  }

  start(): void {
    const { runtime, context, harness, ceiling, crossing } = this.engine;
    this.engine.host = this;
    ceiling.limitBytes = this.limits.memoryBytes;
    runtime.setInterruptHandler(() => {
      this.clock.memoryBytes = ceiling.usedBytes;
      if (this.clock.isHeld) this.clock.standStill(this.begun + this.limits.wallMs - nowMs());
      return this.ending !== undefined || this.isOver();
    });
    this.enter(() => {
      const event = crossing.textIn(this.order.event);
      ceiling.reserve(Buffer.byteLength(this.order.code));
      const loaded = context.evalCode(this.order.code, "function.js", { type: "module" });
      if (loaded.error) this.invoke(harness.fail, loaded.error);
      else this.invoke(harness.start, loaded.value, event);
      event.dispose();
    });
  }

  /** An answer of the door. @param text JSON: the answer, or an error's members */
  answer(id: number, isAnswer: boolean, text: string): void {
    const { context, harness, crossing } = this.engine;
    if (!this.forget(id)) return;
    this.enter(() => crossing.textIn(text).consume((handle) => this.invoke(harness.settle, context.newNumber(id), isAnswer ? context.true : context.false, handle)));
  }

  call(id: number, name: string, json: string): void {
    if (!this.order.capabilities.includes(name)) throw new TypeError(`there is no ${name} here`);
    if (json.length > argumentBytesMax) throw new RangeError(`a call may send ${argumentBytesMax} bytes at most, got ${json.length}`);
    if (json.length > briefBytesMax && hasMoreValues(json, valuesMax)) throw new RangeError(`a call that sends more than ${briefBytesMax} bytes may send ${valuesMax} values at most`);
    if (!isShallow(JSON.parse(json), depthMax)) throw new RangeError(`a call may send values ${depthMax} deep at most`); // read here first, in the guest's own time
    if (this.waitingBytes + json.length > waitingBytesMax) throw new RangeError(`calls that are not answered yet may send ${waitingBytesMax} bytes together; await some of them first`);
    if (this.order.uncounted.includes(name)) {
      if (++this.uncountedCalls > uncountedCallsMax) throw new RangeError(`a run may make ${uncountedCallsMax} of these calls at most`);
    } else {
      if (this.calls >= this.limits.calls) throw new RangeError(`a run may make ${this.limits.calls} calls at most`);
      this.clock.calls = ++this.calls;
    }
    this.waiting.set(id, json.length);
    this.waitingBytes += json.length;
    this.post({ kind: "call", id, name, argument: json });
  }

  abandon(id: number): void {
    if (this.forget(id)) this.post({ kind: "abandon", id });
  }

  private forget(id: number): boolean {
    this.waitingBytes -= this.waiting.get(id) ?? 0;
    return this.waiting.delete(id);
  }

  log(level: string, json: string): void {
    if (this.isLogFull || this.ending) return;
    const text = json.startsWith('"') ? String(JSON.parse(json)) : json; // the prelude writes a text; code that changed JSON may not
    const room = this.limits.logBytes - this.logBytes;
    const size = Buffer.byteLength(text);
    const shown = size <= room ? text : Buffer.from(text).subarray(0, room).toString().replace(/\ufffd$/, "");
    if (room > 0 && this.logLines < this.limits.logLines) {
      this.logLines++;
      this.logBytes += Math.min(size, room);
      this.post({ kind: "log", line: { level: toLevel(level), text: shown, atMs: Math.round(nowMs() - this.begun) }, isCut: size > room });
      if (size <= room) return;
    }
    this.isLogFull = true;
    this.post({ kind: "logFull" });
  }

  wake(id: number, afterMs: number): void {
    if (this.timers.size >= timersMax) throw new RangeError(`there may be ${timersMax} timers at once`);
    clearTimeout(this.timers.get(id));
    this.timers.set(id, setTimeout(() => this.fire(id), afterMs)); // prettier-ignore
  }

  letSleep(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  relieve(): void {
    this.engine.ceiling.relieve();
  }

  finish(kind: string, json: string): void {
    if (this.ending || this.isOver()) return; // an exception that only tells of the interruption is not how it ended
    if (kind === "returned") this.ending = json.length > this.limits.resultBytes || Buffer.byteLength(json) > this.limits.resultBytes ? this.tooLarge(json) : { kind: "returned", value: json };
    else this.ending = this.toEnding(toGuestError(json.length <= exceptionCharactersMax ? JSON.parse(json) : undefined));
  }

  private tooLarge(json: string): Ending {
    return { kind: "threw", error: { name: "RangeError", message: `the function returned ${Buffer.byteLength(json)} bytes of JSON; it may return ${this.limits.resultBytes} at most` } };
  }

  private fire(id: number): void {
    this.timers.delete(id);
    this.enter(() => this.invoke(this.engine.harness.fire, this.engine.context.newNumber(id)));
  }

  /** All time of the guest is spent in here. */
  private enter(step: () => void): void {
    if (this.ending) return;
    const begun = nowMs();
    this.sliceEndsAt = Math.min(begun + this.limits.cpuMs - this.usedMs(), this.begun + this.limits.wallMs);
    this.insideSince = begun;
    this.clock.enter(begun - this.begun);
    let broken: Ending | undefined;
    try {
      this.engine.ceiling.reserve(0);
      step();
      this.runJobs();
    } catch (error) {
      if (error instanceof Error && isOutOfMemory(error)) this.ending ??= { kind: "outOfMemory" }; // not even room for what it is given
      else broken = isStackOverflow(error) ? { kind: "threw", error: stackOverflow } : { kind: "died" }; // either way the module cannot go on
    }
    this.insideMs += nowMs() - begun;
    this.insideSince = undefined;
    this.clock.leave(this.insideMs);
    if (broken) this.end(broken, true);
    else if (this.ending) this.end(this.ending);
    else if (this.isOver()) this.end({ kind: "timedOut", limit: this.isOverWall() ? "wall" : "cpu" });
    else if (this.waiting.size === 0 && this.timers.size === 0) this.end(this.engine.ceiling.wasHit ? { kind: "outOfMemory" } : { kind: "threw", error: neverSettles });
  }

  private runJobs(): void {
    const { runtime } = this.engine;
    while (!this.ending && !this.isOver() && runtime.hasPendingJob()) runtime.executePendingJobs(jobsAtOnce);
  }

  private invoke(callee: QuickJSHandle, ...args: QuickJSHandle[]): void {
    const { context } = this.engine;
    const result = context.callFunction(callee, context.undefined, ...args);
    // The harness throws when it is interrupted, when it has no memory to go on, and when the guest took away what it stands on.
    if (result.error && !this.ending && !this.isOver()) this.ending = this.engine.ceiling.wasHit ? { kind: "outOfMemory" } : { kind: "threw", error: brokenHarness };
  }

  /** Asked often, so it looks at the clock first, and at the processor time only when the clock says that it may be up. */
  private isOver(): boolean {
    const now = nowMs();
    if (now <= this.sliceEndsAt) return false;
    const leftMs = this.limits.cpuMs - this.usedMs(now);
    if (this.isOverWall(now) || leftMs <= 0) return true;
    this.sliceEndsAt = Math.min(now + leftMs, this.begun + this.limits.wallMs);
    return false;
  }

  private isOverWall(now = nowMs()): boolean {
    return now >= this.begun + this.limits.wallMs;
  }

  /** Processor time, or where there is none to be had the time inside the guest. */
  private usedMs(now = nowMs()): number {
    const insideMs = this.insideMs + (this.insideSince === undefined ? 0 : now - this.insideSince);
    if (insideMs < processorTickMs || this.processorMsAtStart === undefined) return insideMs;
    return (processorMs() ?? now) - this.processorMsAtStart;
  }

  /** Without memory for an exception the engine throws null. */
  private toEnding(error: GuestError): Ending {
    return isOutOfMemory(error) || (error.message === "threw null" && this.engine.ceiling.wasHit) ? { kind: "outOfMemory" } : { kind: "threw", error };
  }

  private end(ending: Ending, isBroken = false): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.ending = ending;
    clearTimeout(this.wallTimer);
    for (const timer of this.timers.values()) clearTimeout(timer);
    if (this.waiting.size > 0 && ending.kind === "returned") {
      this.isLogFull = false;
      this.post({ kind: "log", line: { level: "warn", text: unawaited(this.waiting.size), atMs: Math.round(nowMs() - this.begun) }, isCut: false });
    }
    this.post({ kind: "done", ending, usage: this.usage(isBroken), isLast: isBroken });
    this.onEnd(isBroken);
  }

  private usage(isBroken: boolean): Usage {
    const { hasGrown, usedBytes } = this.engine.ceiling;
    return { cpuMs: round(this.usedMs()), wallMs: round(nowMs() - this.begun), peakMemoryBytes: hasGrown || isBroken ? usedBytes : this.engine.reachBytes(), calls: this.calls };
  }
}

/** The engine keeps its own stack short, but its parser runs into that of its host before it looks. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}

function unawaited(count: number): string {
  return `${count === 1 ? "a call was" : `${count} calls were`} still under way when the function returned, and cut off; is an await missing?`;
}

function toLevel(level: string): LogLevel {
  return logLevels.find((known) => known === level) ?? "log";
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

const neverSettles: GuestError = { name: "Error", message: "the function waits for a promise that nothing will settle" };
const brokenHarness: GuestError = { name: "Error", message: "the code changed a built-in object so that its environment no longer works" };
const stackOverflow: GuestError = { name: "InternalError", message: "stack overflow: the code is nested too deeply" };
/** Below, the system's accounts are too coarse: they are kept in ticks. */
const processorTickMs = 20;
/** More than describe-error.ts ever tells. */
const exceptionCharactersMax = 500_000;
/** Between two looks at the clock. */
const jobsAtOnce = 100;
