import type { Call } from "@/lib/api/call";
import { keyRefusals } from "@/lib/api-keys/key-refusals";
import { countCall } from "@/lib/statistics/count-call";
import { durationBoundsMs, durationSlots, slotOf } from "@/lib/statistics/histogram";
import { log, logs } from "@/lib/core/log";
import { part } from "@/lib/core/runtime";

/** Counts what this process has answered, by operation, format and status, and how long it took. */
export class Calls {
  readonly counts = new Map<string, number>();
  /** by operation: calls by slot of duration (see `histogram.ts`) */
  readonly durations = new Map<string, { slots: number[]; sumMs: number }>();

  count({ operationId = "none", format }: Call, status: number, durationMs: number): void {
    const name = `${operationId} ${format} ${status}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    const known = this.durations.get(operationId) ?? { slots: new Array<number>(durationSlots).fill(0), sumMs: 0 };
    const slot = slotOf(durationBoundsMs, durationMs);
    known.slots[slot] = (known.slots[slot] ?? 0) + 1;
    known.sumMs += durationMs;
    this.durations.set(operationId, known);
  }
}

export const calls = part("calls", () => new Calls());

/**
 * What remains of a request once it is answered: a count, its row in the request log, the reason when its key was refused, and, at level
 * debug, a line of the process's log. None holds a secret or a query.
 * @returns the first time a promise, to be waited for before the answer is given
 */
export function recordCall(call: Call, status: number): Promise<void> | undefined {
  const durationMs = performance.now() - call.startedAtMs;
  calls().count(call, status, durationMs);
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
