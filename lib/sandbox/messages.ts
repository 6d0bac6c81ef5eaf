import { type GuestError, type LogLine, type Outcome, type Usage } from "./job";
import { type Limits } from "./limits";

/** What a worker is started with. */
export interface WorkerSetup {
  /** Program text evaluated in every module before the author's code, with `__door` in reach. */
  readonly prelude: string;
  /** No run may have more. */
  readonly memoryBytes: number;
  readonly clock: SharedArrayBuffer;
  /** Scheduling priority of the thread where the system has one for threads; 0 is the process's own. */
  readonly niceness: number;
}

/** What is to be run: of a job, all that can go to another thread or process. */
export interface Order {
  readonly code: string;
  readonly event: string;
  readonly limits: Limits;
  readonly capabilities: readonly string[];
  readonly uncounted: readonly string[];
  readonly owner?: string;
}

export interface Answer {
  readonly kind: "answer";
  readonly id: number;
  readonly isAnswer: boolean;
  /** JSON: the answer, or an error's members. */
  readonly text: string;
}

/** What is to be heard of a run that goes on. */
export type Heard =
  | { readonly kind: "log"; readonly line: LogLine; readonly isCut: boolean }
  | { readonly kind: "logFull" }
  | { readonly kind: "call"; readonly id: number; readonly name: string; readonly argument: string }
  | { readonly kind: "abandon"; readonly id: number };

/** `renew`: an engine for the next run is to be made, once this one's end is known. */
export type ToWorker = { readonly kind: "run"; readonly order: Order } | Answer | { readonly kind: "renew" };

export type FromWorker =
  | { readonly kind: "ready" }
  | Heard
  /** `isLast`: the run broke more than itself, and the worker goes with it. */
  | { readonly kind: "done"; readonly ending: Ending; readonly usage: Usage; readonly isLast: boolean };

/** How a run ends as seen from inside; the other outcomes are told from outside. */
export type Ending = Extract<Outcome, { kind: "returned" | "timedOut" | "outOfMemory" | "died" }> | { readonly kind: "threw"; readonly error: GuestError };
