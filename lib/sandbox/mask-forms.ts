interface Form {
  readonly text: string;
  /** Of all its characters, see `sumsOf`. */
  readonly sum: number;
  /** What a sum is multiplied by to be one of as many characters later. */
  readonly power: number;
}

/**
 * Texts that are hidden in others, all in one pass, after Rabin and Karp: every piece of a text has a sum that is known at once from the
 * sums of its beginnings, and where a piece has the sum of a form it is taken for it. Nothing is compared character by character, for a
 * guest knows secrets and texts that make this take seconds. Two different pieces have the same sum once in four thousand million.
 */
export class Forms {
  /** By the sum of their first characters; the longest first. */
  private readonly byHead = new Map<number, Form[]>();
  /** Whether there may be such a head: a look here is cheaper, and mostly enough. */
  private readonly heads = new Uint8Array(65_536);

  /** @param texts of `headCharacters` at least */
  add(texts: readonly string[]): void {
    for (const text of texts) {
      const sums = sumsOf(text);
      const head = sums[headCharacters] ?? 0;
      const alike = this.byHead.get(head) ?? [];
      if (alike.some((known) => known.text === text)) continue;
      alike.push({ text, sum: sums[text.length] ?? 0, power: powerOf(text.length) });
      this.byHead.set(head, alike.sort((one, other) => other.text.length - one.text.length));
      this.heads[placeOf(head)] = 1;
    }
  }

  /** The text with `…` for each piece that forms cover, however they overlap. @param isCut  a beginning of a form at its end counts too */
  hide(text: string, isCut: boolean): string {
    if (this.byHead.size === 0) return text;
    const sums = sumsOf(text);
    const covered: { from: number; to: number }[] = [];
    const cover = (from: number, to: number): void => {
      const last = covered.at(-1);
      if (last && from <= last.to) last.to = Math.max(last.to, to);
      else covered.push({ from, to });
    };
    const beginning = isCut ? this.beginningAtEnd(sums) : 0;
    for (let from = 0; from < text.length; from++) {
      const length = from >= text.length - beginning ? text.length - from : this.lengthAt(sums, from);
      if (length > 0) cover(from, from + length);
    }
    return covered.map(({ from }, at) => `${text.slice(covered[at - 1]?.to ?? 0, from)}…`).join("") + text.slice(covered.at(-1)?.to ?? 0);
  }

  /** Of the longest form that stands there; 0 when there is none. */
  private lengthAt(sums: Int32Array, from: number): number {
    if (from + headCharacters >= sums.length) return 0;
    const head = sumOf(sums, from, headCharacters, headPower);
    if (this.heads[placeOf(head)] === 0) return 0;
    const form = this.byHead.get(head)?.find(({ text, sum, power }) => from + text.length < sums.length && sumOf(sums, from, text.length, power) === sum);
    return form?.text.length ?? 0;
  }

  /** How many characters at the end are the first of a form, at most. */
  private beginningAtEnd(sums: Int32Array): number {
    const characters = sums.length - 1;
    let longest = 0;
    for (const { text } of [...this.byHead.values()].flat()) {
      let sum = 0;
      let power = 1;
      for (let length = 1; length <= Math.min(text.length, characters); length++) {
        sum = (Math.imul(sum, base) + text.charCodeAt(length - 1)) | 0;
        power = Math.imul(power, base);
        if (length > longest && sumOf(sums, characters - length, length, power) === sum) longest = length;
      }
    }
    return longest;
  }
}

/** At each place the sum of the characters before it, where each counts as often as the base multiplied by itself for all that follow it. */
function sumsOf(text: string): Int32Array {
  const sums = new Int32Array(text.length + 1);
  let sum = 0;
  for (let at = 0; at < text.length; at++) sums[at + 1] = sum = (Math.imul(sum, base) + text.charCodeAt(at)) | 0;
  return sums;
}

function sumOf(sums: Int32Array, from: number, length: number, power: number): number {
  return ((sums[from + length] ?? 0) - Math.imul(sums[from] ?? 0, power)) | 0;
}

function powerOf(length: number): number {
  let power = 1;
  for (let count = 0; count < length; count++) power = Math.imul(power, base);
  return power;
}

function placeOf(head: number): number {
  return (head ^ (head >>> 16)) & 0xffff;
}

/** The shortest form there may be. */
export const headCharacters = 4;
const base = 0x01000193;
const headPower = powerOf(headCharacters);
