import type { Call } from "@/lib/api/call";
import { etagOf, isKnown } from "@/lib/api/conditional";
import { namesProblemJson, type Format } from "@/lib/api/negotiate";
import type { Answers, Kind } from "@/lib/api/operation";
import type { Plan } from "@/lib/api/plan";
import { toProblem, writeProblemXml } from "@/lib/api/problem";
import { runtime } from "@/lib/core/runtime";
import type { Item, Page } from "@/lib/core/wire";

type Headers = Record<string, string>;

/** The answer to what a verb gave back. */
export function respond(call: Call, plan: Plan, input: Record<string, unknown>, ignored: readonly string[], result: Answers[Kind]): Response {
  const headers = commonHeaders(call);
  if (ignored.length > 0) headers["Visit-Ignored"] = headerList(ignored);
  if (result === undefined) return new Response(null, { status: 204, headers });
  if ("horizon" in result) addPaging(headers, call, result, Number(input.limit));
  else if (addTag(headers, call, result)) return new Response(null, { status: 304, headers });
  const status = "isNew" in result && result.isNew ? 201 : 200;
  headers["Content-Type"] = contentTypes[call.format];
  return withBody(call, status, headers, call.format === "json" ? result.json : plan.writeXml(JSON.parse(result.json)));
}

/** The answer to anything that was thrown, in the caller's format. */
export function respondProblem(call: Call, error: unknown): Response {
  const { problem, headers } = toProblem(error, call.id, runtime().settings.url);
  const isNamed = call.format === "json" && namesProblemJson(call.request.headers.get("accept"));
  Object.assign(headers, commonHeaders(call), { "Content-Type": isNamed ? "application/problem+json; charset=utf-8" : contentTypes[call.format] });
  if (problem.status === 413) headers.Connection = "close"; // what is left of it, if anything, will not be read
  return withBody(call, problem.status, headers, call.format === "json" ? JSON.stringify(problem) : writeProblemXml(problem));
}

function commonHeaders({ id }: Call): Headers {
  return { "X-Request-Id": id, Vary: "Accept, Authorization", "Cache-Control": "private, no-cache" };
}

function withBody(call: Call, status: number, headers: Headers, body: string | Uint8Array<ArrayBuffer>): Response {
  const bytes = typeof body === "string" ? Buffer.from(body) : body; // once: its length is asked for three times from here to the socket
  if (call.request.method === "HEAD") {
    headers["Content-Length"] = String(bytes.length);
    return new Response(null, { status, headers });
  }
  call.bytes = bytes.length;
  return new Response(bytes, { status, headers });
}

/** @returns whether the caller has this state already */
function addTag(headers: Headers, { format, request }: Call, item: Item): boolean {
  const validator = item.validator ?? String(item.revision);
  headers.ETag = etagOf(validator, format);
  return (request.method === "GET" || request.method === "HEAD") && isKnown(request.headers.get("if-none-match"), validator);
}

/** Where to go on: after the last row of a full page, else behind all that is committed. The link is relative to the address the caller used. */
function addPaging(headers: Headers, { request, target }: Call, { count, lastRevision, horizon }: Page, limit: number): void {
  const isFull = count >= limit && lastRevision !== null;
  const next = String((isFull ? lastRevision : horizon) + 1n);
  headers["X-Next-Revision"] = next;
  if (!isFull) return;
  const query = new URLSearchParams(target.search);
  query.delete("fromRevision[]");
  query.set("fromRevision", next);
  headers.Link = `<${pathOf(request.url)}?${query}>; rel="next"`;
}

function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  return url.slice(start).split(/[?#]/, 1)[0]?.replace(/[<>"\\^`{|}\s]/g, encodeURIComponent) ?? "/";
}

/** Member names come from the caller: whatever a header cannot hold is percent-encoded, and there is an end to the list. */
function headerList(names: readonly string[]): string {
  const shown = names.slice(0, 100).map((name) => name.slice(0, 200).replace(/[^!-+\--~]/gu, encoded));
  return [...shown, ...(names.length > shown.length ? ["..."] : [])].join(", ");
}

function encoded(character: string): string {
  return /[\ud800-\udfff]/u.test(character) ? "%EF%BF%BD" : encodeURIComponent(character);
}

const contentTypes: Readonly<Record<Format, string>> = { json: "application/json; charset=utf-8", xml: "application/xml; charset=utf-8" };
