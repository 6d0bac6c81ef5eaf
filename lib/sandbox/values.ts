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

/** Whether nothing in it lies deeper: what copies, writes or searches a deeper value with a stack of its own breaks off. */
export function isShallow(value: unknown, depth: number): boolean {
  return typeof value !== "object" || value === null || (depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1)));
}
