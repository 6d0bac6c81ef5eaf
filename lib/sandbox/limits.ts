/** How much a run may use. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** Processor time; where the system does not tell it of a thread, the time inside the engine, which a busy machine makes longer. */
  readonly cpuMs: number;
  /** From the moment a worker takes the run; the time in the queue is not counted. */
  readonly wallMs: number;
  /** Of the module the guest runs in, which starts with 16 MiB; never more than the pool's own cap. */
  readonly memoryBytes: number;
  /** Calls through the door, without those a job names as uncounted. */
  readonly calls: number;
  /** One answer through the door, as JSON text (a body of 5 MiB is 6.7 MiB in base64). */
  readonly answerBytes: number;
  /** The returned value, as JSON text. */
  readonly resultBytes: number;
  readonly logLines: number;
  readonly logBytes: number;
}

const KiB = 1024;
const MiB = 1024 * KiB;

export const defaultLimits: Limits = {
  cpuMs: 10_000,
  wallMs: 60_000,
  memoryBytes: 64 * MiB,
  calls: 50,
  answerBytes: 7 * MiB,
  resultBytes: 5 * MiB,
  logLines: 1_000,
  logBytes: 256 * KiB,
};

/** Larger programs are refused before a worker sees them. */
export const codeBytesMax = 256 * KiB;
/** One argument through the door, as JSON text. */
export const argumentBytesMax = 8 * MiB;
/** The arguments of all calls that are not answered yet: they lie in the memory of whoever answers requests. */
export const waitingBytesMax = 64 * MiB;
/** Values in a longer argument than `briefBytesMax`. JSON of millions of them is read for a second, in which nobody else is served. */
export const valuesMax = 100_000;
export const briefBytesMax = MiB;
/** Of an argument: lists in lists, and so on. */
export const depthMax = 200;
/** The event, as JSON text: a body of 5 MiB, and once more as the text it was. */
export const eventBytesMax = 16 * MiB;
/** Calls a job names as uncounted are cheap, not free. */
export const uncountedCallsMax = 1_000;
export const timersMax = 1_000;
/** More, and deep recursion aborts the whole module instead of throwing. */
export const stackBytes = 256 * KiB;
