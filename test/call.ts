import { handle as api } from "@/lib/api/serve";
import type { Handle } from "@/lib/api/handle";
import type { MadeKey } from "@/test/makers";

export type CallOptions = {
  /** sent as HTTP Basic, unless `headers` has an Authorization of its own */
  key?: MadeKey;
  /** text is sent as it is; anything else as JSON */
  body?: unknown;
  headers?: Record<string, string>;
  /** of the peer */
  address?: string;
  now?: Date;
  signal?: AbortSignal;
  /** another pipeline than the API's own */
  handle?: Handle;
};

export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  /** the parsed text when it is JSON */
  json: unknown;
};

/** Sends `"GET /create/v2/expos"` straight into the pipeline, without a server. */
export async function call(line: string, { key, body, headers = {}, address = "127.0.0.1", now, signal, handle = api }: CallOptions = {}): Promise<Answer> {
  const [method = "GET", path = "/"] = line.split(" ");
  const sent = new Headers(key && { Authorization: `Basic ${Buffer.from(`${key.secret}:`).toString("base64")}` });
  if (body !== undefined && typeof body !== "string") sent.set("Content-Type", "application/json");
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  const bytes = body === undefined ? null : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const request = new Request(`http://visit.test${path}`, { method, headers: sent, body: bytes, ...(signal && { signal }) });
  if (typeof body === "string" && !headers["Content-Type"]) request.headers.delete("content-type");
  const response = await handle(request, { address, ...(now && { now }) });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, json: isJson && text !== "" ? JSON.parse(text) : undefined };
}
