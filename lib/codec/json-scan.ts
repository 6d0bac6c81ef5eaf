import { excerpt, Malformed } from "@/lib/codec/decoded";

/** Levels of objects and lists a body may have, in either format. */
export const MAX_DEPTH = 64;
/** Values (in XML: elements) a body may have, in either format: far more than any record, far fewer than 10 MiB can hold. */
export const MAX_VALUES = 100_000;

/**
 * Reads JSON text from end to end without building anything, and throws `Malformed` at the first fault: of grammar, a member named
 * twice, an integer outside the safe range, a number that overflows, too many levels or values. What passes, JSON.parse takes, and loses nothing.
 */
export function scanJson(text: string): void {
  const end = scanValue(text, skipBlanks(text, 0), 0, "", { left: MAX_VALUES });
  const rest = skipBlanks(text, end);
  if (rest < text.length) throw unexpected(text, rest, "the end of the document");
}

/** Values that may still come. */
type Budget = { left: number };

function scanValue(text: string, at: number, depth: number, path: string, budget: Budget): number {
  switch (text.charCodeAt(at)) {
    case QUOTE:
      return scanString(text, at);
    case OPEN_BRACE:
      return scanObject(text, at, depth + 1, path, budget);
    case OPEN_BRACKET:
      return scanArray(text, at, depth + 1, path, budget);
    case LETTER_T:
      return scanWord(text, at, "true");
    case LETTER_F:
      return scanWord(text, at, "false");
    case LETTER_N:
      return scanWord(text, at, "null");
    default:
      return scanNumber(text, at, path);
  }
}

function scanObject(text: string, start: number, depth: number, path: string, budget: Budget): number {
  refuseDepth(start, depth);
  let at = skipBlanks(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_BRACE) return at + 1;
  const names = new Names();
  for (;;) {
    if (text.charCodeAt(at) !== QUOTE) throw unexpected(text, at, "a member name in double quotes");
    const afterName = scanString(text, at);
    const raw = text.slice(at + 1, afterName - 1);
    const name = raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
    if (!names.add(name)) throw new Malformed(`member ${place(join(path, name))} appears twice in one object`, at);
    at = skipBlanks(text, afterName);
    if (text.charCodeAt(at) !== COLON) throw unexpected(text, at, `a colon after member ${place(name)}`);
    at = skipBlanks(text, scanMember(text, skipBlanks(text, at + 1), depth, path, name, budget));
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACE) return at + 1;
    if (code !== COMMA) throw unexpected(text, at, "a comma or the end of the object");
    at = skipBlanks(text, at + 1);
  }
}

function scanArray(text: string, start: number, depth: number, path: string, budget: Budget): number {
  refuseDepth(start, depth);
  let at = skipBlanks(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_BRACKET) return at + 1;
  for (let index = 0; ; index += 1) {
    at = skipBlanks(text, scanMember(text, at, depth, path, index, budget));
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACKET) return at + 1;
    if (code !== COMMA) throw unexpected(text, at, "a comma or the end of the list");
    at = skipBlanks(text, at + 1);
  }
}

/** Text is most of what there is and needs no path; the path is put together only for what might speak of it. */
function scanMember(text: string, at: number, depth: number, path: string, name: string | number, budget: Budget): number {
  budget.left -= 1;
  if (budget.left < 0) throw new Malformed(`more than ${MAX_VALUES.toLocaleString("en-GB")} values`, at);
  return text.charCodeAt(at) === QUOTE ? scanString(text, at) : scanValue(text, at, depth, join(path, name), budget);
}

function scanString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at = scanEscape(text, at);
    else if (!(code >= 0x20)) throw unfinished(text, start, at); // NaN too: the end
    at += 1;
  }
}

function unfinished(text: string, start: number, at: number): Malformed {
  if (at >= text.length) return new Malformed("a text is not closed by a double quote", start);
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  return new Malformed(`a control character (U+${code}) inside a text must be escaped`, at);
}

/** @returns the place of the escape's last character */
function scanEscape(text: string, start: number): number {
  const next = text[start + 1];
  if (next !== undefined && '"\\/bfnrt'.includes(next)) return start + 1;
  if (next === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(start + 2, start + 6))) return start + 5;
  throw new Malformed(`${place(text.slice(start, start + 2))} is no escape in JSON`, start);
}

function scanWord(text: string, start: number, word: string): number {
  if (!text.startsWith(word, start)) throw unexpected(text, start, "a value");
  return start + word.length;
}

function scanNumber(text: string, start: number, path: string): number {
  NUMBER.lastIndex = start;
  const literal = NUMBER.exec(text)?.[0];
  if (literal === undefined) throw unexpected(text, start, "a value");
  const end = start + literal.length;
  const next = text.charCodeAt(end);
  if ((next >= 0x30 && next <= 0x39) || next === 0x2e) throw new Malformed("a number must not have leading zeros or a bare decimal point", start);
  if (literal.length < 16 && !/[eE]/.test(literal)) return end;
  const value = Number(literal);
  const of = path === "" ? "" : ` at ${place(path)}`;
  if (!Number.isFinite(value)) throw new Malformed(`the number${of} is too large: ${excerpt(literal)}`, start);
  if (!Number.isSafeInteger(value) && /^-?\d+$/.test(literal)) {
    throw new Malformed(`the integer${of} must lie between -(2^53 - 1) and 2^53 - 1 to be kept exactly, got ${excerpt(literal)}`, start);
  }
  return end;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

/** The names one object has had. Most objects are small, where looking through a list beats a set. */
class Names {
  private readonly few: string[] = [];
  private many: Set<string> | undefined;

  /** @returns false when the name was there before */
  add(name: string): boolean {
    if (this.many) {
      const before = this.many.size;
      return this.many.add(name).size > before;
    }
    if (this.few.includes(name)) return false;
    this.few.push(name);
    if (this.few.length > 16) this.many = new Set(this.few);
    return true;
  }
}

function refuseDepth(at: number, depth: number): void {
  if (depth > MAX_DEPTH) throw new Malformed(`more than ${MAX_DEPTH} levels of objects and lists`, at);
}

function unexpected(text: string, at: number, expected: string): Malformed {
  const found = text.codePointAt(at);
  return new Malformed(`expected ${expected}, found ${found === undefined ? "the end of the body" : place(String.fromCodePoint(found))}`, Math.min(at, text.length));
}

function join(path: string, name: string | number): string {
  return path === "" ? String(name) : `${path}.${name}`;
}

function place(text: string): string {
  return JSON.stringify(excerpt(text));
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const LETTER_T = 0x74;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
