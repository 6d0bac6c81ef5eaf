/** What a body turned out to be: a value, or a sentence that says what is malformed and where (for a 400). */
export type Decoded = { ok: true; value: unknown } | { ok: false; description: string };

/** Thrown inside a decoder at the place where a document stops being well-formed; never leaves `decoding`. */
export class Malformed extends Error {
  readonly code = "malformed";
  /** @param offset where in the text, in UTF-16 units; absent when the fault has no one place */
  constructor(message: string, readonly offset?: number) {
    super(message);
  }
}

/**
 * Decodes UTF-8 bytes with `read`, and turns a `Malformed` thrown on the way into a refusal with line and column.
 * @param format  how the document is called in the sentence: `JSON` or `XML`
 */
export function decoding(format: string, bytes: Uint8Array, read: (text: string) => unknown): Decoded {
  if (bytes.length === 0) return { ok: false, description: `The body is empty, expected ${format}.` };
  const wide = WIDE_MARKS.find(([first, second]) => bytes[0] === first && bytes[1] === second);
  if (wide) return { ok: false, description: `The body is not UTF-8 but looks like UTF-16 or UTF-32; send ${format} in UTF-8.` };
  const text = textOf(bytes);
  if (text === undefined) return { ok: false, description: `The body is not valid UTF-8; send ${format} in UTF-8.` };
  try {
    return { ok: true, value: read(text) };
  } catch (error) {
    if (!isMalformed(error)) throw error;
    return { ok: false, description: `Malformed ${format}${place(text, error.offset)}: ${error.message}.` };
  }
}

/** The first characters of what a caller sent, fit to be quoted in a sentence: never more than `length` characters. */
export function excerpt(text: string, length = 40): string {
  const characters = Array.from(text.slice(0, length * 2 + 2));
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : characters.join("");
}

/** Whether a value is an object with members: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a list of anything, undefined if it is none. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Sets a member as the document's own, so that `__proto__` is a name like any other. */
export function setMember(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "__proto__") Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
  else record[name] = value;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined; // a fatal decoder throws for nothing but bytes that are no UTF-8
  }
}

function isMalformed(error: unknown): error is Malformed {
  return error instanceof Error && "code" in error && error.code === "malformed";
}

function place(text: string, offset: number | undefined): string {
  if (offset === undefined) return "";
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return ` at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/** Byte order marks of UTF-16, and a first character of which one half is a zero byte. */
const WIDE_MARKS: readonly (readonly [number, number])[] = [
  [0xff, 0xfe], [0xfe, 0xff], [0x00, 0x00],
  [0x3c, 0x00], [0x00, 0x3c], [0x7b, 0x00], [0x00, 0x7b], [0x5b, 0x00], [0x00, 0x5b],
];
