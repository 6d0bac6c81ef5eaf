/** As fetch has them: names without case, repeated values joined. */
export class Headers {
  readonly #values = new Map<string, string[]>();

  constructor(init?: unknown) {
    if (init === undefined || init === null) return;
    if (typeof init !== "object") throw new TypeError("headers must be an object, a list of pairs or Headers");
    const pairs: Iterable<unknown> = Symbol.iterator in init && typeof init[Symbol.iterator] === "function" ? (init as Iterable<unknown>) : Object.entries(init); // as: just seen to be iterable
    for (const pair of pairs) {
      if (!Array.isArray(pair) || pair.length !== 2) throw new TypeError("each header must be a name and a value");
      this.append(pair[0], pair[1]);
    }
  }

  append(name: unknown, value: unknown): void {
    const key = toName(name);
    this.#values.set(key, [...(this.#values.get(key) ?? []), toValue(value)]);
  }

  delete(name: unknown): void {
    this.#values.delete(toName(name));
  }

  get(name: unknown): string | null {
    return this.#values.get(toName(name))?.join(", ") ?? null;
  }

  getSetCookie(): string[] {
    return [...(this.#values.get("set-cookie") ?? [])];
  }

  has(name: unknown): boolean {
    return this.#values.has(toName(name));
  }

  set(name: unknown, value: unknown): void {
    this.#values.set(toName(name), [toValue(value)]);
  }

  forEach(callback: (value: string, name: string, headers: Headers) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  *entries(): Generator<[name: string, value: string]> {
    for (const name of [...this.#values.keys()].sort()) {
      if (name === "set-cookie") for (const value of this.getSetCookie()) yield [name, value];
      else yield [name, this.get(name) ?? ""];
    }
  }

  *keys(): Generator<string> {
    for (const [name] of this) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): Generator<[name: string, value: string]> {
    return this.entries();
  }
}

function toName(name: unknown): string {
  const text = String(name).toLowerCase();
  if (!/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(text)) throw new TypeError(`${JSON.stringify(text)} is not the name of a header`);
  return text;
}

function toValue(value: unknown): string {
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
  if (/[\0\r\n]/.test(text)) throw new TypeError("the value of a header must be one line");
  return text;
}
