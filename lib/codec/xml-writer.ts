import { isRecord, listOf } from "@/lib/codec/decoded";
import { elementName, isPlainName } from "@/lib/codec/names";
import { itemNameOf, type ArrayShape, type MapShape, type ObjectShape, type Shape, type UnionShape } from "@/lib/codec/shape";
import { matchingOption } from "@/lib/codec/shape-match";
import { escapeAttribute, escapeText } from "@/lib/codec/xml-text";

/**
 * Compiles a shape into a function that writes values of it as XML documents (text, to be sent as UTF-8).
 * Members appear in the schema's order; absent ones are absent, null is `xsi:nil="true"`, a member the closed shape does not name
 * is not written. Text that XML cannot hold is replaced by U+FFFD rather than spoiling a whole feed; see `unfitForXml`.
 * Compile once, at start: an unusable member name is thrown here.
 * @param rootName  the resource in camelCase, singular, or plural for a list
 * @throws RangeError when a member's name cannot be an element
 */
export function xmlWriter(shape: Shape, rootName: string): (value: unknown) => string {
  const write = elementWriter(elementName(rootName), contentWriter(shape, rootName, new Map()), NAMESPACE);
  return (value) => DECLARATION + write(value);
}

/**
 * Compiles a writer of lists, one entry at a time into UTF-8: many short texts are put together and encoded in about four fifths
 * of the time that one of 250 kB takes.
 * @param listName, itemName  in camelCase, of the root and of each entry
 * @returns the document's bytes, the same that `xmlWriter` would give as text
 */
export function xmlListWriter(item: Shape, listName: string, itemName: string): (entries: readonly unknown[]) => Uint8Array<ArrayBuffer> {
  const root = elementName(listName);
  const head = Buffer.from(`${DECLARATION}<${root}${NAMESPACE}>`);
  const foot = Buffer.from(`</${root}>`);
  const write = elementWriter(elementName(itemName), contentWriter(item, itemName, new Map()));
  return (entries) => Buffer.concat([head, ...entries.map((entry) => Buffer.from(write(entry ?? null))), foot]);
}

/** Writes what stands between an element's tags, for a value that is neither null nor absent. */
type Write = (value: unknown) => string;
/** By shape and then by the name it stands under: a recursive schema comes back to where it was. */
type Compiled = Map<Shape, Map<string, { write: Write }>>;

function contentWriter(shape: Shape, container: string, compiled: Compiled): Write {
  const byName = compiled.get(shape) ?? new Map<string, { write: Write }>();
  compiled.set(shape, byName);
  const known = byName.get(container);
  if (known) return (value) => known.write(value);
  const entry = { write: writeAny };
  byName.set(container, entry);
  entry.write = compile(shape, container, compiled);
  return entry.write;
}

function compile(shape: Shape, container: string, compiled: Compiled): Write {
  switch (shape.kind) {
    case "object":
      return objectWriter(shape, compiled);
    case "array":
      return arrayWriter(shape, container, compiled);
    case "map":
      return mapWriter(shape, container, compiled);
    case "union":
      return unionWriter(shape, container, compiled);
    default:
      return writeAny;
  }
}

function objectWriter(shape: ObjectShape, compiled: Compiled): Write {
  const names = Object.keys(shape.members);
  const writers = Object.entries(shape.members).map(([name, member]) => elementWriter(elementName(name), contentWriter(member.shape, name, compiled)));
  const writeRest = shape.open ? contentWriter(shape.rest, ITEM, compiled) : undefined;
  return (value) => {
    if (!isRecord(value)) return writeAny(value);
    let text = "";
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? "";
      const member = value[name];
      if (member !== undefined) text += writers[index]?.(member) ?? "";
    }
    if (!writeRest) return text;
    for (const name of Object.keys(value)) if (!Object.hasOwn(shape.members, name)) text += writeNamed(name, value[name], writeRest);
    return text;
  };
}

function arrayWriter(shape: ArrayShape, container: string, compiled: Compiled): Write {
  const item = itemNameOf(shape, container);
  const writeItem = elementWriter(elementName(item), contentWriter(shape.item, item, compiled));
  return (value) => {
    const entries = listOf(value);
    if (!entries) return writeAny(value);
    let text = "";
    for (const entry of entries) text += writeItem(entry ?? null);
    return text;
  };
}

function mapWriter(shape: MapShape, container: string, compiled: Compiled): Write {
  const writeValue = contentWriter(shape.value, container, compiled);
  return (value) => {
    if (!isRecord(value)) return writeAny(value);
    let text = "";
    for (const key of Object.keys(value)) text += writeEntry(key, value[key], writeValue);
    return text;
  };
}

function unionWriter(shape: UnionShape, container: string, compiled: Compiled): Write {
  const writers = new Map(shape.options.map((option) => [option, contentWriter(option, container, compiled)]));
  return (value) => {
    const option = typeof value === "object" ? matchingOption(value, shape.options) : undefined;
    return ((option && writers.get(option)) ?? writeAny)(value);
  };
}

/** Text, numbers and booleans as they are, and whatever no schema describes as well as it can be told. */
function writeAny(value: unknown): string {
  if (typeof value === "string") return escapeText(value);
  const entries = listOf(value);
  if (entries) return entries.map((entry) => writeItemOfAny(entry ?? null)).join("");
  if (!isRecord(value)) return String(value);
  return Object.keys(value).map((name) => writeNamed(name, value[name], writeAny)).join("");
}

function writeItemOfAny(value: unknown): string {
  return value === null ? `<${ITEM} ${NIL}/>` : `<${ITEM}>${writeAny(value)}</${ITEM}>`;
}

/** A member under a name from outside the schema: an element where the name allows it, else an entry that carries it. */
function writeNamed(name: string, value: unknown, write: Write): string {
  if (value === undefined) return "";
  if (!isPlainName(name)) return writeEntry(name, value, write);
  const element = elementName(name);
  return value === null ? `<${element} ${NIL}/>` : `<${element}>${write(value)}</${element}>`;
}

function writeEntry(key: string, value: unknown, write: Write): string {
  if (value === undefined) return "";
  const name = escapeAttribute(key);
  return value === null ? `<entry key="${name}" ${NIL}/>` : `<entry key="${name}">${write(value)}</entry>`;
}

function elementWriter(element: string, write: Write, attributes = ""): Write {
  const open = `<${element}${attributes}>`;
  const close = `</${element}>`;
  const nil = `<${element}${attributes} ${NIL}/>`;
  return (value) => (value === null ? nil : open + write(value) + close);
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const NIL = 'xsi:nil="true"';
const ITEM = "item";
