import type { Call } from "@/lib/api/call";
import { toProblem } from "@/lib/api/problem";
import { runtime } from "@/lib/core/runtime";
import type { Answer } from "./answer";
import { statusPath } from "./address";
import { statusToken } from "./status";

/** The call is stored and will be executed; where to ask for its end. */
export function acknowledged(runId: string): Answer {
  const url = `${runtime().settings.url}${statusPath(statusToken(runId))}`;
  return { status: 202, headers: { location: url, "retry-after": "2", "content-type": json }, body: JSON.stringify({ run: runId, status: url }) };
}

/** A browser asks before it lets a page of another origin call. Answered alike for every address, so it tells of none. */
export function isPreflight({ method, headers }: Request): boolean {
  return method === "OPTIONS" && headers.has("origin") && headers.has("access-control-request-method");
}

export function preflight({ headers }: Request): Answer {
  const asked = { method: headers.get("access-control-request-method") ?? "", headers: headers.get("access-control-request-headers") ?? "" };
  return { status: 204, headers: { "access-control-allow-methods": asked.method, "access-control-allow-headers": asked.headers, "access-control-max-age": "7200" } };
}

/** The answer to anything that was thrown. */
export function refused(call: Call, error: unknown): Answer {
  const { problem, headers } = toProblem(error, call.id, runtime().settings.url);
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const closes = problem.status === 413 && { connection: "close" }; // what is left of the body, if anything, will not be read
  return { status: problem.status, headers: { ...Object.fromEntries(own), "content-type": json, ...closes }, body: JSON.stringify(problem) };
}

/** The function speaks on Visit's origin: whatever it says, a browser neither runs it nor takes it for a page of ours. */
export function toResponse({ id, request }: Call, { status, headers, body }: Answer): Response {
  const all = { ...usual, ...headers, ...fixed, "x-request-id": id };
  return new Response(request.method === "HEAD" ? null : (body ?? null), { status, headers: all });
}

const json = "application/json; charset=utf-8";
/** Every page of every origin may call, without credentials of ours, which no endpoint looks at. */
const usual = { "cache-control": "no-store", "access-control-allow-origin": "*", "access-control-expose-headers": "*" };
const fixed = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; sandbox",
  "referrer-policy": "no-referrer", // the address of a link holds its token
};
