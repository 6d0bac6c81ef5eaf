/**
 * Room that organisations share without anybody dividing it: each may have up to twice as much as is then left over. One that is alone has
 * two thirds of it; whoever comes later always finds some, however much the others want.
 */
export class FairRoom {
  #taken = 0;
  readonly #byOwner = new Map<string, number>();

  /** @param size  in whatever `take` counts in */
  constructor(private readonly size: number) {}

  /** @returns how to give it back; undefined when the owner may have no more */
  take(owner: string, amount: number): (() => void) | undefined {
    const own = (this.#byOwner.get(owner) ?? 0) + amount;
    if (own > 2 * (this.size - this.#taken - amount)) return undefined;
    this.#change(owner, amount);
    return () => this.#change(owner, -amount);
  }

  #change(owner: string, amount: number): void {
    this.#taken += amount;
    const own = (this.#byOwner.get(owner) ?? 0) + amount;
    if (own > 0) this.#byOwner.set(owner, own);
    else this.#byOwner.delete(owner);
  }
}
