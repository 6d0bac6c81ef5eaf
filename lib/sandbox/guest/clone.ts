import { DOMException } from "./dom-exception";

/** A deep copy: plain objects, arrays, maps, sets, dates, expressions, buffers, errors; cycles stay cycles. */
export function structuredClone(value: unknown): unknown {
  return copy(value, new Map());
}

function copy(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw new DOMException(`a ${typeof value} cannot be cloned`, "DataCloneError");
  if (typeof value !== "object" || value === null) return value;
  if (copies.has(value)) return copies.get(value);
  const empty = emptyLike(value);
  copies.set(value, empty);
  fill(empty, value, (inner) => copy(inner, copies));
  return empty;
}

function emptyLike(value: object): object {
  if (Array.isArray(value)) return Array.from({ length: 0 });
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (value instanceof DataView) return new DataView(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
  if (ArrayBuffer.isView(value)) return copyArray(value);
  if (value instanceof Error) return Object.assign(Object.create(Object.getPrototypeOf(value)), { message: value.message, stack: value.stack });
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) throw new DOMException("this value cannot be cloned", "DataCloneError");
  return {};
}

function copyArray(value: ArrayBufferView): object {
  const made: unknown = Reflect.get(value, "slice");
  return typeof made === "function" ? made.call(value) : {};
}

function fill(target: object, source: object, inner: (value: unknown) => unknown): void {
  if (source instanceof Map && target instanceof Map) for (const [key, value] of source) target.set(inner(key), inner(value));
  else if (source instanceof Set && target instanceof Set) for (const value of source) target.add(inner(value));
  else if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return;
  else for (const [key, value] of Object.entries(source)) Object.defineProperty(target, key, { value: inner(value), configurable: true, enumerable: true, writable: true });
}
