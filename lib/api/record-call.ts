import type { Call } from "@/lib/api/call";
import { keyRefusals } from "@/lib/api-keys/key-refusals";
import { countCall } from "@/lib/statistics/count-call";
import { log, logs } from "@/lib/core/log";
import { part } from "@/lib/core/runtime";

/** Counts what this process has answered, by operation, format and status. */
export class Calls {
  readonly counts = new Map<string, number>();
  count(call: Call, status: number): void {
    const name = `${call.operationId ?? "none"} ${call.format} ${status}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
}

export const calls = part("calls", () => new Calls());

/**
 * What remains of a request once it is answered: a count, its row in the request log, the reason when its key was refused, and, at level
 * debug, a line of the process's log. None holds a secret or a query.
 * @returns the first time a promise, to be waited for before the answer is given
 */
export function recordCall(call: Call, status: number): Promise<void> | undefined {
  calls().count(call, status);
  const durationMs = performance.now() - call.startedAtMs;
  note(call, status, durationMs);
  const { organisationId, keyId, id: requestId, now: at, operationId: operation = "none", format, caller, request, target, address, bytes = 0 } = call;
  if (organisationId === undefined) return undefined;
  const { method } = request;
  const isWrite = method !== "GET" && method !== "HEAD";
  return countCall({ organisationId, keyId, requestId, at, operation, isWrite, method, path: target.path, format, origin: caller ? "function" : "outside", status, durationMs, bytes, address });
}

function note(call: Call, status: number, durationMs: number): void {
  const reason = call.refusal ?? (status === 429 ? "limit" : undefined);
  if (reason !== undefined && call.keyId !== undefined) {
    keyRefusals().note({ keyId: call.keyId, at: call.now, address: call.address, method: call.request.method, path: call.target.path, reason });
  }
  if (!logs("debug")) return;
  const { id, keyId, operationId, format, address, refusal, request, target } = call;
  log("debug", "call", { requestId: id, method: request.method, path: target.path, operationId, keyId, format, status, durationMs: Math.round(durationMs * 10) / 10, address, refusal });
}
