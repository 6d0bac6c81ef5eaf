import { type Outcome, type Usage } from "./job";
import { type Answer, type Heard, type Order } from "./messages";

/** Executes orders: in workers of this process, or in those of another. */
export interface Runner {
  /**
   * Resolves in any case within the order's limits, once it has begun.
   * @returns undefined when it was not begun, for its owner is served elsewhere by now
   * @throws Error when no worker can be started
   */
  run(order: Order, host: Host, signal?: AbortSignal): Promise<End | undefined>;
  /** Further runs of this owner that would find a worker now, or as soon as it has made its engine anew after the run before. */
  freeFor(owner: string): number;
  stop(): Promise<void>;
}

/** Who gave an order, as whoever executes it sees it. */
export interface Host {
  /** A worker has it. */
  begin?(): void;
  /** @param answer  takes the answer to a call, unless it comes too late */
  hear(message: Heard, answer: (answer: Answer) => void): void;
}

export interface End {
  readonly outcome: Outcome;
  readonly usage: Usage;
  /** Its worker ended with it. */
  readonly tookWorker: boolean;
}

/** Of an order that no worker saw. */
export function unstarted(outcome: Outcome): End {
  return { outcome, usage: { cpuMs: 0, wallMs: 0, peakMemoryBytes: 0, calls: 0 }, tookWorker: false };
}
