import { z } from "zod";
import { API_BASE } from "@/lib/api/mounts";
import { handle } from "@/lib/api/serve";
import { newId } from "@/lib/core/ids";
import { mostBytes } from "@/lib/core/outbound-request";
import type { Behind, Capability } from "./door";
import { doorError } from "./door-error";

const Asked = z.object({
  method: z.string().regex(/^[A-Z]{1,10}$/),
  path: z.string().startsWith("/").max(2000),
  query: z.record(z.string(), z.string()).default({}),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
});
type ApiRequest = z.output<typeof Asked>;
type ApiAnswer = { status: number; headers: Record<string, string>; /** JSON text */ body: string };

/**
 * `visit.*`: the very pipeline that answers everybody, in JSON, with the function's key as the caller. The key is asked for anew at
 * each call, so what was taken away from it is gone at once. In a dry run what would write is judged by the same pipeline, noted, and
 * answered as if it had been done.
 */
export function callApi({ run, record }: Behind): Capability {
  return async (argument, signal) => {
    const request = parse(argument);
    const startedAt = record.elapsedMs();
    const sent = await send(run, request, signal);
    const isPretended = run.isDryRun && request.method !== "GET" && sent.status === 204;
    const answer = isPretended ? await pretend(run, request, signal) : sent;
    const isDry = isPretended && answer.status < 400; // what is refused would write nothing
    record.addCall({ door: "visit", method: request.method, target: request.path, status: answer.status, isDry, ...(isDry && request.body !== undefined && { body: JSON.stringify(request.body) }) }, startedAt);
    if (Buffer.byteLength(answer.body) > mostAnswerBytes) throw doorError("RangeError", `The answer is longer than 5 MiB. Ask for fewer at once, with limit.`);
    return `{"status":${answer.status},"headers":${JSON.stringify(answer.headers)},"body":${answer.body}}`;
  };
}

async function send(run: Behind["run"], { method, path, query, headers, body }: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
  const search = new URLSearchParams(query).toString();
  const allowed = Object.entries(headers).filter(([name]) => passedOn.has(name.toLowerCase()));
  const init: RequestInit = { method, headers: [...allowed, ...(body === undefined ? [] : [["content-type", "application/json"] satisfies [string, string]])], signal };
  if (body !== undefined) init.body = JSON.stringify(body);
  const request = new Request(`http://visit.invalid${API_BASE}/json${path.replaceAll(/[?#]/g, encodeURIComponent)}${search && `?${search}`}`, init);
  const response = await handle(request, { address: undefined, caller: { organisationId: run.organisationId, keyId: run.apiKeyId, isDry: run.isDryRun } });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text === "" ? "null" : text };
}

/** What a write that is in order would have been answered: a change shows the item with it, as far as that can be told without making it. */
async function pretend(run: Behind["run"], request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
  const headers = { "visit-dry-run": "true" };
  if (request.method === "POST") return { status: 201, headers, body: JSON.stringify({ ...membersOf(request.body), id: `dry-${newId()}` }) };
  const found = await send(run, { method: "GET", path: request.path, query: {}, headers: {}, body: undefined }, signal);
  if (found.status !== 200) return found;
  if (request.method === "DELETE") return { status: 204, headers, body: "null" };
  return { status: 200, headers, body: JSON.stringify({ ...membersOf(JSON.parse(found.body)), ...membersOf(request.body) }) };
}

function membersOf(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function parse(argument: string): ApiRequest {
  const parsed = Asked.safeParse(JSON.parse(argument));
  if (!parsed.success) throw doorError("TypeError", "This is no request to the API.");
  return parsed.data;
}

const passedOn: ReadonlySet<string> = new Set(["if-match", "if-none-match", "idempotency-key", "prefer"]);
const mostAnswerBytes = mostBytes;
