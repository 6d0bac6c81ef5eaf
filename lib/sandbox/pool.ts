import { platform } from "node:os";
import { Worker } from "node:worker_threads";
import { Appetite } from "./appetite";
import { nowMs, SharedClock } from "./clock";
import { type Job, type Result } from "./job";
import { defaultLimits, type Limits } from "./limits";
import { type WorkerSetup } from "./messages";
import { lowest, Seat, unstarted } from "./seat";
import { Sharing } from "./sharing";
import { Turns } from "./turns";

export interface PoolOptions {
  /** The built worker, `dist/sandbox-worker.js`: bundlers do not agree on how to find it, so it is handed in. */
  readonly workerFile: string | URL;
  /** Runs at once. */
  readonly size: number;
  /** Program text evaluated in each fresh engine before the author's code, ahead of time; it may use `__door(name, json): Promise<json>`. */
  readonly prelude?: string;
  /** What a job does not say. */
  readonly limits?: Partial<Limits>;
  /** No job may have more, whatever it says. */
  readonly memoryBytes?: number;
  /** How far workers yield to the rest of the process, 0 to 19 as in nice(1). Linux only. */
  readonly niceness?: number;
}

/**
 * Runs what users write. What their code does is told in outcomes and never thrown: a rejection of `run` is a fault of ours.
 * A worker takes one job at a time; one that was stopped or died is replaced at once.
 */
export class Pool {
  private readonly seats = new Set<Seat>();
  private readonly waiting: Waiting[] = [];
  private readonly turns = new Turns(knownOwners);
  private readonly appetite = new Appetite(knownOwners);
  /** Who was served last by a worker, or by the one it stands in for: who makes workers end waits until there are new ones. */
  private readonly owners = new WeakMap<Seat, string | undefined>();
  /** Whom workers stood in for that are not there at the moment. */
  private readonly absent: string[] = [];
  private readonly watchdog: NodeJS.Timeout;
  private readonly sharing = new Sharing<Seat>();
  private isStopped = false;

  constructor(private readonly options: PoolOptions) {
    for (let count = 0; count < options.size; count++) this.seat();
    this.watchdog = setInterval(() => this.watch(), watchEveryMs);
    this.watchdog.unref();
  }

  /** Workers that would take a job at once. */
  get idle(): number {
    return this.isStopped ? 0 : this.ofState("idle").length;
  }

  /** Further jobs of this owner that would find a worker now, or as soon as it has made its engine anew after the job before. */
  freeFor(owner: string): number {
    if (this.isStopped || !this.mayHaveOne(owner)) return 0;
    const before = this.waiting.filter(({ job }) => this.mayHaveOne(job.owner)).length;
    return Math.max(0, this.ofState("idle").length + this.ofState("renewing").length - before);
  }

