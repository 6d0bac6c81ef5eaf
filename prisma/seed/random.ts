const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

/** Chance that can be repeated: the same seed gives the same fair, wherever and whenever it is made (sfc32). */
export class Random {
  #state: Uint32Array;

  constructor(seed: string) {
    let hash = 0x811c9dc5;
    const mix = (extra: number) => {
      for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
      hash = Math.imul(hash ^ extra, 0x85ebca6b);
      return (hash ^ (hash >>> 13)) >>> 0;
    };
    this.#state = Uint32Array.of(mix(1), mix(2), mix(3), 1);
    for (let at = 0; at < 15; at++) this.next(); // the first numbers still show the seed
  }

  /** 0 ≤ number < 1 */
  next(): number {
    const [a = 0, b = 0, c = 0, count = 0] = this.#state;
    const sum = (a + b + count) >>> 0;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = c + (c << 3);
    this.#state[2] = ((c << 21) | (c >>> 11)) + sum;
    this.#state[3] = count + 1;
    return sum / 0x1_0000_0000;
  }

  /** A whole number, 0 ≤ number < end. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new Error("Nothing can be picked from an empty list.");
    return picked;
  }

  /** @param table  [value, weight]; weights need not add up to one */
  weighted<T>(table: readonly (readonly [T, number])[]): T {
    let rest = this.next() * table.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of table) if ((rest -= weight) < 0) return value;
    return this.pick(table)[0];
  }

  /** Several different ones, in the order of the list. */
  some<T>(list: readonly T[], count: number): T[] {
    const taken = new Set<number>();
    while (taken.size < Math.min(count, list.length)) taken.add(this.below(list.length));
    return list.filter((_, at) => taken.has(at));
  }

  id(length: 13 | 9 = 13): string {
    let id = "";
    while (id.length < length) id += alphabet[this.below(36)];
    return id;
  }

  digits(count: number): string {
    let text = "";
    while (text.length < count) text += this.below(10);
    return text;
  }
}
