import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { valuesMax } from "./limits";

/**
 * What the prelude needs a library for and no permission: pure functions that run in the worker, beside the guest.
 * JSON values in and out; the arguments come from the guest and may be anything.
 */
export const textNatives: Readonly<Record<string, (argument: unknown) => unknown>> = {
  uuid: () => randomUUID(),
  encoding: (label) => orNothing(() => new TextDecoder(String(label)).encoding),
  btoa: (text) => orNothing(() => btoa(String(text))),
  atob: (text) => orNothing(() => atob(String(text))),
  "url.parse": (argument) => orNothing(() => partsOf(new URL(...twoTexts(argument)))),
  "url.set": (argument) => orNothing(() => changed(argument)),
  "query.parse": (text) => pairsOf(String(text)),
  "query.build": (pairs) => new URLSearchParams(Array.isArray(pairs) ? pairs : []).toString(),
};

/** @returns undefined when the bytes are no text in that encoding */
export function decodeBytes(bytes: Uint8Array, label: string, options: { fatal: boolean; ignoreBOM: boolean }): string | undefined {
  return orNothing(() => new TextDecoder(label, options).decode(bytes)) ?? undefined;
}

/** @param algorithm already checked by the prelude; others are refused by the list here all the same */
export function digest(algorithm: string, bytes: Uint8Array, key?: Uint8Array): Buffer {
  if (!/^sha(1|256|384|512)$/.test(algorithm)) throw new TypeError(`there is no algorithm ${algorithm}`);
  return (key ? createHmac(algorithm, key) : createHash(algorithm)).update(bytes).digest();
}

export function random(length: number): Buffer {
  if (!Number.isInteger(length) || length < 0 || length > 65_536) throw new RangeError("between 0 and 65536 bytes");
  return randomBytes(length);
}

/** @returns null for what the platform refuses with an exception */
function orNothing<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function pairsOf(query: string): [name: string, value: string][] {
  if (query.split("&", valuesMax + 1).length > valuesMax) throw new RangeError(`a query may have ${valuesMax} names at most`);
  return [...new URLSearchParams(query)];
}

function twoTexts(argument: unknown): [string, string?] {
  const [url, base] = Array.isArray(argument) ? argument : [];
  return base === undefined ? [String(url)] : [String(url), String(base)];
}

function partsOf(url: URL): Record<string, string> {
  const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } = url;
  return { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash };
}

function changed(argument: unknown): Record<string, string> {
  const [href, name, value] = Array.isArray(argument) ? argument : [];
  const url = new URL(String(href));
  if (!settable.has(String(name))) throw new TypeError(`a URL has no ${String(name)} to set`);
  Reflect.set(url, String(name), String(value));
  return partsOf(url);
}

const settable: ReadonlySet<string> = new Set(["href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"]);
