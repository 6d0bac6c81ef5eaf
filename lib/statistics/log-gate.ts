/**
 * Which calls the request log gets: all errors, and of the others so many a second in this process. What it does not get is said with the next
 * row of the organisation.
 */
export class LogGate {
  #second = 0;
  #passed = 0;
  readonly #skipped = new Map<string, number>();
  constructor(private readonly mostPerSecond: number) {}

  /** @returns how many of the organisation's calls were left out before this one; undefined: this one is too */
  pass(organisationId: string, status: number, atMs: number): number | undefined {
    const second = Math.floor(atMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#passed = 0;
    }
    const skipped = this.#skipped.get(organisationId) ?? 0;
    if (status < 400 && this.#passed >= this.mostPerSecond) {
      this.#skipped.set(organisationId, skipped + 1);
      return undefined;
    }
    this.#passed++;
    if (skipped > 0) this.#skipped.delete(organisationId);
    return skipped;
  }
}
