/**
 * Whether JSON text holds more than so many values; commas in its texts count as well. Read, each value takes many times what it takes as
 * text: some megabytes of `[],[],[]` are what a thread has memory for.
 */
export function hasMoreValues(json: string, most: number): boolean {
  const beginnings = /[[{,]/g;
  let count = 0;
  while (count <= most && beginnings.test(json)) count++;
  return count > most;
}
