/** `npm run proof` sets it; `npm test` does the same at about a hundredth of the size. */
export const isFull = process.env.VISIT_PROOF === "full";

export function sized(full: number, small: number): number {
  return isFull ? full : small;
}

/** What the full proof prints about what it did. */
export function report(line: string): void {
  if (isFull) console.log(`  ${line}`);
}

/** How much longer a neighbour waits: a figure, which is printed as it is. Source: issue, How well. @param alone, beside  milliseconds */
export function moved(alone: readonly number[], beside: readonly number[]): string {
  const at = (times: readonly number[], part: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
  const [before, after] = [at(alone, 0.99), at(beside, 0.99)];
  const percent = Math.round((after / before - 1) * 100);
  return `p50 ${at(alone, 0.5).toFixed(1)} to ${at(beside, 0.5).toFixed(1)} ms, p99 ${before.toFixed(1)} to ${after.toFixed(1)} ms, ${percent} % more   goal 25 %: ${percent < 25 ? "reached" : "missed"}`;
}
