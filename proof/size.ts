/** `npm run proof` sets it; `npm test` does the same at about a hundredth of the size. */
export const isFull = process.env.VISIT_PROOF === "full";

export function sized(full: number, small: number): number {
  return isFull ? full : small;
}

/** What the full proof prints about what it did. */
export function report(line: string): void {
  if (isFull) console.log(`  ${line}`);
}
