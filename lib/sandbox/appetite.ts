/**
 * What part of one processor owners have used lately: half of it is forgotten in each half-life. Of the many there may be in the life of a
 * process only those who used some last are known.
 */
export class Appetite {
  /** In the order in which they used some. */
  private readonly used = new Map<string, { readonly ms: number; readonly at: number }>();

  constructor(
    private readonly halfLifeMs: number,
    private readonly most: number,
  ) {}

  add(owner: string, cpuMs: number, now: number): void {
    const ms = this.msOf(owner, now) + cpuMs;
    this.used.delete(owner);
    this.used.set(owner, { ms, at: now });
    const [longestAgo] = this.used.keys();
    if (this.used.size > this.most && longestAgo !== undefined) this.used.delete(longestAgo);
  }

  /** 0.1 for somebody who always uses a tenth of one processor. */
  of(owner: string, now: number): number {
    return (this.msOf(owner, now) * Math.LN2) / this.halfLifeMs;
  }

  private msOf(owner: string, now: number): number {
    const used = this.used.get(owner);
    return used ? used.ms * 2 ** ((used.at - now) / this.halfLifeMs) : 0;
  }
}
