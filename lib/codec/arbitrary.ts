import fc from "fast-check";
import { setMember } from "@/lib/codec/decoded";
import type { ArrayShape, MapShape, ObjectShape, ScalarShape, Shape, UnionShape } from "@/lib/codec/shape";

/**
 * Generator of the values of a shape, for tests: hostile text, every optional member now and then absent, every nullable one now
 * and then null. It leaves out what XML cannot tell apart (see `decodeXml`): in a union an empty object, an empty text beside
 * a list, and a number or boolean beside text; and numbers beyond the safe integers, which no decoder takes.
 * @param depth  how deep a recursive shape may go on
 */
export function arbitraryOf(shape: Shape, depth = 4): fc.Arbitrary<unknown> {
  const plain = arbitraryValue(shape, depth);
  return shape.nullable ? fc.option(plain, { freq: 4 }) : plain;
}

/** Text as it is found in the wild and where codecs break: all of it fits XML 1.0. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "", " ", "\n", "\t", "\r", "\r\n", "007", "1e3", "0x1F", "-0", "true", "null", "undefined", "NaN", " blanks at both ends ", "]]>", "<![CDATA[", "<!--", "-->", "<?xml?>",
    "&amp;", "&amp;amp;", "&#13;", "&#x41;", "&lt;a&gt;", "<a>", "</a>", "\"'\"", "\\u0041", "\\", "{}", "[]", "__proto__", "constructor", "#text", "a\u0085b\u2028c\u2029", "\u00a0", "\ufeffmark",
    "😀", "𠮷野家", "👩‍👩‍👧", "مرحبا", "e\u0301", "İ", "\u007f", "\ud7ff\ue000\ufffd", "\u{10ffff}",
  ),
  fc.string({ unit: "binary", maxLength: 12 }).map((text) => text.replace(UNFIT, "")),
  fc.string({ unit: fc.constantFrom("<", ">", "&", ";", "]", "\r", "\n", " ", "\"", "'", "#", "a", "1", "-", "!", "é", "😀"), maxLength: 10 }),
);

function arbitraryValue(shape: Shape, depth: number): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "object":
      return arbitraryObject(shape, depth);
    case "array":
      return arbitraryArray(shape, depth);
    case "map":
      return arbitraryMap(shape, depth);
    case "union":
      return arbitraryUnion(shape, depth);
    case "any":
      return hostileText;
    default:
      return shape.enum ? fc.constantFrom(...shape.enum) : arbitraryScalar(shape);
  }
}

function arbitraryScalar(shape: ScalarShape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "string":
      return hostileText;
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -9, max: 9 }));
    case "number":
      return fc.oneof(fc.double({ noNaN: true, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }), fc.constantFrom(0.1, 19.99, 1e-7)).map((value) => value + 0);
  }
}

function arbitraryObject(shape: ObjectShape, depth: number): fc.Arbitrary<unknown> {
  const members = Object.entries(shape.members).map(([name, { shape: inner, required }]) => {
    const value = depth > 0 ? arbitraryOf(inner, depth - 1) : smallest(inner);
    return (required ? value : fc.option(value, { nil: undefined, freq: 3 })).map((made) => [name, made] as const);
  });
  const rest = shape.open && depth > 0 ? fc.array(fc.tuple(anyName, arbitraryOf(shape.rest, depth - 1)), { maxLength: 3 }) : fc.constant([]);
  return fc.tuple(fc.tuple(...members), rest).map(([named, others]) => recordOf([...named, ...others.filter(([name]) => !Object.hasOwn(shape.members, name))]));
}

function arbitraryArray(shape: ArrayShape, depth: number): fc.Arbitrary<unknown> {
  return depth > 0 ? fc.array(arbitraryOf(shape.item, depth - 1), { maxLength: 3 }) : fc.constant([]);
}

function arbitraryMap(shape: MapShape, depth: number): fc.Arbitrary<unknown> {
  return depth > 0 ? fc.array(fc.tuple(anyName, arbitraryOf(shape.value, depth - 1)), { maxLength: 3 }).map(recordOf) : fc.constant({});
}

function arbitraryUnion(shape: UnionShape, depth: number): fc.Arbitrary<unknown> {
  const hasArray = shape.options.some((option) => option.kind === "array");
  const hasText = shape.options.some((option) => option.kind === "string");
  const options = shape.options.filter((option) => !hasText || option.kind === "string" || !SCALARS.has(option.kind));
  return fc.oneof(...options.map((option) => arbitraryValue(option, depth))).filter((value) => {
    if (value === "") return !hasArray;
    return typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length > 0;
  });
}

/** Ends a recursive shape: null or an empty list where that is allowed. */
function smallest(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.nullable) return fc.constant(null);
  return shape.kind === "any" ? hostileText : arbitraryValue(shape, 0);
}

/** Members in order; of a name that comes twice the last counts, an absent value leaves none. */
function recordOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [name, value] of entries) if (value !== undefined) setMember(record, name, value);
  return record;
}

const anyName = fc.oneof(hostileText, fc.constantFrom("entry", "item", "__proto__", "constructor", "toString", "a-b", "Upper", "plainName", "1", "über"));
const SCALARS: ReadonlySet<Shape["kind"]> = new Set(["string", "integer", "number", "boolean"]);
// eslint-disable-next-line no-control-regex -- what XML 1.0 cannot hold is what must go
const UNFIT = /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu;
