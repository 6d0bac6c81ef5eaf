/**
 * How much processor time owners have used lately: half of it is forgotten in each half-life. Of the many there may be in the life of a
 * process only those who used some last are known.
 */
export class Appetite {
  /** In the order in which they used some. */
  private readonly used = new Map<string, { readonly ms: number; readonly at: number }>();

  constructor(private readonly most: number) {}

  add(owner: string, cpuMs: number, now: number): void {
    const ms = this.of(owner, now) + cpuMs;
    this.used.delete(owner);
    this.used.set(owner, { ms, at: now });
    const [longestAgo] = this.used.keys();
    if (this.used.size > this.most && longestAgo !== undefined) this.used.delete(longestAgo);
  }

  /** Milliseconds. Somebody who always uses a tenth of one processor comes to 720. */
  of(owner: string, now: number): number {
    const used = this.used.get(owner);
    return used ? used.ms * 2 ** ((used.at - now) / halfLifeMs) : 0;
  }
}

export const halfLifeMs = 5_000;
