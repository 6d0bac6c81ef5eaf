import { Annex, type AnnexOptions } from "./annex";
import { Appetite } from "./appetite";
import { nowMs } from "./clock";
import { Deference } from "./deference";
import { host } from "./hosting";
import { type Job, type Result } from "./job";
import { codeBytesMax, defaultLimits, eventBytesMax, type Limits } from "./limits";
import { type Order } from "./messages";
import { Pool } from "./pool";
import { unstarted, type End, type Host } from "./runner";

export interface SandboxOptions {
  /** The paths of the built programs, `dist/sandbox-worker.js` and `dist/sandbox-annex.js`: bundlers do not agree on how to find them, so they are handed in. */
  readonly workerFile: string;
  readonly annexFile: string;
  /** Runs at once; and as many of those who compute much. */
  readonly size: number;
  /** Program text evaluated in each fresh engine before the author's code, ahead of time; it may use `__door(name, json): Promise<json>`. */
  readonly prelude?: string;
  /** No job may have more, whatever it says. */
  readonly memoryBytes?: number;
  /** What starts the annex, see there. */
  readonly idly?: AnnexOptions["idly"];
}

/**
 * Runs what users write. What their code does is told in outcomes and never thrown: a rejection of `run` is a fault of ours.
 * Whose runs have computed much lately has further ones in the annex, where they keep nobody from anything.
 */
export class Sandbox {
  private readonly pool: Pool;
  private readonly annex: Annex;
  private readonly deference = new Deference((isStill) => {
    this.pool.setStill(isStill);
    this.annex.setStill(isStill);
  });
  /** Whoever computes much is soon known, and not soon forgotten. */
  private readonly appetites = [2_000, 30_000].map((halfLifeMs) => new Appetite(halfLifeMs, knownOwners));
  private readonly memoryBytes: number;

  constructor({ workerFile, annexFile, size, prelude = "", memoryBytes = 256 * 1024 * 1024, idly }: SandboxOptions) {
    this.memoryBytes = memoryBytes;
    const common = { workerFile, size, prelude, memoryBytes };
    this.pool = new Pool({ ...common, most: growth * size, niceness }, (owner) => !this.isHungry(owner));
    this.annex = new Annex({ ...common, annexFile, ...(idly && { idly }) });
  }

  /** Workers that would take a job at once. */
  get idle(): number {
    return this.pool.idle;
  }

  /** Further jobs of this owner that would find a worker now, or nearly. */
  freeFor(owner: string): number {
    return (this.isHungry(owner) ? this.annex : this.pool).freeFor(owner);
  }

  /**
   * Waits for a free worker, then runs the job.
   * @throws Error when no worker can be started
   */
  async run(job: Job): Promise<Result> {
    return host(job, this.limitsOf(job), async (order, hosting) => refusalOf(order) ?? (await this.execute(order, hosting, job.signal)));
  }

  private async execute(order: Order, hosting: Host, signal: AbortSignal | undefined): Promise<End> {
    const { owner } = order;
    const leave = this.begin(owner);
    try {
      const end = (await this.pool.run(order, hosting, signal)) ?? (await this.annex.run(order, hosting, signal));
      if (owner !== undefined) for (const appetite of this.appetites) appetite.add(owner, end.usage.cpuMs + (end.tookWorker ? startMs : 0), nowMs());
      return end;
    } finally {
      leave();
    }
  }

  /**
   * Something is begun for this owner, a run or what leads to one: unless they compute much, whoever does stands still, for a moment at most.
   * @returns to be called when it is done
   */
  begin(owner: string | undefined): () => void {
    return this.isHungry(owner) ? () => undefined : this.deference.begin();
  }

  /** Cancels what runs and what waits, and ends the workers. */
  async stop(): Promise<void> {
    await Promise.all([this.pool.stop(), this.annex.stop()]);
  }

  private isHungry(owner: string | undefined): boolean {
    return owner !== undefined && this.appetites.some((appetite) => appetite.of(owner, nowMs()) > much);
  }

  private limitsOf(job: Job): Limits {
    const limits = { ...defaultLimits, ...job.limits };
    return { ...limits, memoryBytes: Math.min(limits.memoryBytes, this.memoryBytes) };
  }
}

function refusalOf({ code, event }: Order): End | undefined {
  const codeBytes = Buffer.byteLength(code);
  if (codeBytes > codeBytesMax) return refused(`the code is ${codeBytes} bytes; it may be ${codeBytesMax} at most`);
  const eventBytes = Buffer.byteLength(event);
  if (eventBytes > eventBytesMax) return refused(`the event is ${eventBytes} bytes; it may be ${eventBytesMax} at most`);
  return undefined;
}

function refused(message: string): End {
  return unstarted({ kind: "threw", error: { name: "RangeError", message } });
}

/** Workers beside the threads that answer yield to them. */
const niceness = 5;
/** How many times as many workers there are where runs wait for others. In the annex there are not: each thread costs when it is to stand still. */
const growth = 4;
/** Of one processor. */
const much = 0.1;
/** Processor time it takes to start a worker. */
const startMs = 60;
/** More than ever compute at once. */
const knownOwners = 1_000;
