import { randomUUID } from "node:crypto";
import { bodyFormat, wishOf, type Format } from "@/lib/api/negotiate";
import { targetOf, type Target } from "@/lib/api/match";
import { clientAddress, parseRange, type AddressRange } from "@/lib/core/addresses";
import { part } from "@/lib/core/runtime";

/** Where a request came from, as the adapter that mounts the pipeline knows it. */
export type From = {
  /** of the connection's other end; undefined when unknown */
  address: string | undefined;
  /** the moment of the request; absent: now */
  now?: Date;
  /** The function in this process that calls, by the key it was given: it sends no secret. Nothing in a request can say so. */
  caller?: FunctionCaller;
};

/** `isDry`: what would write is judged like any request, and then not done. */
export type FunctionCaller = { organisationId: string; keyId: string; isDry?: boolean };

/** One request on its way through the pipeline, with what is learnt about it for its answer and its record. */
export type Call = {
  id: string;
  request: Request;
  target: Target;
  now: Date;
  /** of `performance.now()` */
  startedAtMs: number;
  /** of the client, behind whatever proxies are ours; undefined when unknown */
  address: string | undefined;
  /** of the answer, also of an error */
  format: Format;
  /** the answer takes the body's format, which is not known yet */
  followsBody: boolean;
  /** see `From` */
  caller?: FunctionCaller;
  operationId?: string;
  keyId?: string;
  /** whose key it is; with it the call counts */
  organisationId?: string;
  /** of the answer's body */
  bytes?: number;
  /** how long it was held until there was something to say: no work of ours */
  heldMs?: number;
  /** nobody who belongs to the organisation: has shown nothing that would open */
  isStranger?: boolean;
  /** why it was refused, which the caller is not told */
  refusal?: string;
};

export function openCall(request: Request, from: From): Call {
  const { headers, method } = request;
  const target = targetOf(request.url);
  const wish = target.fixed ?? wishOf(headers.get("accept"));
  const hasBody = method === "POST" || method === "PUT";
  const body = wish === "asBody" && hasBody ? bodyFormat(headers.get("content-type")) : "unsaid";
  return {
    id: randomUUID(), // forty times as cheap as an id of ours, whose randomness is not drawn ahead
    request,
    target,
    now: from.now ?? new Date(),
    startedAtMs: performance.now(),
    address: trusted().ranges.length === 0 ? from.address : clientAddress(from.address, headers.get("x-forwarded-for"), trusted().ranges),
    format: wish === "asBody" ? (body === "xml" ? "xml" : "json") : wish,
    followsBody: wish === "asBody",
    ...(from.caller && { caller: from.caller }),
  };
}

/** The operator's proxies, read once. */
const trusted = part("trusted proxies", ({ settings }): { ranges: readonly AddressRange[] } => ({
  ranges: settings.trustedProxies.flatMap((text) => parseRange(text) ?? []),
}));
