import { excerpt } from "@/lib/codec/decoded";
import type { ScalarShape, Shape } from "@/lib/codec/shape";

/** A typed value, or the code (as in `errors[].error`) and the sentence that say why the text is none. */
export type FromText = { ok: true; value: unknown } | { ok: false; error: "invalid_type" | "invalid_value" | "too_big"; description: string };

/**
 * The typed value that untyped text means under a shape. XML leaves, query strings and path parameters share it.
 * - text stays as it is, to the last blank;
 * - integers and numbers are decimal, blanks around them do not count, and a number that JavaScript cannot hold exactly is refused;
 * - booleans are `true` and `false` in any case, `1` and `0`;
 * - values of an enumeration are exact;
 * - of a union the text option wins where there is one (`007` stays `007`), then numbers before booleans (`1` is 1).
 */
export function fromText(shape: Shape, text: string): FromText {
  switch (shape.kind) {
    case "string":
    case "integer":
    case "number":
    case "boolean":
      return scalarFromText(shape, text);
    case "union":
      return unionFromText(shape.options, text);
    case "any":
      return { ok: true, value: text };
    default:
      return { ok: false, error: "invalid_type", description: `must be ${shape.kind === "array" ? "a list" : "an object"}, got text` };
  }
}

/**
 * The typed value of a query parameter from every value it was sent with (`name` and `name[]` together, in order).
 * A list is comma-separated, its values trimmed; anything else that is repeated is joined and then judged as one text.
 * @returns value undefined when the parameter counts as absent: not sent, or empty
 */
export function fromQuery(shape: Shape, values: readonly string[]): FromText {
  const text = values.filter((value) => value !== "").join(",");
  if (text === "") return { ok: true, value: undefined };
  const list = shape.kind === "union" ? shape.options.find((option) => option.kind === "array") : shape;
  if (list?.kind !== "array") return fromText(shape, text);
  const entries: unknown[] = [];
  for (const part of text.split(",")) {
    const trimmed = part.trim();
    if (trimmed === "") continue;
    const entry = fromText(list.item, trimmed);
    if (!entry.ok) return entry;
    entries.push(entry.value);
  }
  return { ok: true, value: entries.length === 0 ? undefined : entries };
}

function scalarFromText(shape: ScalarShape, text: string): FromText {
  const read = shape.kind === "string" ? { ok: true as const, value: text } : readers[shape.kind](text.trim());
  if (read.ok && shape.enum && !shape.enum.includes(read.value)) {
    return { ok: false, error: "invalid_value", description: `must be one of ${shape.enum.map(String).join(", ")}, got ${quoted(text)}` };
  }
  return read;
}

function unionFromText(options: readonly Shape[], text: string): FromText {
  const results = UNION_ORDER.flatMap((kind) => options.filter((option) => option.kind === kind)).map((option) => fromText(option, text));
  return results.find((result) => result.ok) ?? results[0] ?? { ok: false, error: "invalid_type", description: "must be an object or a list, got text" };
}

function integerFromText(text: string): FromText {
  if (!INTEGER.test(text)) return { ok: false, error: "invalid_type", description: `must be an integer, got ${quoted(text)}` };
  const value = Number(text);
  if (!Number.isSafeInteger(value)) return unsafe(text);
  return { ok: true, value: value === 0 ? 0 : value };
}

function numberFromText(text: string): FromText {
  if (!NUMBER.test(text)) return { ok: false, error: "invalid_type", description: `must be a number, got ${quoted(text)}` };
  const value = Number(text);
  if (!Number.isFinite(value) || (INTEGER.test(text) && !Number.isSafeInteger(value))) return unsafe(text);
  return { ok: true, value: value === 0 ? 0 : value };
}

function booleanFromText(text: string): FromText {
  const value = BOOLEANS.get(text.toLowerCase());
  if (value === undefined) return { ok: false, error: "invalid_type", description: `must be true or false, got ${quoted(text)}` };
  return { ok: true, value };
}

function unsafe(text: string): FromText {
  return { ok: false, error: "too_big", description: `must lie between -(2^53 - 1) and 2^53 - 1 to be kept exactly, got ${quoted(text)}` };
}

function quoted(text: string): string {
  return text === "" ? "nothing" : `"${excerpt(text)}"`;
}

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([["true", true], ["1", true], ["false", false], ["0", false]]);
const UNION_ORDER: readonly Shape["kind"][] = ["string", "integer", "number", "boolean", "any"];
const readers = { integer: integerFromText, number: numberFromText, boolean: booleanFromText };
