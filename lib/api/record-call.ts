import type { Call } from "@/lib/api/call";
import { keyRefusals } from "@/lib/api-keys/key-refusals";
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
 * What remains of a request once it is answered: a count, the reason when its key was refused, and, at level debug, a line of the
 * log. None holds a secret or a query.
 */
export function recordCall(call: Call, status: number): void {
  calls().count(call, status);
  const reason = call.refusal ?? (status === 429 ? "limit" : undefined);
  if (reason !== undefined && call.keyId !== undefined) {
    keyRefusals().note({ keyId: call.keyId, at: call.now, address: call.address, method: call.request.method, path: call.target.path, reason });
  }
  if (!logs("debug")) return;
  const { id, keyId, operationId, format, address, refusal, request, target, startedAtMs } = call;
  const durationMs = Math.round((performance.now() - startedAtMs) * 10) / 10;
  log("debug", "call", { requestId: id, method: request.method, path: target.path, operationId, keyId, format, status, durationMs, address, refusal });
}
