import { DOMException } from "./dom-exception";
import { native } from "./native";

const { parse, stringify } = JSON;

/** The bytes of a text (UTF-8), or a copy of the bytes given. */
export function toBytes(data: unknown): ArrayBuffer {
  if (data instanceof ArrayBuffer) return data.slice(0);
  if (ArrayBuffer.isView(data)) return new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)).buffer;
  return host.encode(stringify(String(data)));
}

export function fromUtf8(bytes: ArrayBuffer): string {
  return parse(host.decode(bytes, "utf-8", false, false) ?? '""');
}

export class TextEncoder {
  get encoding(): string {
    return "utf-8";
  }

  encode(text: unknown = ""): Uint8Array {
    return new Uint8Array(host.encode(stringify(String(text))));
  }
}

/** Whole buffers only: there are no streams here. */
export class TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;

  constructor(label: unknown = "utf-8", options: { fatal?: unknown; ignoreBOM?: unknown } = {}) {
    const encoding = native("encoding", String(label));
    if (typeof encoding !== "string") throw new RangeError(`TextDecoder: there is no encoding ${String(label)}`);
    this.encoding = encoding;
    this.fatal = Boolean(options.fatal);
    this.ignoreBOM = Boolean(options.ignoreBOM);
  }

  decode(bytes?: unknown): string {
    const text = bytes === undefined ? '""' : host.decode(toBytes(bytes), this.encoding, this.fatal, this.ignoreBOM);
    if (text === undefined) throw new TypeError(`TextDecoder: these bytes are not ${this.encoding}`);
    return parse(text);
  }
}

export function btoa(text: unknown): string {
  const encoded = native("btoa", String(text));
  if (typeof encoded !== "string") throw new DOMException("btoa takes characters up to U+00FF; use a TextEncoder for others", "InvalidCharacterError");
  return encoded;
}

export function atob(text: unknown): string {
  const decoded = native("atob", String(text));
  if (typeof decoded !== "string") throw new DOMException("atob: this is not base64", "InvalidCharacterError");
  return decoded;
}
