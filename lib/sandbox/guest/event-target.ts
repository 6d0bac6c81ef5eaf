type Listener = ((event: Event) => void) | { handleEvent(event: Event): void };

export class Event {
  readonly type: string;
  target: EventTarget | null = null;

  constructor(type: unknown) {
    this.type = String(type);
  }
}

/** As much of the DOM's as an abort signal needs. */
export class EventTarget {
  readonly #listeners: { type: string; listener: Listener; once: boolean }[] = [];

  addEventListener(type: string, listener: Listener | null, options?: boolean | { once?: boolean; signal?: unknown }): void {
    if (!listener || this.#listeners.some((known) => known.type === type && known.listener === listener)) return;
    this.#listeners.push({ type, listener, once: typeof options === "object" && Boolean(options.once) });
  }

  removeEventListener(type: string, listener: Listener | null): void {
    const index = this.#listeners.findIndex((known) => known.type === type && known.listener === listener);
    if (index >= 0) this.#listeners.splice(index, 1);
  }

  dispatchEvent(event: Event): boolean {
    event.target = this;
    for (const { type, listener, once } of [...this.#listeners]) {
      if (type !== event.type) continue;
      if (once) this.removeEventListener(type, listener);
      if (typeof listener === "function") listener.call(this, event);
      else listener.handleEvent(event);
    }
    return true;
  }
}
