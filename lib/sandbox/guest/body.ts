import { fromUtf8, toBytes } from "./bytes";
import { Headers } from "./headers";
import { URLSearchParams } from "./url-search-params";

/** What Request and Response share: bytes that may be read once. Streams there are none, so `body` is always null. */
export class Body {
  readonly headers: Headers;
  readonly body = null;
  readonly #bytes: ArrayBuffer | undefined;
  #isUsed = false;

  constructor(content: unknown, headers: unknown) {
    this.headers = new Headers(headers);
    this.#bytes = content === undefined || content === null ? undefined : toBytes(content);
    const type = typeof content === "string" ? "text/plain;charset=UTF-8" : content instanceof URLSearchParams ? "application/x-www-form-urlencoded;charset=UTF-8" : undefined;
    if (type !== undefined && !this.headers.has("content-type")) this.headers.set("content-type", type);
  }

  get bodyUsed(): boolean {
    return this.#isUsed;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#take();
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(this.#take());
  }

  async text(): Promise<string> {
    return fromUtf8(this.#take());
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** The bytes for another body or the wire; undefined when there is none. @throws TypeError when they were read already */
  peek(): ArrayBuffer | undefined {
    if (this.#isUsed) throw new TypeError("the body was already read");
    return this.#bytes;
  }

  #take(): ArrayBuffer {
    const bytes = this.peek();
    this.#isUsed = bytes !== undefined;
    return bytes?.slice(0) ?? new ArrayBuffer(0);
  }
}
