import { XMLParser } from "fast-xml-parser";
import { decoding, isRecord, listOf, type Decoded } from "@/lib/codec/decoded";
import { elementName } from "@/lib/codec/names";
import type { Shape } from "@/lib/codec/shape";
import { checkXml, type Skeleton } from "@/lib/codec/xml-check";
import { readRoot, type XmlElement } from "@/lib/codec/xml-reader";
import { decodeReferences } from "@/lib/codec/xml-text";

export { xmlListWriter, xmlWriter } from "@/lib/codec/xml-writer";

/**
 * The value of an XML body: what JSON would have given, as far as the shape knows it.
 * Refused is what is malformed: bytes that are no UTF-8 (an encoding declaration says UTF-8 or nothing), documents that are not
 * well-formed, a DOCTYPE, another root, an element twice in one object, text between elements, and integers no number can hold exactly.
 * Everything else is left to the schema: a leaf that is not what it should be stays the text it was, and an element the shape
 * does not know becomes text, an object or a list, so that the caller can name it.
 * - namespace prefixes of elements are dropped; of attributes only `nil` (under any prefix) and an entry's `key` mean something;
 * - blanks around the elements of an object or a list do not count; text is never trimmed;
 * - an empty element is an empty list, text or object, in this order of what its shape allows.
 * @param rootName  the resource in camelCase, singular, or plural for a list
 */
export function decodeXml(bytes: Uint8Array, shape: Shape, rootName: string): Decoded {
  return decoding("XML", bytes, (text) => {
    const skeleton = checkXml(text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);
    return readRoot(parse(skeleton), shape, elementName(rootName));
  });
}

/** Nothing is guessed here: what text means is decided by the shape, once. */
function parse(skeleton: Skeleton): XmlElement {
  const tree: unknown = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    transformAttributeName: marked,
    transformTagName: marked,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    jPath: false,
  }).parse(skeleton.tags);
  const root = contentOf(tree, skeleton.texts).children[0];
  if (!root) throw new Error("the XML parser lost the root element of a well-formed document");
  return root;
}

/** A mark before every name from outside keeps the parser from taking `constructor` or `#text` for something of its own. */
function marked(name: string): string {
  return name.startsWith(MARK) ? name : MARK + name;
}

function contentOf(tree: unknown, texts: readonly string[]): Pick<XmlElement, "text" | "children"> {
  const children: XmlElement[] = [];
  let text = "";
  for (const node of listOf(tree) ?? []) {
    if (!isRecord(node)) continue;
    for (const key in node) {
      if (key === TEXT) text += texts[Number(node[key])] ?? "";
      else if (key !== ATTRIBUTES) children.push({ name: localName(key), ...attributesOf(node[ATTRIBUTES]), ...contentOf(node[key], texts) });
    }
  }
  return { text, children };
}

function attributesOf(attributes: unknown): Pick<XmlElement, "nil" | "key"> {
  const found: Pick<XmlElement, "nil" | "key"> = {};
  if (!isRecord(attributes)) return found;
  for (const [name, value] of Object.entries(attributes)) {
    const local = localName(name);
    if (local !== "nil" && local !== "key") continue;
    found[local] = decodeReferences(String(value).replace(/[\t\n]/g, " "), 0);
  }
  return found;
}

function localName(marked: string): string {
  return marked.slice(Math.max(marked.indexOf(":"), 0) + 1);
}

const MARK = ".";
const TEXT = "#text";
const ATTRIBUTES = ":@";
