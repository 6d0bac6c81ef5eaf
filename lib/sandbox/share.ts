import { setTimeout as sleep } from "node:timers/promises";

/**
 * How much of the thread that answers requests one run may take with its calls. What a capability does before it first waits, reading
 * its argument above all, is done while everybody else waits; whoever takes much of that time is begun later.
 */
export class Share {
  private creditMs = burstMs;
  private countedAt: number;
  private last: Promise<void> = Promise.resolve();

  /** @param now  milliseconds */
  constructor(private readonly now: () => number) {
    this.countedAt = now();
  }

  /** Begins the work when its turn has come, one after the other, and while there is credit; does not wait for its end. */
  async begin<T>(work: () => Promise<T>): Promise<T> {
    const begun = this.last.then(async () => {
      for (let missingMs = -this.credit(); missingMs >= 0; missingMs = -this.credit()) await sleep(missingMs / part + 1, undefined, { ref: false });
      const before = this.now();
      const answer = work();
      this.creditMs -= this.now() - before;
      return { answer }; // in an object, so that nobody waits for it here
    });
    this.last = begun.then(over, over);
    return (await begun).answer;
  }

  private credit(): number {
    const now = this.now();
    this.creditMs = Math.min(burstMs, this.creditMs + (now - this.countedAt) * part);
    this.countedAt = now;
    return this.creditMs;
  }
}

function over(): void {
  // the turn is the next one's, however it ended
}

/** Of the time that goes by. */
const part = 0.1;
/** What may be taken at once. */
const burstMs = 50;
