/**
 * What every function sees whatever the API can do, as the text of a `.d.ts`. Written by hand: it says what the sandbox's
 * prelude builds, and no more than that, so that completion offers nothing that is not there.
 */
export const guestGlobals = `
/** What Visit's API refused. */
declare class VisitError extends Error {
  /** HTTP status, e.g. 422 */
  readonly status: number;
  /** e.g. \`validation_failed\`; the docs list them */
  readonly errorCode: string;
  /** what is wrong, field by field */
  readonly errors: ReadonlyArray<{ field: string; error: string; description: string }>;
  /** names the call in the server's log */
  readonly requestId: string;
}

/** One page of a list: an array of rows that also knows where the list goes on. */
type Page<Row> = Row[] & {
  /** What to pass as \`fromRevision\` (or \`since\`) next time. Keep it in \`state\`. */
  readonly nextRevision: number;
  /** Whether there is another page by now. */
  readonly hasMore: boolean;
};

/** What a background task is given. */
interface TaskEvent {
  /** When this run was due, e.g. \`2026-11-23T09:18:00Z\`. */
  readonly scheduledAt: string;
  /** The run before this one; null on the first. */
  readonly previous: {
    readonly id: string;
    readonly outcome: "returned" | "threw" | "timedOut" | "outOfMemory" | "cancelled" | "died";
    readonly scheduledAt: string;
    readonly startedAt: string;
    readonly endedAt: string;
  } | null;
}

/** What an endpoint function is given. */
interface EndpointEvent {
  readonly request: {
    /** e.g. \`POST\` */
    readonly method: string;
    /** What follows the function's own address, \`/\` at least. */
    readonly path: string;
    /** Of a name that comes more than once, all values. */
    readonly query: { readonly [name: string]: any };
    /** By lower-case name. */
    readonly headers: { readonly [name: string]: string };
    /** By content type: the value of JSON, the fields of a form, the value of XML; any other text as \`text\`, and bytes as \`{ base64 }\`. Null when there is none. */
    readonly body: any;
    /** The body as it came; empty for bytes. */
    readonly text: string;
    /** The caller's address. */
    readonly ip: string;
  };
}

/**
 * What an endpoint function may answer with; any other plain value is sent as JSON with status 200.
 * @example return { status: 404, body: { error: "no such order" } };
 */
interface EndpointAnswer {
  status: number;
  headers?: Record<string, string>;
  /** A text is sent as it is, \`{ base64 }\` as the bytes it stands for, anything else as JSON. */
  body?: any;
}

/** What this function remembers from run to run: JSON, at most 512 KiB in all. Kept only when the run succeeds, so that a cursor never runs ahead of its work. */
declare const state: {
  /** What was kept under the key; undefined when nothing was. */
  get(key: string): Promise<any>;
  /** Keeps a JSON value under the key. */
  set(key: string, value: any): Promise<void>;
  /** Forgets what was kept under the key. */
  delete(key: string): Promise<void>;
  /** All keys there are. */
  keys(): Promise<string[]>;
};

/** Passwords and tokens of this function, entered on its page. They appear in no log. */
declare const secrets: {
  /** @throws when the function has no such secret */
  get(name: string): Promise<string>;
  /** Replaces a secret that is marked writable, at once: a token that was exchanged must outlive a run that fails. */
  set(name: string, value: string): Promise<void>;
};

/** The run's log: 1,000 lines and 256 KiB at most. */
declare const console: {
  log(...values: any[]): void;
  info(...values: any[]): void;
  debug(...values: any[]): void;
  warn(...values: any[]): void;
  error(...values: any[]): void;
  assert(condition: any, ...values: any[]): void;
  count(label?: string): void;
  countReset(label?: string): void;
  dir(value: any): void;
  group(...values: any[]): void;
  groupCollapsed(...values: any[]): void;
  groupEnd(): void;
  table(value: any): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...values: any[]): void;
  trace(...values: any[]): void;
};

/** Calls another service. Public addresses only; redirects are followed unless told otherwise. */
declare function fetch(url: string | URL | Request, options?: RequestInit): Promise<Response>;

interface RequestInit {
  /** \`GET\` when not said */
  method?: string;
  headers?: HeadersInit;
  body?: string | ArrayBufferView | ArrayBuffer | URLSearchParams | null;
  redirect?: "follow" | "manual" | "error";
  /** e.g. \`AbortSignal.timeout(5000)\` */
  signal?: AbortSignal | null;
}
type HeadersInit = Headers | Record<string, string> | Array<[string, string]>;

declare class Headers {
  constructor(init?: HeadersInit);
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  delete(name: string): void;
  getSetCookie(): string[];
  forEach(callback: (value: string, name: string, headers: Headers) => void): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  entries(): IterableIterator<[string, string]>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
/** What requests and responses carry. It can be read once. */
interface Body {
  readonly headers: Headers;
  /** There are no streams: \`text()\`, \`json()\` and \`bytes()\` give the whole of it. */
  readonly body: null;
  readonly bodyUsed: boolean;
  text(): Promise<string>;
  json(): Promise<any>;
  arrayBuffer(): Promise<ArrayBuffer>;
  bytes(): Promise<Uint8Array>;
}
interface Request extends Body {}
declare class Request {
  constructor(url: string | URL | Request, options?: RequestInit);
  readonly url: string;
  readonly method: string;
  readonly redirect: string;
  readonly signal: AbortSignal;
  clone(): Request;
}
interface Response extends Body {}
declare class Response {
  constructor(body?: string | ArrayBufferView | ArrayBuffer | URLSearchParams | null, options?: { status?: number; statusText?: string; headers?: HeadersInit });
  static json(value: any, options?: { status?: number; statusText?: string; headers?: HeadersInit }): Response;
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  /** Where it came from, after redirects. */
  readonly url: string;
  readonly redirected: boolean;
  readonly type: string;
  clone(): Response;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: any): void;
}
declare class AbortSignal extends EventTarget {
  private constructor();
  static timeout(milliseconds: number): AbortSignal;
  static abort(reason?: any): AbortSignal;
  /** Aborted as soon as one of them is. */
  static any(signals: Iterable<AbortSignal>): AbortSignal;
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((event: Event) => void) | null;
  throwIfAborted(): void;
}
declare class Event {
  constructor(type: string);
  readonly type: string;
  /** Where it was dispatched. */
  target: EventTarget | null;
}
/** Without a tree above it, so there is nothing to bubble or to capture. */
declare class EventTarget {
  addEventListener(type: string, listener: ((event: Event) => void) | { handleEvent(event: Event): void } | null, options?: boolean | { once?: boolean }): void;
  removeEventListener(type: string, listener: ((event: Event) => void) | { handleEvent(event: Event): void } | null): void;
  dispatchEvent(event: Event): boolean;
}
/** What a few functions throw, e.g. \`TimeoutError\` or \`AbortError\` by name. */
declare class DOMException extends Error {
  constructor(message?: string, name?: string);
}

declare class URL {
  constructor(url: string | URL, base?: string | URL);
  static canParse(url: string | URL, base?: string | URL): boolean;
  href: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  hash: string;
  readonly origin: string;
  readonly searchParams: URLSearchParams;
  toString(): string;
  toJSON(): string;
}
declare class URLSearchParams {
  constructor(init?: string | Record<string, string> | Iterable<[string, string]>);
  readonly size: number;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  delete(name: string, value?: string): void;
  sort(): void;
  forEach(callback: (value: string, name: string, parameters: URLSearchParams) => void): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  entries(): IterableIterator<[string, string]>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
  toString(): string;
}

declare class TextEncoder {
  /** always \`utf-8\` */
  readonly encoding: string;
  encode(text?: string): Uint8Array;
}
declare class TextDecoder {
  /** @param options \`fatal\`: bytes that are no text are an error; \`ignoreBOM\`: a mark at the beginning stays */
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  /** All bytes at once: there are no streams. */
  decode(bytes?: ArrayBufferView | ArrayBuffer): string;
}
/** Base64 of a text of bytes (characters up to U+00FF). */
declare function btoa(text: string): string;
/** The text of bytes that base64 stands for. */
declare function atob(base64: string): string;

declare function setTimeout(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
declare function clearTimeout(timer: number | undefined): void;
declare function setInterval(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare const performance: {
  /** Milliseconds since the run began. */
  now(): number;
  /** When the run began, in milliseconds as \`Date.now()\` has them. */
  readonly timeOrigin: number;
};
/** A deep copy. */
declare function structuredClone<T>(value: T): T;

declare const crypto: {
  /** A random UUID. */
  randomUUID(): string;
  /** Fills the array with random values. */
  getRandomValues<T extends Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array | BigInt64Array | BigUint64Array>(array: T): T;
  /** Digest of a text (as UTF-8) or bytes, in hexadecimal unless told otherwise. */
  sha256(data: string | Uint8Array | ArrayBuffer, encoding?: "hex" | "base64" | "base64url"): string;
  sha256(data: string | Uint8Array | ArrayBuffer, encoding: "bytes"): Uint8Array;
  /** Keyed digest. @example crypto.hmac("sha256", await secrets.get("signing"), event.request.text) */
  hmac(algorithm: "sha1" | "sha256" | "sha384" | "sha512", key: string | Uint8Array | ArrayBuffer, data: string | Uint8Array | ArrayBuffer, encoding?: "hex" | "base64" | "base64url"): string;
  hmac(algorithm: "sha1" | "sha256" | "sha384" | "sha512", key: string | Uint8Array | ArrayBuffer, data: string | Uint8Array | ArrayBuffer, encoding: "bytes"): Uint8Array;
  /** Whether both are the same, in a time that does not tell where they differ. */
  timingSafeEqual(left: string | Uint8Array | ArrayBuffer, right: string | Uint8Array | ArrayBuffer): boolean;
};

/** XML as plain values: elements are members, attributes begin with \`@\`, a text beside them is \`#text\`. All values are texts. */
declare const xml: {
  /**
   * What comes more than once is a list; what should be one even when it comes once stands in \`arrays\`.
   * @example xml.parse(text, { arrays: ["order"] }).orders.order.map((order) => order["@id"])
   */
  parse(text: string, options?: { arrays?: readonly string[] }): any;
  build(value: any, options?: { declaration?: boolean }): string;
};

/** Comma-separated values. */
declare const csv: {
  /** The rows as objects, by the names in the first line or by those given as \`columns\`. */
  parse(text: string, options?: { columns?: true | readonly string[]; delimiter?: string }): Array<Record<string, string>>;
  /** The rows as lists, the first line too. */
  parse(text: string, options: { columns: false; delimiter?: string }): string[][];
  /** Text with a line of names and a line for each row. */
  build(rows: ReadonlyArray<Record<string, any> | readonly any[]>, options?: { columns?: readonly string[]; delimiter?: string }): string;
};

`.trimStart();
