import { unavailable } from "./errors";

type Gate = { inside: number; queue: { admit: () => void }[] };

/**
 * Lets a few writers of one organisation at the database at a time, the rest wait here in order and hold no connection.
 * One runs, the next already waits at the lock so that it starts at the commit; more would only starve other organisations.
 */
export class Turnstile {
  readonly #gates = new Map<string, Gate>();
  constructor(private readonly limits: { inside: number; waiting: number; patienceMs: number }) {}

  /** Resolves with the function that lets the next one in. @throws unavailable when the queue is full or too slow */
  async enter(organisationId: string): Promise<() => void> {
    const gate = this.#gates.get(organisationId) ?? { inside: 0, queue: [] };
    this.#gates.set(organisationId, gate);
    if (gate.inside < this.limits.inside) gate.inside++;
    else await this.#wait(gate);
    return () => this.#leave(organisationId, gate);
  }

  #wait(gate: Gate): Promise<void> {
    if (gate.queue.length >= this.limits.waiting) throw unavailable("Too many writes are waiting for this organisation.");
    return new Promise((resolve, reject) => {
      const place = {
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        gate.queue.splice(gate.queue.indexOf(place), 1);
        reject(unavailable("Writes of this organisation take too long."));
      }, this.limits.patienceMs);
      gate.queue.push(place);
    });
  }

  #leave(organisationId: string, gate: Gate): void {
    const next = gate.queue.shift();
    if (next) return next.admit(); // the place is handed on, the number inside stays
    if (--gate.inside === 0) this.#gates.delete(organisationId);
  }
}
