import { DOMException } from "./dom-exception";
import { Event, EventTarget } from "./event-target";
import { setTimeout } from "./timers";

const key = Symbol("only controllers make signals");
const trip = Symbol("abort");

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown = undefined;
  onabort: ((event: Event) => void) | null = null;

  constructor(given?: unknown) {
    super();
    if (given !== key) throw new TypeError("Illegal constructor");
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(key);
    signal[trip](reason);
    return signal;
  }

  static timeout(ms: number): AbortSignal {
    const signal = new AbortSignal(key);
    setTimeout(() => signal[trip](new DOMException("the operation took too long", "TimeoutError")), ms);
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const any = new AbortSignal(key);
    for (const signal of signals) {
      if (signal.aborted) any[trip](signal.reason);
      else signal.addEventListener("abort", () => any[trip](signal.reason), { once: true });
    }
    return any;
  }

  /** What a controller may do to a signal. */
  [trip](reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason === undefined ? new DOMException("the operation was aborted", "AbortError") : reason;
    const event = new Event("abort");
    this.onabort?.(event);
    this.dispatchEvent(event);
  }
}

export class AbortController {
  readonly signal = new AbortSignal(key);

  abort(reason?: unknown): void {
    this.signal[trip](reason);
  }
}
