import { Body } from "./body";
import { Headers } from "./headers";

export interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: unknown;
}

export class Response extends Body {
  readonly status: number;
  readonly statusText: string;
  readonly type: string = "default";
  readonly url: string = "";
  readonly redirected: boolean = false;

  constructor(content?: unknown, init: ResponseInit = {}) {
    super(content, init.headers);
    this.status = Number(init.status ?? 200);
    this.statusText = String(init.statusText ?? "");
  }

  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  clone(): Response {
    return fetched(this.peek(), this, { url: this.url, redirected: this.redirected });
  }

  static json(value: unknown, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    return new Response(JSON.stringify(value), { ...init, headers });
  }
}

/** A response with what only the network can know. */
export function fetched(content: ArrayBuffer | undefined, init: ResponseInit, from: { url: string; redirected: boolean }): Response {
  const { status, statusText, headers } = init;
  const response = new Response(content, { status, statusText, headers });
  for (const [name, value] of Object.entries({ ...from, type: "basic" })) Object.defineProperty(response, name, { value, enumerable: true });
  return response;
}
