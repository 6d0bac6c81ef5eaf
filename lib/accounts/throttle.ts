import { part } from "@/lib/core/runtime";

/**
 * Counts what failed, per thing it is held against, in windows. Bounded: the oldest counts go first, so that a flood of
 * invented names costs memory once and not for ever.
 */
export class Throttle {
  #failures = new Map<string, { count: number; untilMs: number }>();
  constructor(private readonly bounds: { windowMs: number; entries: number }) {}

  isOver(key: string, limit: number, now: Date): boolean {
    const known = this.#failures.get(key);
    return known !== undefined && known.untilMs > now.getTime() && known.count >= limit;
  }

  fail(key: string, now: Date): void {
    const known = this.#failures.get(key);
    const goesOn = known !== undefined && known.untilMs > now.getTime();
    this.#failures.delete(key); // set again below: the map's order is the order of the last failure
    this.#failures.set(key, goesOn ? { ...known, count: known.count + 1 } : { count: 1, untilMs: now.getTime() + this.bounds.windowMs });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > this.bounds.entries && oldest !== undefined) this.#failures.delete(oldest);
  }

  /** Takes back one count: what was held against it beforehand did not fail after all. The failures of others stay. */
  pardon(key: string): void {
    const known = this.#failures.get(key);
    if (known) known.count = Math.max(0, known.count - 1);
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }
}

/** Failed sign-ins of this process. */
export const signInThrottle = part("signInThrottle", () => new Throttle({ windowMs: 15 * 60_000, entries: 10_000 }));
