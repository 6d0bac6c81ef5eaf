import { type QuickJSContext, type QuickJSHandle } from "quickjs-emscripten-core";
import { charactersMax, type Crossing } from "./crossing";
import { valuesMax } from "./limits";
import { decodeBytes, digest, random, textNatives } from "./natives";
import { hasMoreValues } from "./values";

/** What a run answers its guest; the guest's side is guest/host.d.ts. Exceptions become the guest's, by name and message alone. */
export interface Host {
  call(id: number, name: string, json: string): void;
  abandon(id: number): void;
  log(level: string, json: string): void;
  wake(id: number, afterMs: number): void;
  letSleep(id: number): void;
  relieve(): void;
  finish(kind: string, json: string): void;
}

/**
 * The `host` object inside the guest. Whatever gets hold of it can do no more than the prelude can: each argument is taken only as what
 * it must be, and no value of the guest's is ever called or converted here.
 */
export function lend(context: QuickJSContext, crossing: Crossing, current: () => Host | undefined): QuickJSHandle {
  const object = context.newObject();
  const define = (name: string, run: (...args: QuickJSHandle[]) => QuickJSHandle | void): void => {
    context.newFunction(name, run).consume((handle) => context.setProp(object, name, handle));
  };
  const host = (): Host => {
    const present = current();
    if (!present) throw new Error("there is no run");
    return present;
  };
  const text = (handle: QuickJSHandle | undefined): string => {
    if (!handle || context.typeof(handle) !== "string") throw new TypeError("a string is needed");
    return crossing.textOut(handle);
  };
  const value = (handle: QuickJSHandle | undefined): unknown => {
    const json = text(handle);
    if (!json.startsWith('"') && hasMoreValues(json, valuesMax)) throw new RangeError(`more than ${valuesMax} values cannot be handed out`);
    return JSON.parse(json);
  };
  const number = (handle: QuickJSHandle | undefined): number => {
    if (!handle || context.typeof(handle) !== "number") throw new TypeError("a number is needed");
    return context.getNumber(handle);
  };
  const flag = (handle: QuickJSHandle | undefined): boolean => handle !== undefined && context.typeof(handle) === "boolean" && context.eq(handle, context.true);
  const bytes = (handle: QuickJSHandle | undefined): Uint8Array => {
    if (!handle || context.typeof(handle) !== "object") throw new TypeError("an ArrayBuffer is needed");
    return crossing.bytesOut(handle);
  };
  const optionalBytes = (handle: QuickJSHandle | undefined): Uint8Array | undefined => (handle && context.typeof(handle) === "object" ? bytes(handle) : undefined);
  const newBytes = (value: Uint8Array): QuickJSHandle => crossing.bytesIn(value);
  const newText = (value: string): QuickJSHandle => {
    if (value.length > 2 * charactersMax) throw new RangeError("the text has become too long to be handed in");
    return crossing.textIn(value);
  };

  define("call", (id, name, json) => host().call(number(id), text(name), text(json)));
  define("abandon", (id) => host().abandon(number(id)));
  define("log", (level, json) => host().log(text(level), text(json)));
  define("wake", (id, afterMs) => host().wake(number(id), number(afterMs)));
  define("letSleep", (id) => host().letSleep(number(id)));
  define("relieve", () => host().relieve());
  define("finish", (kind, json) => host().finish(text(kind), text(json)));

  define("text", (name, json) => {
    const native = Object.hasOwn(textNatives, text(name)) ? textNatives[text(name)] : undefined;
    if (!native) throw new TypeError("there is no such function");
    return newText(JSON.stringify(native(value(json))) ?? "null");
  });
  define("encode", (json) => newBytes(Buffer.from(String(value(json)))));
  define("decode", (data, label, isFatal, keepsMark) => {
    const decoded = decodeBytes(bytes(data), text(label), { fatal: flag(isFatal), ignoreBOM: flag(keepsMark) });
    return decoded === undefined ? context.undefined : newText(JSON.stringify(decoded));
  });
  define("toBase64", (data, encoding) => newText(Buffer.from(bytes(data)).toString(encodings[text(encoding)] ?? "base64")));
  define("fromBase64", (encoded) => newBytes(Buffer.from(text(encoded), "base64")));
  define("digest", (algorithm, data, key) => newBytes(digest(text(algorithm), bytes(data), optionalBytes(key))));
  define("random", (length) => newBytes(random(number(length))));
  return object;
}

const encodings: Readonly<Record<string, BufferEncoding>> = { hex: "hex", base64: "base64", base64url: "base64url" };
