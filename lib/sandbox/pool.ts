import { platform } from "node:os";
import { Worker } from "node:worker_threads";
import { nowMs, SharedClock } from "./clock";
import { type Order, type WorkerSetup } from "./messages";
import { unstarted, type End, type Host, type Runner } from "./runner";
import { Seat } from "./seat";
import { Sharing } from "./sharing";
import { Turns } from "./turns";

export interface PoolOptions {
  /** The path of the built worker, `dist/sandbox-worker.js`: bundlers do not agree on how to find it, so it is handed in. */
  readonly workerFile: string;
  /** Runs at once, beside those that only wait for others. */
  readonly size: number;
  /** Workers at the most, however many runs wait for others; absent: `size`. */
  readonly most?: number;
  /** Program text evaluated in each fresh engine before the author's code, ahead of time; it may use `__door(name, json): Promise<json>`. */
  readonly prelude: string;
  /** No run may have more, whatever its order says. */
  readonly memoryBytes: number;
  /** How far workers yield to the rest of the process, 0 to 19 as in nice(1). Linux only. */
  readonly niceness: number;
}

/**
 * Workers of this process. What users' code does is told in outcomes and never thrown: a rejection of `run` is a fault of ours.
 * A worker takes one run at a time; one that was stopped or died is replaced at once. Runs that wait for an answer from outside keep theirs,
 * so where many do there are more, as far as the memory goes that `size` runs may have; those are ended when they were not needed for a while.
 */
export class Pool implements Runner {
  private readonly seats = new Set<Seat>();
  private readonly waiting: Waiting[] = [];
  private readonly turns = new Turns(knownOwners);
  /** Who was served last by a worker, or by the one it stands in for: who makes workers end waits until there are new ones. */
  private readonly owners = new WeakMap<Seat, string | undefined>();
  private readonly watchdog: NodeJS.Timeout;
  private readonly sharing = new Sharing<Seat>();
  private growsFrom = 0;
  private isStopped = false;

  /** @param isFor  whether an owner is served here; one who waits may cease to be */
  constructor(
    private readonly options: PoolOptions,
    private readonly isFor: (owner: string | undefined) => boolean = () => true,
  ) {
    for (let count = 0; count < options.size; count++) this.seat();
    this.watchdog = setInterval(() => this.watch(), watchEveryMs);
    this.watchdog.unref();
  }

  /** Workers that would take an order at once. */
  get idle(): number {
    return this.isStopped ? 0 : this.ofState("idle").length;
  }

  freeFor(owner: string): number {
    if (this.isStopped || !this.mayHaveOne(owner)) return 0;
    const before = this.waiting.filter(({ order }) => this.mayHaveOne(order.owner)).length;
    return Math.max(0, this.ofState("idle").length + this.ofState("renewing").length - before);
  }

