import { excerpt, Malformed } from "@/lib/codec/decoded";
import { MAX_DEPTH, MAX_VALUES } from "@/lib/codec/json-scan";
import { decodeReferences, unfitAt } from "@/lib/codec/xml-text";

const MAX_ATTRIBUTES = 16;

/** A document's bare tags, with the place of its text in `texts` where text stood: all the parser has to know. */
export type Skeleton = { tags: string; texts: readonly string[] };

/**
 * Reads an XML document from end to end and throws `Malformed` at the first fault. The parser behind it is lenient
 * (it takes `<a<a<a`, a bare `&`, two roots), so well-formedness is decided here, and so are the caps: 64 levels,
 * 100,000 elements, 16 attributes an element. A DOCTYPE is refused wherever it stands, and with it every entity of one's own.
 * Text is taken out, references decoded: the parser goes letter by letter, and so its work is bounded by the cap on elements.
 * @param text  the document with LF for line ends
 */
export function checkXml(text: string): Skeleton {
  const unfit = unfitAt(text);
  if (unfit !== -1) throw new Malformed("a character that XML does not allow", unfit);
  const tags: string[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  let elements = 0;
  let run: string[] = [];
  let at = skipDeclaration(text);
  for (;;) {
    const tag = text.indexOf("<", at);
    const piece = text.slice(at, tag === -1 ? text.length : tag);
    if (piece !== "") run.push(checkText(piece, at, open, elements));
    if (tag === -1) break;
    const next = text[tag + 1];
    if (next === "?") {
      at = skipInstruction(text, tag);
      continue;
    }
    if (text.startsWith("<!--", tag)) {
      at = skipComment(text, tag);
      continue;
    }
    if (next === "!") {
      at = skipCdata(text, tag, open);
      run.push(text.slice(tag + CDATA_START.length, at - CDATA_END.length));
      continue;
    }
    if (run.length > 0) {
      if (open.length > 0) tags.push(String(texts.push(run.join("")) - 1));
      run = [];
    }
    if (next === "/") {
      at = checkClosingTag(text, tag, open, tags);
      continue;
    }
    if (open.length === 0 && elements > 0) throw new Malformed("a second root element", tag);
    elements += 1;
    if (elements > MAX_VALUES) throw new Malformed(`more than ${MAX_VALUES.toLocaleString("en-GB")} elements`, tag);
    at = checkOpeningTag(text, tag, open, tags);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new Malformed(`<${excerpt(unclosed)}> is not closed`, text.length);
  if (elements === 0) throw new Malformed("there is no element", text.length);
  return { tags: tags.join(""), texts };
}

function skipDeclaration(text: string): number {
  if (!/^<\?xml\s/.test(text)) return 0;
  const declaration = DECLARATION.exec(text);
  if (!declaration) throw new Malformed('the XML declaration must read <?xml version="1.0" encoding="UTF-8"?>', 0);
  const encoding = declaration[3] ?? "UTF-8";
  if (!/^(?:utf-?8|us-ascii)$/i.test(encoding)) throw new Malformed(`the encoding must be UTF-8, got ${excerpt(encoding)}`, 0);
  return declaration[0].length;
}

/** @returns the text with its references decoded */
function checkText(text: string, at: number, open: readonly string[], elements: number): string {
  if (open.length === 0) {
    const offset = text.search(/[^ \t\n]/);
    if (offset === -1) return "";
    throw new Malformed(elements === 0 ? "expected the root element, found text" : "text after the root element", at + offset);
  }
  const end = text.indexOf("]]>");
  if (end !== -1) throw new Malformed('"]]>" in text must be written ]]&gt;', at + end);
  return decodeReferences(text, at);
}

function skipInstruction(text: string, start: number): number {
  const target = matchAt(NAME, text, start + 2)?.[0];
  if (target === undefined) throw new Malformed("a processing instruction without a name", start);
  if (target.toLowerCase() === "xml") throw new Malformed("the XML declaration may stand only at the very beginning", start);
  const end = text.indexOf("?>", start + 2 + target.length);
  if (end === -1) throw new Malformed("a processing instruction is not closed", start);
  const next = start + 2 + target.length;
  if (next !== end && !/[ \t\n]/.test(text.charAt(next))) throw new Malformed("a blank must follow the name of a processing instruction", next);
  return end + 2;
}

function skipComment(text: string, start: number): number {
  const end = text.indexOf("--", start + 4);
  if (end === -1) throw new Malformed("a comment is not closed", start);
  if (text[end + 2] !== ">") throw new Malformed('"--" inside a comment', end);
  return end + 3;
}

function skipCdata(text: string, start: number, open: readonly string[]): number {
  if (/^<!doctype/i.test(text.slice(start, start + 9))) throw new Malformed("a DOCTYPE is not accepted", start);
  if (!text.startsWith(CDATA_START, start)) throw new Malformed('"<!" begins neither a comment nor a CDATA section', start);
  if (open.length === 0) throw new Malformed("text outside the root element", start);
  const end = text.indexOf(CDATA_END, start + CDATA_START.length);
  if (end === -1) throw new Malformed("a CDATA section is not closed", start);
  return end + CDATA_END.length;
}

function checkClosingTag(text: string, start: number, open: string[], tags: string[]): number {
  const match = matchAt(CLOSING, text, start);
  const name = match?.[1];
  if (!match || name === undefined) throw new Malformed("a closing tag must read </name>", start);
  const expected = open.pop();
  if (expected === undefined) throw new Malformed(`</${excerpt(name)}> closes nothing`, start);
  if (expected !== name) throw new Malformed(`</${excerpt(name)}> where </${excerpt(expected)}> was expected`, start);
  tags.push(`</${name}>`);
  return start + match[0].length;
}

function checkOpeningTag(text: string, start: number, open: string[], tags: string[]): number {
  const name = matchAt(NAME, text, start + 1)?.[0];
  if (name === undefined) throw new Malformed('"<" must be written &lt; where it begins no tag', start);
  if (open.length >= MAX_DEPTH) throw new Malformed(`more than ${MAX_DEPTH} levels of elements`, start);
  const names: string[] = [];
  tags.push(`<${name}`);
  let at = start + 1 + name.length;
  for (;;) {
    const end = matchAt(TAG_END, text, at);
    if (end) {
      if (end[1] === "") open.push(name);
      tags.push(end[1] === "" ? ">" : "/>");
      return at + end[0].length;
    }
    const attribute = matchAt(ATTRIBUTE, text, at);
    const attributeName = attribute?.[1];
    if (!attribute || attributeName === undefined) throw new Malformed(`the tag <${excerpt(name)}> is not written as name="value" pairs and closed by ">"`, at);
    if (names.includes(attributeName)) throw new Malformed(`attribute ${excerpt(attributeName)} appears twice in <${excerpt(name)}>`, at);
    if (names.push(attributeName) > MAX_ATTRIBUTES) throw new Malformed(`more than ${MAX_ATTRIBUTES} attributes in <${excerpt(name)}>`, at);
    decodeReferences(attribute[0], at);
    if (MEANINGFUL.test(attributeName)) tags.push(` ${attribute[0].trim()}`);
    at += attribute[0].length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Names of XML 1.0, fifth edition, with at most one colon (Namespaces in XML). */
const START = "A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}";
const PART = `[${START}][${START}.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040-]*`;
const QNAME = `${PART}(?::${PART})?`;
const NAME = new RegExp(QNAME, "uy");
const CLOSING = new RegExp(`</(${QNAME})[ \\t\\n]*>`, "uy");
const ATTRIBUTE = new RegExp(`[ \\t\\n]+(${QNAME})[ \\t\\n]*=[ \\t\\n]*(?:"[^<"]*"|'[^<']*')`, "uy");
/** The attributes a reader looks at, `nil` and `key`; the others are well-formed and that is all. */
const MEANINGFUL = /^(?:.+:)?(?:nil|key)$/;
const CDATA_START = "<![CDATA[";
const CDATA_END = "]]>";
const TAG_END = /[ \t\n]*(\/?)>/y;
const DECLARATION = /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(?:\s+encoding\s*=\s*(["'])([A-Za-z][\w.-]*)\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>/;
