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

export type ToWorker =
  | { readonly kind: "run"; readonly code: string; readonly event: string; readonly limits: Limits; readonly capabilities: readonly string[]; readonly uncounted: readonly string[] }
  | { readonly kind: "answer"; readonly id: number; readonly isAnswer: boolean; readonly text: string };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "log"; readonly line: LogLine; readonly isCut: boolean }
  | { readonly kind: "logFull" }
  | { readonly kind: "call"; readonly id: number; readonly name: string; readonly argument: string }
  | { readonly kind: "abandon"; readonly id: number }
  /** `isLast`: the run broke more than itself, and the worker goes with it. */
  | { readonly kind: "done"; readonly ending: Ending; readonly usage: Usage; readonly isLast: boolean };

/** How a run ends as seen from inside; the other outcomes are told from outside. */
export type Ending = Extract<Outcome, { kind: "returned" | "timedOut" | "outOfMemory" | "died" }> | { readonly kind: "threw"; readonly error: GuestError };
