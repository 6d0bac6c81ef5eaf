import { native } from "./native";

type Pair = [name: string, value: string];

export class URLSearchParams {
  #pairs: Pair[];
  readonly #onChange: (search: string) => void;

  /** @param onChange  ours: told of the new text, by a URL that shows it */
  constructor(init: unknown = "", onChange?: (search: string) => void) {
    this.#pairs = toPairs(init);
    this.#onChange = typeof onChange === "function" ? (search) => void onChange(search) : () => undefined;
  }

  get size(): number {
    return this.#pairs.length;
  }

  append(name: unknown, value: unknown): void {
    this.#set([...this.#pairs, [String(name), String(value)]]);
  }

  delete(name: unknown, value?: unknown): void {
    this.#set(this.#pairs.filter(([known, text]) => known !== String(name) || (value !== undefined && text !== String(value))));
  }

  get(name: unknown): string | null {
    return this.#pairs.find(([known]) => known === String(name))?.[1] ?? null;
  }

  getAll(name: unknown): string[] {
    return this.#pairs.filter(([known]) => known === String(name)).map(([, value]) => value);
  }

  has(name: unknown, value?: unknown): boolean {
    return this.#pairs.some(([known, text]) => known === String(name) && (value === undefined || text === String(value)));
  }

  set(name: unknown, value: unknown): void {
    const pair: Pair = [String(name), String(value)];
    const first = this.#pairs.findIndex(([known]) => known === pair[0]);
    if (first < 0) this.#set([...this.#pairs, pair]);
    else this.#set(this.#pairs.flatMap((known, index) => (index === first ? [pair] : known[0] === pair[0] ? [] : [known])));
  }

  sort(): void {
    this.#set([...this.#pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  forEach(callback: (value: string, name: string, params: URLSearchParams) => void): void {
    for (const [name, value] of this.#pairs) callback(value, name, this);
  }

  *entries(): Generator<Pair> {
    for (const [name, value] of this.#pairs) yield [name, value];
  }

  *keys(): Generator<string> {
    for (const [name] of this.#pairs) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this.#pairs) yield value;
  }

  [Symbol.iterator](): Generator<Pair> {
    return this.entries();
  }

  toString(): string {
    return String(native("query.build", this.#pairs));
  }

  /** The URL was given another query. */
  reset(search: string): void {
    this.#pairs = toPairs(search);
  }

  #set(pairs: Pair[]): void {
    this.#pairs = pairs;
    this.#onChange(this.toString());
  }
}

function toPairs(init: unknown): Pair[] {
  if (typeof init !== "object" || init === null) return parsePairs(String(init ?? ""));
  if (Symbol.iterator in init && typeof init[Symbol.iterator] === "function") return Array.from(init as Iterable<Iterable<unknown>>, toPair); // as: just seen to be iterable, and toPair checks what comes
  return Object.entries(init).map(([name, value]) => [name, String(value)]);
}

function toPair(entry: Iterable<unknown>): Pair {
  const [name, value, ...rest] = [...entry];
  if (value === undefined || rest.length > 0) throw new TypeError("each entry must be a name and a value");
  return [String(name), String(value)];
}

function parsePairs(text: string): Pair[] {
  const pairs = native("query.parse", text);
  return Array.isArray(pairs) ? pairs : [];
}
