/** What the sandbox's engine knows of the language beyond ES2023, as the text of a `.d.ts`. */
export const newerLanguage = `
interface ObjectConstructor {
  /** The items by what the callback says of each. */
  groupBy<K extends PropertyKey, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Partial<Record<K, T[]>>;
}
interface MapConstructor {
  /** The items by what the callback says of each, which may be any value. */
  groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]>;
}
interface PromiseConstructor {
  /** Calls the callback at once; what it throws rejects the promise. */
  try<T, U extends unknown[]>(callback: (...values: U) => T | PromiseLike<T>, ...values: U): Promise<Awaited<T>>;
  /** A promise, and what settles it. */
  withResolvers<T>(): { promise: Promise<T>; resolve: (value: T | PromiseLike<T>) => void; reject: (reason?: any) => void };
}
interface SetLike<T> {
  keys(): Iterator<T>;
  has(value: T): boolean;
  readonly size: number;
}
interface Set<T> {
  union<U>(other: SetLike<U>): Set<T | U>;
  intersection<U>(other: SetLike<U>): Set<T & U>;
  difference<U>(other: SetLike<U>): Set<T>;
  symmetricDifference<U>(other: SetLike<U>): Set<T | U>;
  isSubsetOf(other: SetLike<unknown>): boolean;
  isSupersetOf(other: SetLike<unknown>): boolean;
  isDisjointFrom(other: SetLike<unknown>): boolean;
}
interface IteratorObject<T, TReturn, TNext> {
  map<U>(callback: (value: T, index: number) => U): IteratorObject<U, undefined, unknown>;
  filter<S extends T>(callback: (value: T, index: number) => value is S): IteratorObject<S, undefined, unknown>;
  filter(callback: (value: T, index: number) => unknown): IteratorObject<T, undefined, unknown>;
  take(limit: number): IteratorObject<T, undefined, unknown>;
  drop(count: number): IteratorObject<T, undefined, unknown>;
  flatMap<U>(callback: (value: T, index: number) => Iterator<U, unknown, undefined> | Iterable<U, unknown, undefined>): IteratorObject<U, undefined, unknown>;
  reduce(callback: (previous: T, value: T, index: number) => T): T;
  reduce<U>(callback: (previous: U, value: T, index: number) => U, initial: U): U;
  toArray(): T[];
  forEach(callback: (value: T, index: number) => void): void;
  some(callback: (value: T, index: number) => unknown): boolean;
  every(callback: (value: T, index: number) => unknown): boolean;
  find<S extends T>(callback: (value: T, index: number) => value is S): S | undefined;
  find(callback: (value: T, index: number) => unknown): T | undefined;
}
declare var Iterator: {
  readonly prototype: IteratorObject<any, any, any>;
  /** Gives map, filter and their like to what can only be walked. */
  from<T>(values: Iterator<T, unknown, undefined> | Iterable<T, unknown, undefined>): IteratorObject<T, undefined, unknown>;
};
interface String {
  /** Whether it holds no half of a surrogate pair. */
  isWellFormed(): boolean;
  /** The text with halves of surrogate pairs replaced. */
  toWellFormed(): string;
}
interface RegExpConstructor {
  /** The text as an expression that matches just this text. */
  escape(text: string): string;
}
interface RegExp {
  readonly unicodeSets: boolean;
}
interface ArrayBufferConstructor {
  new (byteLength: number, options?: { maxByteLength?: number }): ArrayBuffer;
}
interface ArrayBuffer {
  readonly maxByteLength: number;
  readonly resizable: boolean;
  readonly detached: boolean;
  resize(byteLength: number): void;
  transfer(byteLength?: number): ArrayBuffer;
  transferToFixedLength(byteLength?: number): ArrayBuffer;
}
`;

/**
 * A file of TypeScript's own about the language, without what the sandbox's engine does not have: `Intl`, shared memory, and what an
 * expression last found. Numbers and dates are written in one way only, so that who asks for a place or a style is told.
 */
export function languageInSandbox(library: string): string {
  return library
    .replaceAll(/^declare var (?:SharedArrayBuffer|Atomics): .*\n/gm, "")
    .replaceAll(/^declare namespace Intl \{\n[^]*?^\}\n/gm, (types) => types.replaceAll(/^ {4}(?:var|const|function) (?:.*\{\n(?:.*\n)*? {4}\};?|.*;)\n/gm, ""))
    .replaceAll(/^ +\w+\((?:that: string, )?locales\??: .*, options\?: .*\): (?:string|number);\n/gm, "")
    .replaceAll(/^ {4}\/\*\* @deprecated A legacy feature for browser compatibility \*\/\n {4}".*": string;\n/gm, "");
}
