import { closeSync, fstatSync, futimesSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { fromLine, type Recorded } from "./call-record";

/** What a journal writes its lines on, and reads them from when they are counted. */
export type Tape = {
  kind: "file" | "memory";
  sourceId: string;
  /** how far it is counted, in units of its own */
  flushed: number;
  /**
   * @returns undefined when the line outlives a killed process at once; else a promise, fulfilled when it is counted or that has taken too long
   * @throws when the line could not be written whole
   */
  append: (line: string) => Promise<void> | undefined;
  /** What is to be counted next; undefined: nothing at present. */
  read: () => Piece | undefined;
  /** whether it is written by us, and nobody else can have counted it to its end */
  isOurs: () => boolean;
  /** forgets what was counted */
  trim?: () => void;
  isFull: () => boolean;
  /** Says that whoever writes on it lives. */
  touch: () => void;
  /** bytes that are not counted yet */
  backlog: () => number;
  /** Gives it back; what is not counted yet stays for others to find. */
  close: (how: { isCounted: boolean }) => void;
};

/** `hasMore`: at that moment there was more behind it than one piece can hold. */
type Piece = { to: number; records: Recorded[]; hasMore: boolean };

/**
 * A file that is only ever appended to. What one `write` has taken outlives the process: it is the kernel's from then on.
 * @param how  `new`, or `found`: another's, only to be counted
 * @throws ENOENT when what was found is gone again
 */
export function fileTape(path: string, sourceId: string, how: { kind: "new" } | { kind: "found"; flushed: number }): Tape {
  const file = openSync(path, how.kind === "new" ? "ax+" : "r", 0o600);
  let size = fstatSync(file).size;
  const oldAtMs = Date.now() + oldMs;
  const isRemoved = () => fstatSync(file).nlink === 0;
  const tape: Tape = {
    kind: "file",
    sourceId,
    flushed: how.kind === "found" ? how.flushed : 0,
    append: (line) => {
      const written = writeSync(file, line);
      size += written;
      if (written < Buffer.byteLength(line)) throw new Error("The journal's disk is full."); // what is torn has no end of line, and is not read
      return undefined;
    },
    read: () => {
      const end = Math.max(size, fstatSync(file).size);
      const piece = Buffer.alloc(Math.min(pieceBytes, Math.max(0, end - tape.flushed)));
      const bytes = piece.subarray(0, readSync(file, piece, 0, piece.length, tape.flushed));
      const cut = bytes.lastIndexOf(0x0a) + 1;
      if (cut === 0) return undefined;
      return { to: tape.flushed + cut, records: recordsOf(bytes.toString("utf8", 0, cut - 1).split("\n")), hasMore: tape.flushed + bytes.length < end };
    },
    isOurs: () => how.kind === "new" && !isRemoved(),
    // One that others took for a dead process's and removed is done with too.
    isFull: () => size > fullBytes || (size > 0 && Date.now() > oldAtMs) || isRemoved(),
    touch: () => futimesSync(file, new Date(), new Date()),
    backlog: () => Math.max(0, size - tape.flushed),
    close: ({ isCounted }) => {
      closeSync(file);
      if (isCounted) remove(path);
    },
  };
  return tape;
}

/**
 * Memory, where there is no disk: what was not counted yet dies with the process, so nobody is answered before. Its unit is how often it was emptied.
 * @param patienceMs  the longest that an answer is kept waiting; the line then is counted later
 */
export function memoryTape(sourceId: string, patienceMs = usualPatienceMs): Tape {
  const lines: string[] = [];
  let bytes = 0;
  let reading = 0;
  let counted = 0;
  /** those that came between two readings wait together; `mark`: how many lines must be counted */
  const waiting: (Signal & { mark: number })[] = [];
  let isOpen = false;
  const join = (): Promise<void> => {
    if (!isOpen) waiting.push({ ...signal(patienceMs), mark: 0 });
    isOpen = true;
    const last = waiting.at(-1);
    if (last) last.mark = counted + lines.length;
    return last?.given ?? Promise.resolve();
  };
  const tape: Tape = {
    kind: "memory",
    sourceId,
    flushed: 0,
    append: (line) => {
      if (lines.length >= mostLines) throw new Error("Calls are not counted: the database has been away for too long.");
      lines.push(line);
      bytes += line.length;
      return join();
    },
    read: () => {
      if (lines.length === 0) return undefined;
      isOpen = false;
      reading ||= Math.min(lines.length, pieceLines); // the same again, should it have to be tried again
      return { to: tape.flushed + 1, records: recordsOf(lines.slice(0, reading).map((line) => line.slice(0, -1))), hasMore: lines.length > reading };
    },
    isOurs: () => true,
    trim: () => {
      for (const line of lines.splice(0, reading)) bytes -= line.length;
      counted += reading;
      reading = 0;
      while ((waiting[0]?.mark ?? Infinity) <= counted) waiting.shift()?.give();
      if (waiting.length === 0) isOpen = false;
    },
    isFull: () => false,
    touch: () => undefined,
    backlog: () => bytes,
    close: () => undefined,
  };
  return tape;
}

type Signal = { given: Promise<void>; give: () => void };

/** A promise that is fulfilled from outside, and in any case after its time. */
function signal(patienceMs: number): Signal {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    const late = setTimeout(resolve, patienceMs).unref();
    give = () => (clearTimeout(late), resolve());
  });
  return { given, give };
}

function recordsOf(lines: readonly string[]): Recorded[] {
  const records: Recorded[] = [];
  for (const line of lines) {
    const record = fromLine(line);
    if (record) records.push(record);
  }
  return records;
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    return; // another process has counted it too, and was quicker
  }
}

const pieceBytes = 1024 * 1024;
const fullBytes = 16 * 1024 * 1024;
/** After a day the next file begins: none grows old. */
const oldMs = 24 * 3_600_000;
const pieceLines = 10_000;
/** Some 50 MB. */
const mostLines = 200_000;
const usualPatienceMs = 5000;
