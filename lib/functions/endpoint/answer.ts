import type { Problem } from "@/lib/api/problem";
import { runtime } from "@/lib/core/runtime";
import type { Ended } from "../execute";

/** An answer, ready to be sent: what the function said, or that it did not. Names of headers in lower case. */
export type Answer = { status: number; headers: Record<string, string>; /** absent: none */ body?: string | Uint8Array<ArrayBuffer> };

/**
 * What a run's end is to its caller. What went wrong inside stays inside: the run's id leads those who may to its record.
 * @param requestId  of the request that is answered
 */
export function answerOf(runId: string, ended: Ended, requestId: string): Answer {
  if (ended.state === "returned") return returned(ended.result);
  const [status, errorCode, title, detail] = failures[ended.state];
  const problem: Problem & { runId: string } = { status, title, type: `${runtime().settings.url}/docs/functions#${errorCode}`, errorCode, detail, errors: [], requestId, runId };
  return { status, headers: { "content-type": json }, body: JSON.stringify(problem) };
}

const failed = [500, "function_failed", "Function failed", "The function failed. Its run tells those who may see it why."] as const;
const failures = {
  threw: failed,
  outOfMemory: failed,
  died: failed,
  timedOut: [504, "function_timed_out", "Function timed out", "The function did not come to an end in time."],
  cancelled: [503, "function_cancelled", "Function cancelled", "The run was cancelled."],
} as const;

/**
 * `{status, headers?, body?}`, with no other members, is that answer; any other value is 200 with that value as JSON, and none is 204.
 * @param result  JSON text
 */
function returned(result: string | undefined): Answer {
  if (result === undefined) return { status: 204, headers: {} };
  const value: unknown = JSON.parse(result);
  if (!isAnswer(value)) return { status: 200, headers: { "content-type": json }, body: result };
  const { status, headers = {}, body } = value;
  const shown = shownHeaders(headers);
  if (body === undefined || body === null || bodiless.has(status)) return { status, headers: shown };
  const [type, content] = encoded(body);
  return { status, headers: { "content-type": type, ...shown }, body: content };
}

/** Why a value that is meant as an answer cannot be one; a caller must not take it for a success with a strange body. @param result  JSON text */
export function faultOf(result: string): string | undefined {
  if (!/^\{"(?:status|headers|body)":/.test(result)) return undefined;
  const value: unknown = JSON.parse(result);
  const isMeant = isObject(value) && typeof value.status === "number" && ("body" in value || isObject(value.headers)) && hasNoOthers(value);
  return isMeant && !isStatus(value.status) ? `The status of an answer is a whole number from 200 to 599, and not ${String(value.status)}.` : undefined;
}

type Returned = { status: number; headers?: Record<string, unknown>; body?: unknown };

function isAnswer(value: unknown): value is Returned {
  if (!isObject(value) || !("status" in value)) return false;
  return isStatus(value.status) && (!("headers" in value) || isObject(value.headers)) && hasNoOthers(value);
}

function isStatus(status: unknown): boolean {
  return typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599;
}

function hasNoOthers(value: object): boolean {
  return Object.keys(value).every((name) => name === "status" || name === "headers" || name === "body");
}

/** A text is sent as it is, `{base64}` as the bytes it stands for, all else as JSON. */
function encoded(body: unknown): [type: string, content: string | Uint8Array<ArrayBuffer>] {
  if (typeof body === "string") return ["text/plain; charset=utf-8", body];
  if (isObject(body) && Object.keys(body).join() === "base64" && typeof body.base64 === "string") return ["application/octet-stream", Buffer.from(body.base64, "base64")];
  return [json, JSON.stringify(body)];
}

/** Those that may be sent, as far as clients take them: most break off at 16 KiB. */
function shownHeaders(headers: Record<string, unknown>): Record<string, string> {
  let room = mostHeaderBytes;
  const shown = Object.entries(headers).flatMap(([typed, value]): [string, string][] => {
    const name = typed.toLowerCase();
    const isText = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (!isText || !isAllowed(name, String(value)) || (room -= name.length + String(value).length + 4) < 0) return [];
    return [[name, String(value)]];
  });
  return Object.fromEntries(shown);
}

/** A function speaks for itself, not for Visit, on whose origin it answers: no cookies, no policies, no sign-in, nothing of the connection. */
function isAllowed(name: string, value: string): boolean {
  const isKnown = allowed.has(name) || /^access-control-(?!allow-credentials$)/.test(name) || (name.startsWith("x-") && !reserved.test(name));
  return isKnown && /^[a-z0-9-]{1,100}$/.test(name) && /^[\t\x20-\x7e]{0,4000}$/.test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const json = "application/json; charset=utf-8";
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);
const allowed: ReadonlySet<string> = new Set(
  "accept-ranges allow cache-control content-disposition content-language content-type deprecation etag expires last-modified link location retry-after sunset vary".split(" "),
);
/** Proxies and browsers take these for words of the server. */
const reserved = /^x-(?:request-id|content-type-options|frame-options|xss-protection|dns-prefetch-control|permitted-cross-domain-policies|accel-.*|sendfile.*|lighttpd-.*|litespeed-.*|reproxy-.*|middleware-.*)$/;
const mostHeaderBytes = 12 * 1024;
