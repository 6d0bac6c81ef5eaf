import type { Call } from "@/lib/api/call";
import { keyRefusals } from "@/lib/api-keys/key-refusals";
import { log, logs } from "@/lib/core/log";
import { countCall } from "@/lib/statistics/count-call";
import type { Answer } from "./answer";

/**
 * What remains of a call once it is answered, as of calls of the API: a count for the organisation it is known to belong to, why its key was
 * refused, and at level debug a line of the process's log. None holds what follows the function's own address, for that may be a token.
 * @returns the first time a promise, to be waited for before the answer is given
 */
export function recordCall(call: Call, { status, body = "" }: Answer): Promise<void> | undefined {
  const { id: requestId, organisationId, keyId, now: at, address, startedAtMs, request, target } = call;
  const { method } = request;
  const { path } = target;
  const durationMs = performance.now() - startedAtMs;
  const reason = call.refusal ?? (status === 429 ? "limit" : undefined);
  if (reason !== undefined && keyId !== undefined) keyRefusals().note({ keyId, at, address, method, path, reason });
  if (logs("debug")) log("debug", "endpoint call", { requestId, method, path, keyId, status, durationMs: Math.round(durationMs * 10) / 10, address, refusal: call.refusal });
  if (organisationId === undefined) return undefined;
  return countCall({ organisationId, keyId, requestId, at, operation: "functions.call", isWrite: true, method, path, format: "other", origin: "outside", status, durationMs, bytes: Buffer.byteLength(body), address });
}
