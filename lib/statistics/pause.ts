/** How long something that fails is left alone: twice as long each time, until it goes well. */
export class Pause {
  #untilMs = 0;
  #nextMs: number;
  constructor(private readonly shortestMs: number, private readonly longestMs: number) {
    this.#nextMs = shortestMs;
  }

  /** @returns its length in ms */
  begin(): number {
    const lengthMs = this.#nextMs;
    this.#untilMs = performance.now() + lengthMs;
    this.#nextMs = Math.min(this.longestMs, lengthMs * 2);
    return lengthMs;
  }

  end(): void {
    this.#untilMs = 0;
    this.#nextMs = this.shortestMs;
  }

  isOn(): boolean {
    return performance.now() < this.#untilMs;
  }
}
