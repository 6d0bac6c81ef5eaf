import { buildConnector, Client, errors } from "undici";
import { Lookups } from "./lookups";
import { OutboundError } from "./outbound-error";
import { checkedAddresses, type Guard } from "./outbound-guard";
import { firstHop, type Hop, mostBytes, nextHop, type OutboundRequest } from "./outbound-request";
import { decoded, readCapped } from "./outbound-response";
import { parseRule } from "./outbound-rules";
import { part } from "./runtime";

export type { OutboundRequest } from "./outbound-request";
export { OutboundError } from "./outbound-error";

export type OutboundOptions = {
  /** ends it with `aborted` */
  signal?: AbortSignal;
  /** the only hosts that this request and its redirects may go to: `api.example.org`, `*.example.org`, each with or without a port */
  allowedHosts?: readonly string[];
  /** whose request it is: slow name servers of one hold up no other */
  owner?: string;
  /** for all of it, redirects and the body included; 30 s unless told */
  timeoutMs?: number;
  /** the longest body taken, also after decompression; 5 MiB unless told */
  responseBytes?: number;
};

export type OutboundResponse = {
  status: number;
  statusText: string;
  /** where the answer came from, after redirects */
  url: string;
  /** names in lower case; they describe the body as it travelled */
  headers: [name: string, value: string][];
  /** decompressed */
  body: Uint8Array;
  redirected: boolean;
};

/**
 * The one way out of this process for requests that somebody else wrote: to public addresses only, and to what the operator allows.
 * @throws OutboundError
 */
export function outbound(request: OutboundRequest, options: OutboundOptions = {}): Promise<OutboundResponse> {
  return send(guardFor(options), request, options);
}

function guardFor({ owner = "", signal }: OutboundOptions): Guard {
  const { lookups, ...rules } = guard();
  return { ...rules, resolve: (host) => lookups.of(owner, host, signal) };
}

const guard = part("outbound", ({ settings }) => ({
  allow: settings.outboundAllow.map(parseRule),
  only: settings.outboundOnly.map(parseRule),
  deny: settings.outboundDeny.map(parseRule),
  own: [{ host: "", port: settings.port }, ...[settings.databaseUrl, settings.listenUrl].flatMap(databaseTarget)],
  lookups: new Lookups(),
}));

/** Whether a request would be sent, without sending it. @throws OutboundError  badRequest, refused, unresolved */
export async function checkOutbound(request: OutboundRequest, options: Pick<OutboundOptions, "allowedHosts" | "owner" | "signal"> = {}): Promise<void> {
  await checkedAddresses(guardFor(options), firstHop(request).url, options.allowedHosts?.map(parseRule));
}

/** The same with a guard of one's own. */
export async function send(guard: Guard, request: OutboundRequest, options: OutboundOptions = {}): Promise<OutboundResponse> {
  const { timeoutMs = 30_000, responseBytes = mostBytes, signal } = options;
  const allowedHosts = options.allowedHosts?.map(parseRule);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new OutboundError("timedOut", `There was no answer within ${timeoutMs} ms.`)), timeoutMs);
  const abort = () => stop.abort(new OutboundError("aborted", "The request was aborted."));
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await unlessStopped(followed(guard, request, { allowedHosts, responseBytes, signal: stop.signal }), stop.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    stop.abort(); // whatever lost the race ends too
  }
}

type Circumstances = { allowedHosts: Parameters<typeof checkedAddresses>[2]; responseBytes: number; signal: AbortSignal };

async function followed(guard: Guard, request: OutboundRequest, circumstances: Circumstances): Promise<OutboundResponse> {
  let hop = firstHop(request);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const addresses = await checkedAddresses(guard, hop.url, circumstances.allowedHosts);
    circumstances.signal.throwIfAborted(); // looking up a name cannot be interrupted
    const answer = await exchange(hop, addresses, circumstances);
    const next = request.redirect === "manual" ? undefined : nextHop(hop, answer.status, answer.headers.find(([name]) => name === "location")?.[1]);
    if (!next) return { ...answer, url: hop.url.href, redirected: redirects > 0 };
    if (request.redirect === "error") throw new OutboundError("refused", "The answer was a redirect, which this request does not follow.");
    hop = next;
  }
  throw new OutboundError("tooManyRedirects", `The answer was a redirect more than ${mostRedirects} times.`);
}

/** A connection of its own for every exchange: none is shared between organisations, whose servers may know their users by it. */
async function exchange({ url, method, headers, body }: Hop, addresses: readonly string[], { signal, responseBytes }: Circumstances) {
  const client = new Client(url.origin, { connect: pinned(addresses), headersTimeout: 0, bodyTimeout: 0, pipelining: 1 });
  try {
    const sent = ["accept-encoding", "gzip, deflate, br", ...(headers.some(([name]) => name === "user-agent") ? [] : ["user-agent", "Visit"]), ...headers.flat()];
    const response = await client.request({ method, path: url.pathname + url.search, headers: sent, body: body ?? null, signal });
    const received = Object.entries(response.headers).flatMap(([name, value]) => [value ?? []].flat().map((each): [string, string] => [name, each]));
    const raw = await readCapped(response.body, responseBytes);
    const isCoded = method !== "HEAD" && raw.length > 0;
    const encodings = isCoded ? received.filter(([name]) => name === "content-encoding").map(([, value]) => value) : []; // prettier-ignore
    return { status: response.statusCode, statusText: response.statusText, headers: received, body: await decoded(raw, encodings.join(), responseBytes) };
  } catch (error) {
    signal.throwIfAborted();
    throw toOutboundError(error, url);
  } finally {
    client.destroy().catch(() => undefined); // nothing is left to be told
  }
}

/** Connects to the addresses that were checked, one after the other until one answers, while Host and certificate stay those of the name. */
function pinned(addresses: readonly string[]): buildConnector.connector {
  const connect = buildConnector({ timeout: connectMs });
  return (target, callback) => {
    const tryAt = (place: number) =>
      connect({ ...target, hostname: addresses[place] ?? "" }, (error, socket) => {
        if (!error) callback(null, socket);
        else if (place + 1 < addresses.length) tryAt(place + 1);
        else callback(error, null);
      });
    tryAt(0);
  };
}

async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined); // when it loses the race nobody else looks at it
  const stopped = new Promise<never>((_, reject) => {
    const give = () => reject(signal.reason instanceof Error ? signal.reason : new OutboundError("aborted", "The request was aborted."));
    if (signal.aborted) give();
    signal.addEventListener("abort", give, { once: true });
  });
  return Promise.race([work, stopped]);
}

function toOutboundError(error: unknown, url: URL): OutboundError {
  if (error instanceof OutboundError) return error;
  const host = url.hostname;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_|SELF_SIGNED|UNABLE_TO_)/.test(code)) return new OutboundError("unreachable", `The certificate of ${host} is not trusted, or TLS failed.`, { cause: error });
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError || code.startsWith("HPE_")) return new OutboundError("badResponse", `The answer of ${host} is not HTTP.`, { cause: error });
  return new OutboundError("unreachable", `There was no connection to ${host}, or it broke off.`, { cause: error });
}

function databaseTarget(url: string): { host: string; port: number }[] {
  const { hostname, port } = url ? new URL(url) : { hostname: "", port: "" };
  return hostname ? [{ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || 5432 }] : [];
}

const mostRedirects = 5;
const connectMs = 10_000;
