import { closeSync, fstatSync, futimesSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { fromLine, type Recorded } from "./call-record";

/** What a journal writes its lines on, and reads them from when they are counted. */
export type Tape = {
  sourceId: string;
  /** how far it is counted, in units of its own */
  flushed: number;
  /** @throws when the line could not be written whole */
  append: (line: string) => void;
  /** What is to be counted next; undefined: nothing at present. */
  read: () => { to: number; records: Recorded[] } | undefined;
  /** forgets what was counted */
  trim?: () => void;
  isFull: () => boolean;
  /** Says that whoever writes on it lives. */
  touch: () => void;
  /** Gives it back; what is not counted yet stays for others to find. */
  close: (how: { isCounted: boolean }) => void;
};

/**
 * A file that is only ever appended to. What one `write` has taken outlives the process: it is the kernel's from then on.
 * @param how  `new`, or `found`: another's, only to be counted
 * @throws ENOENT when what was found is gone again
 */
export function fileTape(path: string, sourceId: string, how: { kind: "new" } | { kind: "found"; flushed: number }): Tape {
  const file = openSync(path, how.kind === "new" ? "ax+" : "r", 0o600);
  let size = fstatSync(file).size;
  let isTorn = false;
  const oldAtMs = Date.now() + oldMs;
  const tape: Tape = {
    sourceId,
    flushed: how.kind === "found" ? how.flushed : 0,
    append: (line) => {
      const text = isTorn ? `\n${line}` : line;
      isTorn = true; // unless it goes well
      const written = writeSync(file, text);
      size += written;
      if (written < Buffer.byteLength(text)) throw new Error("The journal's disk is full.");
      isTorn = false;
    },
    read: () => {
      const end = Math.max(size, fstatSync(file).size);
      const piece = Buffer.alloc(Math.min(pieceBytes, Math.max(0, end - tape.flushed)));
      const bytes = piece.subarray(0, readSync(file, piece, 0, piece.length, tape.flushed));
      const cut = bytes.lastIndexOf(0x0a) + 1;
      if (cut === 0) return undefined;
      return { to: tape.flushed + cut, records: recordsOf(bytes.toString("utf8", 0, cut - 1).split("\n")) };
    },
    // One that others took for a dead process's and removed is done with too.
    isFull: () => size > fullBytes || Date.now() > oldAtMs || fstatSync(file).nlink === 0,
    touch: () => futimesSync(file, new Date(), new Date()),
    close: ({ isCounted }) => {
      closeSync(file);
      if (isCounted) remove(path);
    },
  };
  return tape;
}

/** Memory, where there is no disk: what was not counted yet dies with the process. Its unit is how often it was emptied. */
export function memoryTape(sourceId: string): Tape {
  let lines: string[] = [];
  let reading = 0;
  const tape: Tape = {
    sourceId,
    flushed: 0,
    append: (line) => {
      if (lines.length >= mostLines) throw new Error("Calls are not counted: the database has been away for too long.");
      lines.push(line);
    },
    read: () => {
      if (lines.length === 0) return undefined;
      reading ||= Math.min(lines.length, pieceLines); // the same again, should it have to be tried again
      return { to: tape.flushed + 1, records: recordsOf(lines.slice(0, reading).map((line) => line.slice(0, -1))) };
    },
    trim: () => {
      lines = lines.slice(reading);
      reading = 0;
    },
    isFull: () => false,
    touch: () => undefined,
    close: () => undefined,
  };
  return tape;
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
/** What the database knows about journals it keeps for a month. */
const oldMs = 24 * 3_600_000;
const pieceLines = 10_000;
const mostLines = 1_000_000;
