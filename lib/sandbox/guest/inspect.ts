import { Headers } from "./headers";
import { originOf } from "./origin";
import { URL } from "./url";
import { URLSearchParams } from "./url-search-params";

const depthMax = 4;
const entriesMax = 100;

/** A value as a person wants to read it in a log. Looks, but calls nothing of the value's own. */
export function inspect(value: unknown): string {
  return show(value, 0, []);
}

function show(value: unknown, depth: number, above: readonly object[]): string {
  if (typeof value === "string") return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "function") return `[Function: ${value.name || "anonymous"}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (above.includes(value)) return "[Circular]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return showError(value, depth, [...above, value]);
  if (depth > depthMax) return Array.isArray(value) ? "[Array]" : "[Object]";
  return showEntries(value, (inner) => show(inner, depth + 1, [...above, value]), "  ".repeat(depth));
}

function showError(error: Error, depth: number, above: readonly object[]): string {
  const members = Object.entries(error).filter(([name]) => name !== "stack");
  const origin = depth === 0 ? originOf(error) : "";
  const rest = members.length === 0 ? "" : ` ${show(Object.fromEntries(members), depth + 1, above)}`;
  return `${error.name}: ${error.message}${origin && `\n${origin}`}${rest}`;
}

function showEntries(value: object, inner: (value: unknown) => string, indent: string): string {
  if (Array.isArray(value)) return listed("[", "]", Array.from({ length: Math.min(value.length, entriesMax) }, (_, index) => (index in value ? inner(value[index]) : "<empty>")), value.length, indent);
  if (value instanceof Map) return listed(`Map(${value.size}) {`, "}", Array.from(first(value), ([key, entry]) => `${inner(key)} => ${inner(entry)}`), value.size, indent);
  if (value instanceof Set) return listed(`Set(${value.size}) {`, "}", Array.from(first(value), inner), value.size, indent);
  if (ArrayBuffer.isView(value) && "length" in value && typeof value.length === "number") return `${nameOf(value)}(${value.length})`;
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (value instanceof Promise) return "Promise";
  if (value instanceof URL) return `URL ${value.href}`;
  if (value instanceof Headers || value instanceof URLSearchParams) return listed(`${nameOf(value)} {`, "}", Array.from(first(value), ([key, entry]) => `${key}: ${inner(entry)}`), 1, indent);
  const keys = Object.keys(value);
  const name = nameOf(value);
  const shown = keys.slice(0, entriesMax).map((key) => `${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}: ${showMember(value, key, inner)}`);
  return listed(name === "Object" ? "{" : `${name} {`, "}", shown, keys.length, indent);
}

function showMember(value: object, key: string, inner: (value: unknown) => string): string {
  const member = Object.getOwnPropertyDescriptor(value, key);
  return member && "value" in member ? inner(member.value) : "[Getter]";
}

function nameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "[no prototype]";
  const made = typeof prototype === "object" ? Object.getOwnPropertyDescriptor(prototype, "constructor")?.value : undefined;
  return typeof made === "function" ? made.name : "Object";
}

function* first<T>(values: Iterable<T>): Generator<T> {
  let count = 0;
  for (const value of values) {
    if (count++ === entriesMax) return;
    yield value;
  }
}

function listed(open: string, close: string, shown: string[], count: number, indent: string): string {
  if (count === 0) return open + close;
  const all = count > shown.length ? [...shown, `… ${count - shown.length} more`] : shown;
  const padding = open.endsWith("{") ? " " : "";
  const line = `${open}${padding}${all.join(", ")}${padding}${close}`;
  if (line.length <= 100 && !line.includes("\n")) return line;
  return `${open}\n${all.map((entry) => `${indent}  ${entry}`).join(",\n")}\n${indent}${close}`;
}
