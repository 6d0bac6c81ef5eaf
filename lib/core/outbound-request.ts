import { OutboundError } from "./outbound-error";

/** A request on its way out. The body is bytes, at most `mostBytes`; header names may repeat. */
export type OutboundRequest = {
  url: string;
  method?: string;
  headers?: readonly (readonly [name: string, value: string])[];
  body?: Uint8Array;
  /** what to do with an answer that names another place; by default up to five are followed */
  redirect?: "follow" | "manual" | "error";
};

/** One hop of it: checked, complete, every name in lower case. */
export type Hop = { url: URL; method: string; headers: readonly (readonly [name: string, value: string])[]; body: Uint8Array | undefined };

/** @throws OutboundError badRequest, with what would be right */
export function firstHop({ url: text, method: typed = "GET", headers = [], body }: OutboundRequest): Hop {
  const method = /^(?:get|head|post|put|delete|options|patch)$/i.test(typed) ? typed.toUpperCase() : typed;
  if (!token.test(method) || method.length > 32 || /^(?:connect|trace|track)$/i.test(method)) throw bad(`The method ${JSON.stringify(method.slice(0, 40))} cannot be sent.`);
  if (body && body.length > mostBytes) throw bad(`The body must be at most ${mostBytes} bytes, got ${body.length}.`);
  if (body && (method === "GET" || method === "HEAD")) throw bad(`A ${method} request has no body.`);
  return { url: targetUrl(text), method, headers: checkedHeaders(headers), body };
}

/**
 * Where the answer sends us next, as browsers do it; undefined when it is the end.
 * Credentials do not travel to another origin, and a POST that is sent elsewhere becomes a GET, except by 307 and 308.
 * @throws OutboundError badRequest, when the place named is none
 */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const url = targetUrl(location, hop.url);
  const becomesGet = (status === 303 && hop.method !== "HEAD") || ((status === 301 || status === 302) && hop.method === "POST");
  const headers = hop.headers.filter(([name]) => !(becomesGet && aboutBody.test(name)) && (url.origin === hop.url.origin || !credentials.test(name)));
  return { url, headers, method: becomesGet ? "GET" : hop.method, body: becomesGet ? undefined : hop.body };
}

/** How much goes out or comes in, in bytes. */
export const mostBytes = 5 * 1024 * 1024;

function targetUrl(text: string, base?: URL): URL {
  if (text.length > 16_384 || !URL.canParse(text, base)) throw bad(`${JSON.stringify(text.slice(0, 200))} is no URL.`);
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw bad(`Only http and https are spoken, not ${url.protocol.slice(0, 40)}`);
  if (url.username || url.password) throw bad("A URL cannot hold a user name or password: send an Authorization header.");
  url.hash = "";
  return url;
}

function checkedHeaders(headers: NonNullable<OutboundRequest["headers"]>): Hop["headers"] {
  if (headers.length > 100) throw bad("There may be at most 100 headers.");
  let size = 0;
  const checked = headers.map(([typed, value]) => {
    const name = typed.toLowerCase();
    if (!token.test(name)) throw bad(`${JSON.stringify(typed.slice(0, 100))} is no name of a header.`);
    if (reserved.test(name)) throw bad(`The header ${typed} is set for you and cannot be sent.`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw bad(`The header ${typed} holds a character that headers cannot hold.`);
    size += name.length + value.length;
    return [name, value.trim()] as const;
  });
  if (size > 16_384) throw bad("All headers together must be at most 16 KiB.");
  return checked;
}

const bad = (message: string) => new OutboundError("badRequest", message);
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What says how the message is framed, who is asked, and by which way: ours alone to say. */
const reserved = /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|http2-settings|content-length|expect|accept-encoding|via)$/;
const credentials = /^(?:authorization|cookie)$/;
const aboutBody = /^content-/;
