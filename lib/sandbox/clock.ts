import { readFileSync } from "node:fs";

/** Milliseconds on a clock that all threads of the process share and nobody sets. */
export function nowMs(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}

/**
 * Milliseconds of processor time a thread of this process has used; undefined where the system does not tell (Linux does).
 * @param thread the system's number; without it, the calling thread
 */
export function processorMs(thread?: number): number | undefined {
  try {
    const [nanoseconds] = readFileSync(thread === undefined ? "/proc/thread-self/schedstat" : `/proc/self/task/${thread}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds) / 1e6;
  } catch {
    return undefined;
  }
}

/**
 * What a worker tells of its run while it is too busy to answer: a few integers in shared memory.
 * The watchdog reads them to stop what the engine's own interrupt does not reach.
 */
export class SharedClock {
  static readonly bytes = 8 * Int32Array.BYTES_PER_ELEMENT;
  private readonly cells: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.cells = new Int32Array(buffer);
  }

  /** The guest is entered at this time of the run. */
  enter(atMs: number): void {
    Atomics.store(this.cells, cell.insideSince, Math.floor(atMs) + 1);
  }

  /** The guest is left, having used this much in all. */
  leave(usedMs: number): void {
    Atomics.store(this.cells, cell.usedMs, Math.ceil(usedMs));
    Atomics.store(this.cells, cell.insideSince, 0);
  }

  /** Time inside the guest until now, on the clock: its processor time at the most. @param atMs time of the run */
  used(atMs: number): number {
    const since = Atomics.load(this.cells, cell.insideSince);
    return Atomics.load(this.cells, cell.usedMs) + (since === 0 ? 0 : Math.max(0, atMs - (since - 1)));
  }

  get isInside(): boolean {
    return Atomics.load(this.cells, cell.insideSince) !== 0;
  }

  /** Told from outside: the guest is to stand still, for others compute. */
  get isHeld(): boolean {
    return Atomics.load(this.cells, cell.held) === 1;
  }

  set isHeld(isToWait: boolean) {
    Atomics.store(this.cells, cell.held, isToWait ? 1 : 0);
    Atomics.notify(this.cells, cell.held);
  }

  /** Whether it does. What the engine does in one piece cannot be held. */
  get isStandingStill(): boolean {
    return Atomics.load(this.cells, cell.standing) === 1;
  }

  /** Stops the calling thread while it is held. @param mostMs no longer than this */
  standStill(mostMs: number): void {
    Atomics.store(this.cells, cell.standing, 1);
    Atomics.wait(this.cells, cell.held, 1, Math.max(0, mostMs));
    Atomics.store(this.cells, cell.standing, 0);
  }

  /** What the worker's thread had used when the run began. */
  set processorMsAtStart(ms: number) {
    Atomics.store(this.cells, cell.processorMsAtStart, ms);
  }

  get processorMsAtStart(): number {
    return Atomics.load(this.cells, cell.processorMsAtStart);
  }

  set calls(count: number) {
    Atomics.store(this.cells, cell.calls, count);
  }

  get calls(): number {
    return Atomics.load(this.cells, cell.calls);
  }

  set memoryBytes(size: number) {
    Atomics.store(this.cells, cell.memoryKiB, size / 1024);
  }

  get memoryBytes(): number {
    return Atomics.load(this.cells, cell.memoryKiB) * 1024;
  }

  /** The system's number of the worker's thread; 0 where it is not to be had. */
  set thread(id: number) {
    Atomics.store(this.cells, cell.thread, id);
  }

  get thread(): number {
    return Atomics.load(this.cells, cell.thread);
  }

  /** Before each run. */
  reset(): void {
    for (const index of [cell.insideSince, cell.usedMs, cell.calls, cell.memoryKiB, cell.processorMsAtStart, cell.held, cell.standing]) Atomics.store(this.cells, index, 0);
  }
}

const cell = { insideSince: 0, usedMs: 1, calls: 2, memoryKiB: 3, thread: 4, processorMsAtStart: 5, held: 6, standing: 7 } as const;
