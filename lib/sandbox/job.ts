import { type Limits } from "./limits";

/**
 * Named capabilities: JSON text in, JSON text out. `signal` is aborted when the run is over or the guest gave up the call.
 * A rejection with `name`, `message` and further JSON members becomes a guest exception with just these: the words of the error are
 * the guest's to read, so whoever builds a door translates its own errors first.
 */
export type Door = Readonly<Record<string, (argument: string, signal: AbortSignal) => Promise<string>>>;

export interface Job {
  /** An ES module with `export default async function (event)`. */
  readonly code: string;
  /** JSON text, parsed in the guest. */
  readonly event: string;
  readonly door: Door;
  readonly limits?: Partial<Limits>;
  /** Capabilities that `limits.calls` does not count. */
  readonly uncounted?: readonly string[];
  /** Waiting jobs take turns by owner, and one worker is kept free of any single owner. */
  readonly owner?: string;
  /** Texts that become `…` in logs and errors. Read at each line: the door may add to it while the run goes on. */
  readonly mask?: ReadonlySet<string>;
  /** Called with each line as it is written. */
  readonly onLog?: (line: LogLine) => void;
  readonly signal?: AbortSignal;
}

export interface Result {
  readonly outcome: Outcome;
  readonly usage: Usage;
  readonly log: readonly LogLine[];
  readonly isLogTruncated: boolean;
}

export type Outcome =
  | { readonly kind: "returned"; /** JSON text; `null` for undefined. */ readonly value: string }
  | { readonly kind: "threw"; readonly error: GuestError }
  | { readonly kind: "timedOut"; readonly limit: "cpu" | "wall" }
  | { readonly kind: "outOfMemory" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "died" };

/** An exception as the guest's author should read it; `line` and `column` are those of the author's own text, from 1. */
export interface GuestError {
  readonly name: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Only the author's own frames. */
  readonly stack?: string;
  /** Of a refused API call. */
  readonly status?: number;
  readonly errors?: unknown;
}

export interface Usage {
  /** See `Limits.cpuMs`. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The most that was in use, the engine itself included: to a page, or once the 16 MiB it starts with did not do, to a step of growth. */
  readonly peakMemoryBytes: number;
  readonly calls: number;
}

export interface LogLine {
  readonly level: LogLevel;
  readonly text: string;
  /** Milliseconds since the run began. */
  readonly atMs: number;
}

export const logLevels = ["debug", "log", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];
