import { durationBoundsMs, durationSlots, percentile, sizeBoundsBytes, sizeSlots } from "./histogram";
import type { KnownKind } from "./kinds";
import type { Sums } from "./read-counts";
import type { Totals } from "./schema";

/** Sums of one kind of call. */
export type KindSums = Sums & { kind: KnownKind };

/** What is said of any number of calls. */
export function totalsOf(rows: readonly KindSums[]): Totals {
  const durations = new Array<number>(durationSlots).fill(0);
  const sizes = new Array<number>(sizeSlots).fill(0);
  let [calls, errors, serverErrors, byFunctions, durationUs, bytes] = [0, 0, 0, 0, 0, 0];
  for (const { kind, ...sums } of rows) {
    calls += sums.calls;
    durationUs += sums.durationUs;
    bytes += sums.bytes;
    if (kind.statusClass >= 4) errors += sums.calls;
    if (kind.statusClass >= 5) serverErrors += sums.calls;
    if (kind.origin === "function") byFunctions += sums.calls;
    addTo(durations, sums.durations);
    addTo(sizes, sums.sizes);
  }
  const share = (part: number) => percentile(durationBoundsMs, durations, part);
  return {
    calls, errors, serverErrors, errorRate: calls === 0 ? 0 : errors / calls, bytes, p95Bytes: percentile(sizeBoundsBytes, sizes, 0.95), byFunctions,
    averageMs: calls === 0 ? null : durationUs / calls / 1000, p50Ms: share(0.5), p95Ms: share(0.95), p99Ms: share(0.99),
  }; // prettier-ignore
}

function addTo(slots: number[], more: readonly number[]): void {
  for (const [slot, count] of more.entries()) slots[slot] = (slots[slot] ?? 0) + count;
}

/** Whether a call of this kind is asked for: of one sort of condition either holds, of several sorts all must. */
export function matches(kind: KnownKind, types: readonly string[]): boolean {
  const sorts = new Set(types.map((type) => type.split(":", 1)[0] ?? ""));
  return [...sorts].every((sort) => types.includes(`${sort}:${valueOf(kind, sort)}`));
}

function valueOf({ operation, isWrite, format, origin, statusClass }: KnownKind, sort: string): string {
  const values: Record<string, string> = { resource: resourceOf(operation), operation, access: isWrite ? "write" : "read", format, origin, status: `${statusClass}xx` };
  return values[sort] ?? "";
}

export function resourceOf(operation: string): string {
  return operation.split(".", 1)[0] ?? "";
}
