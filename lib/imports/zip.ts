import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { isVisitError } from "@/lib/core/errors";
import { unreadable } from "./unreadable";

/** A file inside a zip archive, still packed. */
export type Packed = { method: number; bytes: Uint8Array };

/** What may still be unpacked, in bytes. Shared by the files of an archive, so that many small bombs are one bomb. */
export type Budget = { left: number };

/**
 * The files of a zip archive by path, found by its central directory as every office program finds them.
 * The sizes it claims are not trusted, only what `unpack` counts.
 * @throws validation_failed  when the archive is damaged or encrypted
 */
export function listZip(archive: Uint8Array): Map<string, Packed> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const files = new Map<string, Packed>();
  for (let at = view.getUint32(end + 16, true), seen = 0; seen < count; seen++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
    if (view.getUint16(at + 8, true) & ENCRYPTED) throw unreadable("The workbook is protected by a password. Save it without one.");
    const nameLength = view.getUint16(at + 28, true);
    const path = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameLength));
    const bytes = packedBytes(archive, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true));
    files.set(path.replaceAll("\\", "/").replace(/^\//, ""), { method: view.getUint16(at + 10, true), bytes });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

/** The file's bytes as they unpack, never held together. @throws validation_failed  when damaged, or when it unpacks to more than is left */
export async function* unpack(file: Packed, budget: Budget): AsyncGenerator<Uint8Array> {
  if (file.method !== STORED && file.method !== DEFLATED) throw damaged();
  const packed = Readable.from(slices(file.bytes));
  const unpacked = file.method === STORED ? packed : packed.pipe(createInflateRaw());
  try {
    for await (const chunk of unpacked) {
      const bytes: Uint8Array = chunk;
      budget.left -= bytes.byteLength;
      if (budget.left < 0) throw unreadable("The workbook is too large once unpacked. Leave out what is not imported.");
      yield bytes;
    }
  } catch (error) {
    throw isVisitError(error) ? error : damaged();
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES);
}

/** The local header repeats the name and has an extra field of its own length; the data comes after both. */
function packedBytes(archive: Uint8Array, view: DataView, local: number, length: number): Uint8Array {
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL_ENTRY) throw damaged();
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + length > view.byteLength) throw damaged();
  return archive.subarray(start, start + length);
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === DIRECTORY_END) return at;
  }
  throw damaged();
}

const damaged = () => unreadable("The workbook is damaged. Open it in a spreadsheet program and save it again.");

const LOCAL_ENTRY = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
const SLICE_BYTES = 64 * 1024;
