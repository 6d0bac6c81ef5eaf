import type { CallRecord } from "./call-record";

/** How a call stands in the request log: `skipped` is how many before it do not. */
export type Logged = { call: CallRecord; skipped: number };

/**
 * Which calls the request log gets: of each organisation all errors, and of the others so many a second in this process, so that one that is busy
 * hides nothing of another. Who has shown nothing, and knocks at somebody's door, gets in a few times a minute. What was left out is said with the
 * organisation's next row, or, when none comes, with the last call that was left out.
 */
export class LogGate {
  readonly #organisations = new Map<string, Own>();
  #tidyAtMs = 0;
  constructor(private readonly mostPerSecond: number, private readonly clockMs: () => number = () => performance.now()) {}

  /** @returns how many of the organisation's calls were left out before this one; undefined: this one is too */
  pass(call: CallRecord): number | undefined {
    const nowMs = this.clockMs();
    const own = this.#of(call.organisationId, nowMs);
    const passes = call.isStranger ? own.strangers.take(nowMs) : call.status >= 400 || own.usual.take(nowMs);
    const { skipped } = own;
    own.skipped = passes ? 0 : skipped + 1;
    if (!passes) own.last = call;
    return passes ? skipped : undefined;
  }

  /** The last of those left out of each organisation that has had no row since: with it they are told. */
  untold(): Logged[] {
    return [...this.#organisations.values()].flatMap((own) => {
      const { skipped, last: call } = own;
      if (skipped === 0 || !call) return [];
      own.skipped = 0;
      return [{ call, skipped: skipped - 1 }];
    });
  }

  /** Of how many organisations anything is remembered. */
  get known(): number {
    return this.#organisations.size;
  }

  #of(organisationId: string, nowMs: number): Own {
    if (nowMs >= this.#tidyAtMs) this.#tidy(nowMs);
    const known = this.#organisations.get(organisationId);
    if (known) return known;
    const made: Own = { usual: new Bucket(this.mostPerSecond, this.mostPerSecond, nowMs), strangers: new Bucket(strangersAtOnce, 1, nowMs), skipped: 0 };
    this.#organisations.set(organisationId, made);
    return made;
  }

  /** Of an organisation that was quiet for a minute nothing need be known. */
  #tidy(nowMs: number): void {
    this.#tidyAtMs = nowMs + tidyMs;
    for (const [id, { usual, strangers, skipped }] of this.#organisations) if (skipped === 0 && usual.isFull(nowMs) && strangers.isFull(nowMs)) this.#organisations.delete(id);
  }
}

/** `last`: of those left out */
type Own = { usual: Bucket; strangers: Bucket; skipped: number; last?: CallRecord };

/** Holds so many, and fills evenly. */
class Bucket {
  #left: number;
  constructor(private readonly most: number, private readonly perSecond: number, private atMs: number) {
    this.#left = most;
  }

  take(nowMs: number): boolean {
    this.#fill(nowMs);
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }

  isFull(nowMs: number): boolean {
    this.#fill(nowMs);
    return this.#left === this.most;
  }

  #fill(nowMs: number): void {
    this.#left = Math.min(this.most, this.#left + ((nowMs - this.atMs) * this.perSecond) / 1000);
    this.atMs = nowMs;
  }
}

const strangersAtOnce = 60;
const tidyMs = 60_000;
