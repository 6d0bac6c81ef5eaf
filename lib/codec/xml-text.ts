import { isRecord, listOf, Malformed } from "@/lib/codec/decoded";

/** Text as element content. CR is written as a reference, else a parser would read it as LF; what XML cannot hold becomes U+FFFD. */
export function escapeText(text: string): string {
  return UNSAFE_IN_TEXT.test(text) ? text.replace(EVERY_UNSAFE, referenceTo) : text;
}

/** Text as an attribute's value between double quotes. */
export function escapeAttribute(text: string): string {
  return text.replace(EVERY_UNSAFE_IN_ATTRIBUTE, referenceTo);
}

/**
 * Text with the five named and all numeric references replaced, each exactly once.
 * @param at  where `text` stands in the document
 * @throws Malformed for a bare `&`, a name XML does not define and a character XML does not allow
 */
export function decodeReferences(text: string, at: number): string {
  let start = text.indexOf("&");
  if (start === -1) return text;
  let decoded = "";
  let from = 0;
  for (; start !== -1; start = text.indexOf("&", from)) {
    const end = text.indexOf(";", start);
    const name = end === -1 || end - start > MAX_REFERENCE ? "" : text.slice(start + 1, end);
    const character = NAMED.get(name) ?? (REFERENCE.test(name) ? characterOf(name) : undefined);
    if (character === undefined) throw badReference(name, at + start);
    decoded += text.slice(from, start) + character;
    from = end + 1;
  }
  return decoded + text.slice(from);
}

/**
 * The dotted paths of all text in a value that XML 1.0 cannot hold: control characters but tab, LF and CR, lone surrogates,
 * U+FFFE and U+FFFF. A member's name counts as text where it becomes an attribute, so it is judged too.
 * The path of a value that is itself a text is "".
 */
export function unfitForXml(value: unknown): string[] {
  const paths: string[] = [];
  collectUnfit(value, "", paths);
  return paths;
}

/** Where in a text the first character stands that XML 1.0 cannot hold, -1 if it can hold all. */
export function unfitAt(text: string): number {
  return text.search(UNFIT);
}

function collectUnfit(value: unknown, path: string, paths: string[]): void {
  if (typeof value === "string") {
    if (UNFIT.test(value)) paths.push(path);
    return;
  }
  const entries = listOf(value);
  if (entries) return entries.forEach((entry, index) => collectUnfit(entry, path === "" ? `${index}` : `${path}.${index}`, paths));
  if (!isRecord(value)) return;
  for (const name of Object.keys(value)) {
    const inner = path === "" ? name : `${path}.${name}`;
    if (UNFIT.test(name)) paths.push(inner);
    else collectUnfit(value[name], inner, paths);
  }
}

function badReference(name: string, at: number): Malformed {
  if (!REFERENCE.test(name)) return new Malformed('"&" must be written &amp; where it begins no reference', at);
  const why = name.startsWith("#") ? "names no character XML allows" : "is not defined, write the character itself";
  return new Malformed(`the reference &${name}; ${why}`, at);
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return undefined;
  const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (code > 0x10ffff) return undefined;
  const character = String.fromCodePoint(code);
  return UNFIT.test(character) ? undefined : character;
}

function referenceTo(character: string): string {
  return WRITTEN.get(character) ?? "\ufffd";
}

const NAMED: ReadonlyMap<string, string> = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"]]);
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"], ["\r", "&#13;"], ["\n", "&#10;"], ["\t", "&#9;"],
]);
const REFERENCE = /^(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][\w.-]*)$/;
const MAX_REFERENCE = 32;
/* eslint-disable no-control-regex -- control characters are what these look for */
const UNFIT = /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/u;
const UNSAFE_IN_TEXT = /[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const EVERY_UNSAFE = /[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const EVERY_UNSAFE_IN_ATTRIBUTE = /[&<>"\x00-\x1f\ufffe\uffff]/g;
/* eslint-enable no-control-regex */
