/**
 * What the worker lends to the prelude: the one thing in scope that is not ours. Nothing of it is left to the author's code.
 * Texts marked json are JSON text, because a bare string would lose its NULs and lone surrogates on the way.
 */
declare const host: {
  /** Asks the door. @throws when the run has no such capability or no calls left */
  call(id: number, name: string, json: string): void;
  /** The answer of this call is of no interest any more. */
  abandon(id: number): void;
  log(level: string, json: string): void;
  /** Fires the timer of this id once. @throws when there are too many */
  wake(id: number, afterMs: number): void;
  letSleep(id: number): void;
  /** Lends a little memory, so that an exception for want of memory can still be told. */
  relieve(): void;
  finish(kind: "returned" | "threw", json: string): void;
  /** Pure functions on JSON values, see natives.ts. */
  text(name: string, json: string): string;
  encode(json: string): ArrayBuffer;
  /** @returns json, or undefined when the bytes are no text in that encoding */
  decode(bytes: ArrayBuffer, label: string, isFatal: boolean, keepsMark: boolean): string | undefined;
  toBase64(bytes: ArrayBuffer, encoding: string): string;
  fromBase64(text: string): ArrayBuffer;
  digest(algorithm: string, bytes: ArrayBuffer, key: ArrayBuffer | undefined): ArrayBuffer;
  random(length: number): ArrayBuffer;
};
