import { door } from "./door";
import { Request, type RequestInit } from "./request";
import { fetched, type Response } from "./response";

/** What the capability `fetch` answers. */
interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly redirected: boolean;
}

export async function fetch(input: unknown, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const bytes = request.peek();
  const { url, method, redirect, signal } = request;
  const json = JSON.stringify({ url, method, headers: [...request.headers], redirect, ...(bytes && { body: host.toBase64(bytes, "base64") }) });
  const answer: Answer = JSON.parse(await door("fetch", json, signal));
  const { status, statusText, headers, url: finalUrl, redirected } = answer;
  return fetched(host.fromBase64(answer.body), { status, statusText, headers }, { url: finalUrl, redirected });
}
