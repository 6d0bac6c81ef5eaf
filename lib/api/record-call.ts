import type { Call } from "@/lib/api/call";
import { identify } from "@/lib/api/identify";
import { keyRefusals } from "@/lib/api-keys/key-refusals";
import type { CallRecord } from "@/lib/statistics/call-record";
import { countCall } from "@/lib/statistics/count-call";
import { durationBoundsMs, durationSlots, slotOf } from "@/lib/statistics/histogram";
import { log, logs } from "@/lib/core/log";
import { part } from "@/lib/core/runtime";

/** What an answer was, as it is counted. `bytes`: of its body. */
export type Answered = Pick<CallRecord, "operation" | "format" | "status" | "bytes">;

/** Counts what this process has answered, by operation, format and status, and how long it took. */
export class Calls {
  readonly counts = new Map<string, number>();
  /** by operation: calls by slot of duration (see `histogram.ts`) */
  readonly durations = new Map<string, { slots: number[]; sumMs: number }>();

  count({ operation, format, status }: Answered, durationMs: number): void {
    const name = `${operation} ${format} ${status}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    const known = this.durations.get(operation) ?? { slots: new Array<number>(durationSlots).fill(0), sumMs: 0 };
    const slot = slotOf(durationBoundsMs, durationMs);
    known.slots[slot] = (known.slots[slot] ?? 0) + 1;
    known.sumMs += durationMs;
    this.durations.set(operation, known);
  }
}

export const calls = part("calls", () => new Calls());

/** What remains of a call of the API once it is answered; of one that was refused before its key was looked at, whose it was is asked now. */
export function recordCall(call: Call, status: number): Promise<void> | undefined {
  const { operationId: operation = "none", format, bytes = 0 } = call;
  const record = () => recordAnswer(call, { operation, format, status, bytes });
  return call.organisationId === undefined && call.refusal === undefined ? identify(call, status === 503).then(record) : record();
}

/**
 * What remains of a request, of the API or to an endpoint function: a count, its row in the request log, the reason when its key was refused, and,
 * at level debug, a line of the process's log. None holds a secret or a query.
 * @returns a promise where it has to be waited for before the answer is given
 */
export function recordAnswer(call: Call, answered: Answered): Promise<void> | undefined {
  const durationMs = performance.now() - call.startedAtMs - (call.heldMs ?? 0);
  calls().count(answered, durationMs);
  note(call, answered, durationMs);
  const { organisationId, keyId, id: requestId, now: at, caller, request, target, address, isStranger } = call;
  if (organisationId === undefined) return undefined;
  const { method } = request;
  const origin = caller ? "function" : "outside";
  const waits = countCall({ ...answered, organisationId, keyId, requestId, at, isWrite: !reading.has(method), method, path: target.path, origin, durationMs, address, ...(isStranger && { isStranger }) });
  return isStranger ? undefined : waits; // how long an answer takes would tell a stranger that there is something
}

function note(call: Call, { operation, format, status }: Answered, durationMs: number): void {
  const { id, keyId, address, refusal, now: at, request, target } = call;
  const { method } = request;
  const { path } = target;
  const reason = refusal ?? (status === 429 ? "limit" : undefined);
  if (reason !== undefined && keyId !== undefined) keyRefusals().note({ keyId, at, address, method, path, reason });
  if (logs("debug")) log("debug", "call", { requestId: id, method, path, operationId: operation, keyId, format, status, durationMs: Math.round(durationMs * 10) / 10, address, refusal });
}

const reading: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
