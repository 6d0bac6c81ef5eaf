import type { Recorded } from "./call-record";
import { durationBoundsMs, durationSlots, sizeBoundsBytes, sizeSlots, slotOf } from "./histogram";

/** What kind of call it was: everything that is counted apart, but for key and time. */
export type KindOfCall = { operation: string; isWrite: boolean; format: string; origin: string; statusClass: number };

/** Equal calls of one key and minute, counted. */
export type Count = { organisationId: string; keyId: string; bucket: Date; kind: KindOfCall; calls: number; durationUs: number; bytes: number; durations: number[]; sizes: number[] };

/** Adds up what a journal says. */
export function gather(records: readonly Recorded[]): Count[] {
  const counts = new Map<string, Count>();
  for (const record of records) {
    if (record.isOnlyLogged) continue;
    const { organisationId, keyId, atMs, operation, isWrite, format, origin, durationUs, bytes } = record;
    const minute = Math.floor(atMs / 60_000);
    const statusClass = Math.min(5, Math.max(2, Math.floor(record.status / 100)));
    const name = `${organisationId} ${keyId} ${minute} ${operation} ${isWrite} ${format} ${origin} ${statusClass}`;
    let count = counts.get(name);
    if (!count) {
      const kind = { operation, isWrite, format, origin, statusClass };
      count = { organisationId, keyId, bucket: new Date(minute * 60_000), kind, calls: 0, durationUs: 0, bytes: 0, durations: zeros(durationSlots), sizes: zeros(sizeSlots) };
      counts.set(name, count);
    }
    count.calls++;
    count.durationUs += durationUs;
    count.bytes += bytes;
    addOne(count.durations, slotOf(durationBoundsMs, durationUs / 1000));
    addOne(count.sizes, slotOf(sizeBoundsBytes, bytes));
  }
  return [...counts.values()];
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

function addOne(slots: number[], at: number): void {
  slots[at] = (slots[at] ?? 0) + 1;
}
