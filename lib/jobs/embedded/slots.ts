/** A limit on how much runs at once, by name. */
export type Limit = { name: string; most: number };

/**
 * Places under limits, in the memory of the one process that runs the engine. What finds no place waits in line and gets the place
 * of whoever leaves, before newcomers.
 */
export class Slots<T> {
  readonly #taken = new Map<string, number>();
  #line: { limits: readonly Limit[]; work: T }[] = [];

  /** @returns whether the work may begin; if not, it stands in line */
  enter(limits: readonly Limit[], work: T): boolean {
    if (this.#hasRoom(limits)) {
      this.#take(limits);
      return true;
    }
    this.#line.push({ limits, work });
    return false;
  }

  /** Gives the places back. @returns what may begin now, in whose name they are taken already */
  leave(limits: readonly Limit[]): T | undefined {
    for (const { name } of limits) {
      const left = (this.#taken.get(name) ?? 1) - 1;
      if (left > 0) this.#taken.set(name, left);
      else this.#taken.delete(name);
    }
    const next = this.#line.find((waiting) => this.#hasRoom(waiting.limits));
    if (!next) return undefined;
    this.#line = this.#line.filter((waiting) => waiting !== next);
    this.#take(next.limits);
    return next.work;
  }

  #hasRoom(limits: readonly Limit[]): boolean {
    return limits.every(({ name, most }) => (this.#taken.get(name) ?? 0) < most);
  }

  #take(limits: readonly Limit[]): void {
    for (const { name } of limits) this.#taken.set(name, (this.#taken.get(name) ?? 0) + 1);
  }
}
