/**
 * Upper bounds of the slots of durations, in ms, included; one more slot is for what takes longer. The counts' tables hold them in this order: who
 * changes bounds has to move what is stored. Each is a third to a half as far again as the one before; below a millisecond and above three seconds up to twice.
 */
export const durationBoundsMs = [
  0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3000, 5000, 8000, 15_000, 30_000, 60_000,
] as const; // prettier-ignore

/** The same for the bodies of answers, in bytes: four times as far each. */
export const sizeBoundsBytes = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216] as const;

export const durationSlots = durationBoundsMs.length + 1;
export const sizeSlots = sizeBoundsBytes.length + 1;

/** The slot that holds a value: that of the first bound it does not exceed. */
export function slotOf(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (bounds[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The value that a share of all stays at or below, taken between the bounds of its slot as if those in it were spread evenly.
 * @param counts  by slot
 * @param share   0 to 1
 * @returns null of nothing; of the last slot, which has no end, its lower bound
 */
export function percentile(bounds: readonly number[], counts: readonly number[], share: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const wanted = share * all;
  let below = 0;
  for (const [slot, count] of counts.entries()) {
    if (count > 0 && below + count >= wanted) {
      const from = bounds[slot - 1] ?? 0;
      const to = bounds[slot] ?? from;
      return from + ((to - from) * Math.max(0, wanted - below)) / count;
    }
    below += count;
  }
  return bounds.at(-1) ?? null;
}
