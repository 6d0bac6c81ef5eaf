/** Times a run may be given, in ms: round ones up to the operator's cap, the cap itself, and what is set now. */
export function timeChoices(capMs: number, nowMs: number): number[] {
  return choices([1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1000), capMs, nowMs);
}

/** The same for memory, in bytes. */
export function memoryChoices(capBytes: number, nowBytes: number): number[] {
  return choices([16, 32, 64, 128, 256, 512, 1024].map((mib) => mib * 1_048_576), capBytes, nowBytes);
}

/** `30 seconds`, `2 minutes`. */
export function timeWords(ms: number): string {
  const [count, unit] = ms % 60_000 === 0 ? [ms / 60_000, "minute"] : [ms / 1000, "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** `64 MiB` */
export function memoryWords(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MiB`;
}

function choices(round: readonly number[], cap: number, now: number): number[] {
  return [...new Set([...round.filter((value) => value < cap), cap, now])].sort((one, other) => one - other);
}