  /**
   * Waits for a free worker, then runs the job.
   * @throws Error when no worker can be started, or a capability of the door cannot be reached
   */
  run(job: Job): Promise<Result> {
    if (this.isStopped || job.signal?.aborted) return Promise.resolve(unstarted({ kind: "cancelled" }));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { job, resolve, reject, onAbort: () => this.withdraw(waiting) };
      job.signal?.addEventListener("abort", waiting.onAbort, { once: true });
      this.waiting.push(waiting);
      while (this.seats.size + this.absent.length < this.options.size) this.seat(); // after workers failed to start
      this.serve();
    });
  }

  /** Cancels what runs and what waits, and ends the workers. */
  async stop(): Promise<void> {
    if (this.isStopped) return;
    this.isStopped = true;
    clearInterval(this.watchdog);
    for (const waiting of [...this.waiting]) this.withdraw(waiting);
    await Promise.all([...this.seats].map((seat) => seat.stop({ kind: "cancelled" })));
  }

  private watch(): void {
    for (const seat of this.seats) seat.watch();
    this.share();
    const needless = this.ofState("idle").find((seat) => seat.isYielding && nowMs() - seat.servedAt > calmMs && !this.isHungry(this.owners.get(seat)));
    if (!needless) return;
    this.owners.delete(needless); // nobody's doing
    void needless.stop({ kind: "cancelled" });
  }

  private share(): void {
    this.sharing.share(this.seats, nowMs());
  }

  private serve(): void {
    while (this.idle > 0) {
      const next = this.next();
      if (!next) return;
      this.waiting.splice(this.waiting.indexOf(next), 1);
      next.job.signal?.removeEventListener("abort", next.onAbort);
      this.give(next);
    }
  }

  /** Who has computed much lately is served by workers that yield to the others'. */
  private give(next: Waiting): void {
    const { owner } = next.job;
    const isHungry = this.isHungry(owner);
    const idle = this.ofState("idle");
    const seat = idle.find(({ isYielding }) => isYielding === isHungry) ?? idle[0];
    if (!seat) throw new Error("somebody is idle");
    if (isHungry) seat.yieldToOthers();
    this.turns.serve(owner ?? "");
    this.owners.set(seat, owner);
    const run = seat.run(next.job, this.limitsOf(next.job));
    this.share();
    void run.then((result) => {
      if (owner !== undefined) this.appetite.add(owner, result.usage.cpuMs, nowMs());
      next.resolve(result);
      this.serve();
      this.share();
    });
  }

  /** The first job of the owner who was served longest ago, among those who may have a worker. */
  private next(): Waiting | undefined {
    const eligible = this.waiting.filter(({ job }) => this.mayHaveOne(job.owner));
    const turn = ({ job }: Waiting): number => this.turns.of(job.owner ?? "");
    return eligible.reduce<Waiting | undefined>((first, one) => (first && turn(first) <= turn(one) ? first : one), undefined);
  }

  /** Unless it already keeps all workers but one from the others. */
  private mayHaveOne(owner: string | undefined): boolean {
    if (owner === undefined) return true;
    const most = Math.max(1, this.seats.size + this.absent.length - 1);
    const kept = [...this.seats].filter((seat) => seat.state !== "idle" && this.owners.get(seat) === owner).length;
    return kept + this.absent.filter((one) => one === owner).length < most;
  }

  private withdraw(waiting: Waiting): void {
    const index = this.waiting.indexOf(waiting);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    waiting.job.signal?.removeEventListener("abort", waiting.onAbort);
    waiting.resolve(unstarted({ kind: "cancelled" }));
  }

  private limitsOf(job: Job): Limits {
    const limits = { ...defaultLimits, ...this.options.limits, ...job.limits };
    return { ...limits, memoryBytes: Math.min(limits.memoryBytes, this.memoryBytes) };
  }

  private get memoryBytes(): number {
    return this.options.memoryBytes ?? 256 * 1024 * 1024;
  }

  private seat(owner?: string): void {
    const clock = new SharedArrayBuffer(SharedClock.bytes);
    const isYielding = this.isHungry(owner);
    const niceness = platform() === "linux" ? (isYielding ? lowest : (this.options.niceness ?? 5)) : 0;
    const setup: WorkerSetup = { prelude: this.options.prelude ?? "", memoryBytes: this.memoryBytes, clock, niceness };
    const worker = new Worker(this.options.workerFile, {
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
    const seat: Seat = new Seat(worker, clock, isYielding, (error) => this.changed(seat, error));
    this.seats.add(seat);
    this.owners.set(seat, owner);
  }

  /** To start a worker costs more than nearly all runs do: who computes much and makes workers end waits for new ones, unless all would. */
  private replace(owner: string | undefined): void {
    if (owner !== undefined) this.appetite.add(owner, startMs, nowMs());
    if (owner === undefined || !this.isHungry(owner) || this.seats.size === 0) return this.seat(owner);
    this.absent.push(owner);
    const start = () => {
      this.absent.splice(this.absent.indexOf(owner), 1);
      if (!this.isStopped && this.seats.size < this.options.size) this.seat(owner);
    };
    setTimeout(start, replacedAfterMs).unref();
  }

  private isHungry(owner: string | undefined): boolean {
    return owner !== undefined && this.appetite.of(owner, nowMs()) > hungryMs;
  }

  private changed(seat: Seat, error?: Error): void {
    if (seat.state === "gone") {
      this.seats.delete(seat);
      if (error) this.fail(error);
      else if (!this.isStopped) this.replace(this.owners.get(seat));
    }
    if (!this.isStopped) this.serve();
  }

  /** A worker did not come up; if none is left, whoever waits hears of it, and the next job tries again. */
  private fail(error: Error): void {
    if (this.seats.size + this.absent.length > 0) return;
    for (const waiting of this.waiting.splice(0)) waiting.reject(error);
  }

  private ofState(state: Seat["state"]): Seat[] {
    return [...this.seats].filter((seat) => seat.state === state);
  }
}

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
  readonly onAbort: () => void;
}

const watchEveryMs = 10;
/** Of processor time used lately: a twentieth of one processor, always. */
const hungryMs = 360;
/** Processor time it takes to start a worker. */
const startMs = 60;
const replacedAfterMs = 500;
/** A worker that yields and has served nobody for so long is replaced: its thread may not be allowed to become fast again. */
const calmMs = 5_000;
/** More than ever wait at once. */
const knownOwners = 1_000;