  run(order: Order, host: Host, signal?: AbortSignal): Promise<End | undefined> {
    if (this.isStopped || signal?.aborted) return Promise.resolve(unstarted({ kind: "cancelled" }));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { order, host, signal, resolve, reject, onAbort: () => this.withdraw(waiting, unstarted({ kind: "cancelled" })) };
      signal?.addEventListener("abort", waiting.onAbort, { once: true });
      this.waiting.push(waiting);
      while (this.seats.size < this.options.size) this.seat(); // after workers failed to start
      this.serve();
    });
  }

  /** Cancels what runs and what waits, and ends the workers. */
  async stop(): Promise<void> {
    if (this.isStopped) return;
    this.isStopped = true;
    clearInterval(this.watchdog);
    for (const waiting of [...this.waiting]) this.withdraw(waiting, unstarted({ kind: "cancelled" }));
    await Promise.all([...this.seats].map((seat) => seat.stop({ kind: "cancelled" })));
  }

  /** Whether those who compute for long are to stand still. */
  setStill(isStill: boolean): void {
    this.sharing.isStill = isStill;
    this.share();
  }

  private watch(): void {
    for (const seat of this.seats) seat.watch();
    this.share();
    if (this.waiting.length > 0) this.grow();
    else this.shrink();
  }

  /** One more worker, which counts as taken by whoever waits for it: the one that is kept for others stays theirs. */
  private grow(): void {
    const { size, most = size } = this.options;
    const [first] = this.inTurn();
    if (!first || this.seats.size >= most || nowMs() < this.growsFrom || this.ofState("starting").length + this.ofState("renewing").length > 0) return;
    const slow = [...this.seats].filter((seat) => seat.isSlow).length;
    if (this.seats.size - slow < size && this.hasMemoryFor(first.order)) this.seat(first.order.owner);
  }

  private shrink(): void {
    const [spare] = this.seats.size > this.options.size ? this.ofState("idle").filter((seat) => seat.idleMs > spareMs) : [];
    if (spare) void spare.stop({ kind: "cancelled" });
  }

  private share(): void {
    this.sharing.share(this.seats, nowMs());
  }

  private serve(): void {
    for (const waiting of this.waiting.filter(({ order }) => !this.isFor(order.owner))) this.withdraw(waiting, undefined);
    for (let [seat] = this.ofState("idle"); seat && !this.isStopped; [seat] = this.ofState("idle")) {
      const next = this.next();
      if (!next) return;
      this.waiting.splice(this.waiting.indexOf(next), 1);
      next.signal?.removeEventListener("abort", next.onAbort);
      this.give(seat, next);
    }
  }

  private give(seat: Seat, { order, host, signal, resolve }: Waiting): void {
    this.turns.serve(order.owner ?? "");
    this.owners.set(seat, order.owner);
    const run = seat.run(order, host, signal);
    this.share();
    void run.then((end) => {
      resolve(end);
      this.serve();
      this.share();
    });
  }

  /** The first order of the owner who was served longest ago, among those who may have a worker. */
  private next(): Waiting | undefined {
    return this.inTurn().find(({ order }) => this.mayHaveOne(order.owner) && this.hasMemoryFor(order));
  }

  /** The owner who was served longest ago comes first. */
  private inTurn(): Waiting[] {
    const turn = ({ order }: Waiting): number => this.turns.of(order.owner ?? "");
    return this.waiting.toSorted((one, other) => turn(one) - turn(other));
  }

  /** Unless it already keeps all workers but one from the others. */
  private mayHaveOne(owner: string | undefined): boolean {
    if (owner === undefined) return true;
    const kept = [...this.seats].filter((seat) => seat.state !== "idle" && this.owners.get(seat) === owner).length;
    return kept < mostForOne(this.seats.size);
  }

  /** However many workers there are, their runs may have as much together as `size` of the largest, and those of one owner as much as one less. */
  private hasMemoryFor({ owner, limits }: Order): boolean {
    const { size, memoryBytes } = this.options;
    const withIt = (seats: Seat[]) => seats.reduce((sum, seat) => sum + seat.memoryBytes, limits.memoryBytes);
    const own = [...this.seats].filter((seat) => owner !== undefined && this.owners.get(seat) === owner);
    return withIt([...this.seats]) <= size * memoryBytes && withIt(own) <= mostForOne(size) * memoryBytes;
  }

  private withdraw(waiting: Waiting, end: End | undefined): void {
    const index = this.waiting.indexOf(waiting);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    waiting.signal?.removeEventListener("abort", waiting.onAbort);
    waiting.resolve(end);
  }

  private seat(owner?: string): void {
    const { workerFile, prelude, memoryBytes, niceness } = this.options;
    const clock = new SharedArrayBuffer(SharedClock.bytes);
    const setup: WorkerSetup = { prelude, memoryBytes, clock, niceness: platform() === "linux" ? niceness : 0 };
    const worker = new Worker(workerFile, {
      workerData: setup,
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      name: "sandbox",
      resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, codeRangeSizeMb: 32 },
    });
    worker.unref(); // a pool alone does not keep a process
    const seat: Seat = new Seat(worker, clock, (error) => this.changed(seat, error));
    this.seats.add(seat);
    this.owners.set(seat, owner);
  }

  private changed(seat: Seat, error?: Error): void {
    if (seat.state === "gone") {
      this.seats.delete(seat);
      if (error) this.fail(error);
      else if (!this.isStopped && this.seats.size < this.options.size) this.seat(this.owners.get(seat));
    }
    if (!this.isStopped) this.serve();
  }

  /** A worker did not come up; if none is left, whoever waits hears of it, and the next order tries again. */
  private fail(error: Error): void {
    this.growsFrom = nowMs() + spareMs;
    if (this.seats.size > 0) return;
    for (const waiting of this.waiting.splice(0)) waiting.reject(error);
  }

  private ofState(state: Seat["state"]): Seat[] {
    return [...this.seats].filter((seat) => seat.state === state);
  }
}

/** One worker is kept from any single owner. */
export function mostForOne(size: number): number {
  return Math.max(1, size - 1);
}

interface Waiting {
  readonly order: Order;
  readonly host: Host;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (end: End | undefined) => void;
  readonly reject: (error: Error) => void;
  readonly onAbort: () => void;
}

/** A worker costs some 50 ms to start, and 15 to 20 MiB while it is there. */
const spareMs = 30_000;
const watchEveryMs = 10;
/** More than ever wait at once. */
const knownOwners = 1_000;
