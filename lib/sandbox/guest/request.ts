import { AbortController, AbortSignal } from "./abort";
import { Body } from "./body";
import { URL } from "./url";

export interface RequestInit {
  readonly method?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly redirect?: unknown;
  readonly signal?: unknown;
}

export class Request extends Body {
  readonly url: string;
  readonly method: string;
  readonly redirect: string;
  readonly signal: AbortSignal;

  constructor(input: unknown, init: RequestInit = {}) {
    const from = input instanceof Request ? input : undefined;
    const method = String(init.method ?? from?.method ?? "GET");
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) throw new TypeError(`${JSON.stringify(method)} is not a method`);
    const content = init.body === undefined ? from?.peek() : init.body;
    const isReading = /^(GET|HEAD)$/i.test(method);
    if (isReading && content !== undefined && content !== null) throw new TypeError(`a ${method} request has no body`);
    super(content, init.headers ?? from?.headers);
    this.url = from?.url ?? new URL(input).href;
    this.method = /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
    this.redirect = String(init.redirect ?? from?.redirect ?? "follow");
    if (!["follow", "manual", "error"].includes(this.redirect)) throw new TypeError(`redirect must be follow, manual or error, got ${this.redirect}`);
    this.signal = init.signal instanceof AbortSignal ? init.signal : (from?.signal ?? new AbortController().signal);
  }

  clone(): Request {
    return new Request(this);
  }
}
