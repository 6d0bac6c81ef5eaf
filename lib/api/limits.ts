import type { KeyRecord } from "@/lib/api-keys/decide";
import { unavailable, VisitError } from "@/lib/core/errors";
import { part } from "@/lib/core/runtime";

/** Gives a place back. Doing it twice does no harm. */
export type Leave = () => void;

/** Whose requests are counted together, and how many there may be: a key, or what calls itself otherwise (`name`) and has an id of its own. */
export type Gated = Pick<KeyRecord, "id" | "limits"> & { name?: string };

type Gate = { inside: number; queue: Waiting[]; timer?: NodeJS.Timeout; held: number; tokens: number; filledAtMs: number };
type Waiting = { untilMs: number; admit: () => void; refuse: () => void };

/**
 * How much is at work at the same time: for each key, so that one client cannot crowd out others, and in all, so that what is too much
 * is refused early rather than falling over. Counted in this process alone. Source: contract, Limits.
 */
export class Limits {
  readonly #gates = new Map<string, Gate>();
  #inFlight = 0;
  #held = 0;
  constructor(private readonly clockMs: () => number = () => performance.now()) {}

  /** A place in the process, whoever asks. @throws unavailable when all are taken */
  begin(): Leave {
    if (this.#inFlight >= maxInFlight) throw unavailable("The server is overloaded. Try again shortly.");
    this.#inFlight++;
    return once(() => this.#inFlight--);
  }

  /** A place among the key's parallel requests; waits for one if it must. @throws too_many_requests */
  async enter(key: Gated): Promise<Leave> {
    const gate = this.#gateOf(key);
    this.#spend(key, gate);
    if (gate.inside < key.limits.parallel) gate.inside++;
    else await this.#wait(gate, key);
    return once(() => this.#leave(key.id, gate));
  }

  /** A place among the key's held `wait=` requests. @throws too_many_requests, unavailable */
  hold(key: Gated): Leave {
    const gate = this.#gateOf(key);
    if (gate.held >= key.limits.waiters) throw tooMany(`This API key may hold ${key.limits.waiters} waiting requests at the same time.`, 5);
    if (this.#held >= maxHeld) throw unavailable("Too many requests are waiting on this server.", 5);
    gate.held++;
    this.#held++;
    return once(() => {
      gate.held--;
      this.#held--;
      this.#forget(key.id, gate);
    });
  }

  #gateOf(key: Gated): Gate {
    const known = this.#gates.get(key.id);
    if (known) return known;
    const gate: Gate = { inside: 0, queue: [], held: 0, tokens: key.limits.perMinute ?? 0, filledAtMs: this.clockMs() };
    this.#gates.set(key.id, gate);
    return gate;
  }

  /** A bucket that holds a minute's requests and fills evenly. */
  #spend({ limits: { perMinute }, name = usualName }: Gated, gate: Gate): void {
    if (perMinute === undefined) return;
    const now = this.clockMs();
    gate.tokens = Math.min(perMinute, gate.tokens + ((now - gate.filledAtMs) * perMinute) / 60_000);
    gate.filledAtMs = now;
    if (gate.tokens < 1) throw tooMany(`${name} may send ${perMinute} requests a minute.`, ((1 - gate.tokens) * 60) / perMinute);
    gate.tokens--;
  }

  #wait(gate: Gate, { limits: { parallel, queued }, name = usualName }: Gated): Promise<void> {
    const refusal = () => tooMany(`${name} may have ${parallel} requests at work at the same time.`, 1); // made only when needed: an error captures its stack
    if (gate.queue.length >= queued) throw refusal();
    return new Promise((resolve, reject) => {
      gate.queue.push({ untilMs: performance.now() + patienceMs, admit: resolve, refuse: () => reject(refusal()) });
      gate.timer ??= setTimeout(() => this.#refuseLate(gate), patienceMs);
    });
  }

  /** All have the same patience, so the first in the queue loses it first: one timer is enough, and most who wait never meet it. */
  #refuseLate(gate: Gate): void {
    const now = performance.now();
    while ((gate.queue[0]?.untilMs ?? Infinity) <= now) gate.queue.shift()?.refuse();
    const [first] = gate.queue;
    gate.timer = first && setTimeout(() => this.#refuseLate(gate), Math.ceil(first.untilMs - now));
  }

  #leave(keyId: string, gate: Gate): void {
    const next = gate.queue.shift();
    if (next) return next.admit(); // the place is handed on, the number inside stays
    gate.inside--;
    this.#forget(keyId, gate);
  }

  /** A key with a rate keeps its gate, or it could begin anew whenever it pauses. */
  #forget(keyId: string, gate: Gate): void {
    if (gate.inside === 0 && gate.held === 0 && gate.filledAtMs + 60_000 < this.clockMs()) this.#gates.delete(keyId);
  }
}

export const limits = part("limits", () => new Limits());

function once(leave: () => void): Leave {
  let isLeft = false;
  return () => {
    if (!isLeft) leave();
    isLeft = true;
  };
}

function tooMany(message: string, retryAfterSeconds: number): VisitError {
  return new VisitError("too_many_requests", message, { retryAfterSeconds });
}

const usualName = "This API key";
const patienceMs = 2000;
/** Requests at work or queued in one process; held ones not among them, nor those of functions, whose runs are as many as the sandbox has workers. */
const maxInFlight = 1000;
const maxHeld = 10_000;
