import { excerpt, Malformed, setMember } from "@/lib/codec/decoded";
import { memberName, elementName } from "@/lib/codec/names";
import { itemNameOf, type ArrayShape, type MapShape, type ObjectShape, type Shape } from "@/lib/codec/shape";
import { bestOption } from "@/lib/codec/shape-match";
import { fromText } from "@/lib/codec/text";

/** An element as parsed: local name, text with references decoded, and the two attributes that mean something. */
export type XmlElement = { name: string; text: string; children: readonly XmlElement[]; nil?: string; key?: string };

/** The value of a document's root under a shape. @param rootElement the element's name, as it must be */
export function readRoot(root: XmlElement, shape: Shape, rootElement: string): unknown {
  if (root.name !== rootElement) throw new Malformed(`the root element must be <${rootElement}>, got <${excerpt(root.name)}>`);
  return readElement(root, shape, memberName(rootElement));
}

/** @param container  the member name the element stands for, from which a list takes the name of its entries */
function readElement(element: XmlElement, shape: Shape, container: string): unknown {
  if (isNil(element)) return null;
  if (element.children.length > 0 && !isBlank(element.text)) {
    throw new Malformed(`<${excerpt(element.name)}> holds both text and elements`);
  }
  const fitting = shape.kind === "union" ? optionFor(element, shape.options, container) : shape;
  switch (fitting.kind) {
    case "object":
      return hasOnlyText(element) ? element.text : readObject(element, fitting);
    case "array":
      return hasOnlyText(element) ? element.text : readArray(element, fitting, container);
    case "map":
      return hasOnlyText(element) ? element.text : readMap(element, fitting, container);
    case "any":
    case "union":
      return readUnknown(element);
    default:
      return element.children.length > 0 ? readUnknown(element) : readLeaf(element, shape);
  }
}

function readObject(element: XmlElement, shape: ObjectShape): unknown {
  const value: Record<string, unknown> = {};
  for (const child of element.children) {
    const name = nameOf(child);
    if (Object.hasOwn(value, name)) throw new Malformed(`<${excerpt(child.name)}> appears twice in <${excerpt(element.name)}>`);
    const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    setMember(value, name, readElement(child, member?.shape ?? shape.rest, name));
  }
  return value;
}

function readArray(element: XmlElement, shape: ArrayShape, container: string): unknown {
  const item = itemNameOf(shape, container);
  const itemElement = elementName(item);
  return element.children.map((child) => {
    if (child.name === itemElement) return readElement(child, shape.item, item);
    throw new Malformed(`<${excerpt(element.name)}> is a list of <${itemElement}> elements, got <${excerpt(child.name)}>`);
  });
}

function readMap(element: XmlElement, shape: MapShape, container: string): unknown {
  const value: Record<string, unknown> = {};
  for (const child of element.children) {
    if (child.name !== ENTRY || child.key === undefined) {
      throw new Malformed(`<${excerpt(element.name)}> is a map of <entry key="…"> elements, got <${excerpt(child.name)}>`);
    }
    if (Object.hasOwn(value, child.key)) throw new Malformed(`the entry ${JSON.stringify(excerpt(child.key))} appears twice in <${excerpt(element.name)}>`);
    setMember(value, child.key, readElement(child, shape.value, container));
  }
  return value;
}

/** Text that fits gets its type, text that does not stays text for the schema to refuse. */
function readLeaf(element: XmlElement, shape: Shape): unknown {
  const read = fromText(shape, element.text);
  if (read.ok) return read.value;
  // JSON refuses such a number before the schema sees it, since it would reach it altered; both formats must agree
  if (read.error === "too_big") throw new Malformed(`the number in <${excerpt(element.name)}> ${read.description}`);
  return element.text;
}

/** What no schema describes: text, or members, or a list where names repeat. */
function readUnknown(element: XmlElement): unknown {
  if (isNil(element)) return null;
  if (element.children.length === 0) return element.text;
  if (!isBlank(element.text)) throw new Malformed(`<${excerpt(element.name)}> holds both text and elements`);
  const names = new Set(element.children.map(nameOf));
  if (names.size < element.children.length || (names.size === 1 && names.has(ITEM))) return element.children.map(readUnknown);
  const value: Record<string, unknown> = {};
  for (const child of element.children) setMember(value, nameOf(child), readUnknown(child));
  return value;
}

/**
 * The option an element was written for: by its children where it has some, else a list, a text, an object, in this order
 * for an empty one and a text first for one with text.
 */
function optionFor(element: XmlElement, options: readonly Shape[], container: string): Shape {
  const scalar = options.find((option) => SCALARS.has(option.kind));
  const array = options.find((option): option is ArrayShape => option.kind === "array");
  const map = options.find((option) => option.kind === "map");
  const objects = options.filter((option): option is ObjectShape => option.kind === "object");
  const any: Shape = options.find((option) => option.kind === "any") ?? { kind: "any", nullable: true };
  if (element.children.length === 0) {
    const preferred = element.text === "" ? [array, scalar, objects[0], map] : isBlank(element.text) ? [scalar, array, objects[0], map] : [scalar];
    return preferred.find((option) => option !== undefined) ?? any;
  }
  if (map && element.children.every((child) => child.name === ENTRY && child.key !== undefined)) return map;
  if (array) {
    const itemElement = elementName(itemNameOf(array, container));
    if (objects.length === 0 || element.children.every((child) => child.name === itemElement)) return array;
  }
  const texts = Object.fromEntries(element.children.map((child) => [nameOf(child), child.text]));
  return bestOption(texts, objects) ?? map ?? any;
}

/** An entry of an open object whose name is no element name carries it as `key`. */
function nameOf(element: XmlElement): string {
  return element.name === ENTRY && element.key !== undefined ? element.key : memberName(element.name);
}

function hasOnlyText(element: XmlElement): boolean {
  return element.children.length === 0 && !isBlank(element.text);
}

function isNil(element: XmlElement): boolean {
  if (element.nil === undefined) return false;
  const read = fromText({ kind: "boolean", nullable: false }, element.nil);
  if (!read.ok) throw new Malformed(`nil in <${excerpt(element.name)}> ${read.description}`);
  if (read.value === true && (element.children.length > 0 || !isBlank(element.text))) throw new Malformed(`<${excerpt(element.name)}> is nil and yet holds something`);
  return read.value === true;
}

function isBlank(text: string): boolean {
  return text === "" || !/[^ \t\n\r]/.test(text);
}

const ENTRY = "entry";
const ITEM = "item";
const SCALARS: ReadonlySet<Shape["kind"]> = new Set(["string", "integer", "number", "boolean"]);
