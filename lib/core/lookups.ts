import { lookup } from "node:dns/promises";
import { threads } from "./env.mjs";

/** All addresses of a name, in the order to try them. @throws Error when there is none */
export type LookUp = (host: string) => Promise<readonly string[]>;

/**
 * Looks names up as the system does, hosts file and search domains included, which takes a thread for as long as some name server takes to
 * answer. Passwords and files need threads too: so half of them are left alone, and of the others no owner gets more than a quarter.
 */
export class Lookups {
  readonly #active = new Map<string, number>();
  #waiting: { owner: string; begin: () => void }[] = [];
  #count = 0;
  readonly #mostOfOne: number;

  constructor(
    private readonly most = Math.max(1, Math.floor(threads / 2)),
    private readonly lookUp: LookUp = systemLookUp,
  ) {
    this.#mostOfOne = Math.max(1, Math.floor(most / 4));
  }

  /** @param signal  nobody waits for it any more: it is not looked up when its turn comes */
  async of(owner: string, host: string, signal?: AbortSignal): Promise<readonly string[]> {
    if (!this.#mayBegin(owner)) await new Promise<void>((begin) => this.#waiting.push({ owner, begin }));
    this.#take(owner, 1);
    try {
      signal?.throwIfAborted();
      return await this.lookUp(host);
    } finally {
      this.#take(owner, -1);
      this.#next();
    }
  }

  #mayBegin(owner: string): boolean {
    return this.#count < this.most && (this.#active.get(owner) ?? 0) < this.#mostOfOne;
  }

  #take(owner: string, count: 1 | -1): void {
    this.#count += count;
    const own = (this.#active.get(owner) ?? 0) + count;
    if (own > 0) this.#active.set(owner, own);
    else this.#active.delete(owner);
  }

  #next(): void {
    const next = this.#waiting.find(({ owner }) => this.#mayBegin(owner));
    if (!next) return;
    this.#waiting = this.#waiting.filter((one) => one !== next);
    next.begin();
  }
}

const systemLookUp: LookUp = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);
