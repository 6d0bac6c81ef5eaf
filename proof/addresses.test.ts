import { expect, test } from "vitest";
import { clientAddress, contains, parseAddress, parseRange } from "@/lib/core/addresses";
import { decide, type KeyRecord } from "@/lib/api-keys/decide";
import { Random } from "@/prisma/seed/random";
import { report, sized } from "./size";

/**
 * An oracle that shares no code with the product: addresses as one big number of 128 bits, where IPv4 stands at ::ffff:0:0/96
 * (RFC 4291, 2.5.5.2), and a rule as the first and last number it holds (RFC 4632). The texts are written from the numbers, in
 * whatever form, so it never has to read any.
 */
type Rule = { family: 4 | 6; first: bigint; last: bigint };
const mapped = 0xffffn << 32n;

test("rules and addresses agree with an oracle of plain numbers, at every rule's edges ± 1 too", () => {
  const random = new Random("addresses");
  const pairs = sized(1_000_000, 10_000);
  const counts = { pairs: 0, held: 0, edges: 0 };
  while (counts.pairs < pairs) {
    const { text, rule } = makeRule(random);
    const range = parseRange(text);
    if (!range) throw new Error(`${text} was not read`);
    const edges = [rule.first - 1n, rule.first, rule.first + 1n, rule.last - 1n, rule.last, rule.last + 1n];
    const others = Array.from({ length: 6 }, () => (random.chance(0.5) ? near(random, rule) : someAddress(random)));
    for (const number of [...edges, ...others]) {
      if (number < 0n || number >= 1n << 128n) continue;
      const written = write(random, number);
      const address = parseAddress(written);
      if (!address) throw new Error(`${written} was not read`);
      const expected = isV4(number) === (rule.family === 4) && rule.first <= number && number <= rule.last;
      if (contains(range, address) !== expected) throw new Error(`${text} holds ${written}: ${!expected}, and the oracle says ${expected}`);
      counts.pairs++;
      counts.held += expected ? 1 : 0;
    }
    counts.edges += edges.length;
  }
  expect(counts.held).toBeGreaterThan(pairs / 10);
  report(`${counts.pairs.toLocaleString("en")} pairs, ${counts.held.toLocaleString("en")} of them held, ${counts.edges.toLocaleString("en")} at edges: all as the oracle says`);
}, 900_000);

test("a spoofed X-Forwarded-For never helps, however it is written", () => {
  const random = new Random("spoofed");
  const trusted = ["10.0.0.0/8", "2001:db8:ffff::/48"].flatMap((text) => parseRange(text) ?? []);
  const listed = parseRange("203.0.113.0/24");
  if (!listed) throw new Error("A range was not read");
  const key: KeyRecord = { id: "k", organisationId: "o", state: "Active", addresses: [listed], rights: {}, events: { kind: "all" }, visibleEvents: new Set(), limits: { parallel: 1, queued: 0, waiters: 0 } };
  const admits = (peer: string, forwarded: string, proxies: typeof trusted) => decide(key, { address: clientAddress(peer, forwarded, proxies), now: new Date() }).allowed;
  let tries = 0;
  for (; tries < sized(1_000_000, 10_000); tries += 3) {
    const stranger = write(random, mapped + BigInt(random.between(0x0b000000, 0xc0000000)));
    const lie = Array.from({ length: random.between(1, 4) }, () => random.pick(lies)).join(random.pick([",", ", ", " ,", ",,"]));
    // straight to us, with nobody trusted; straight to us, where others' proxies are trusted; through a proxy of ours, which adds the true address
    if (admits(stranger, lie, [])) throw new Error(`${stranger} was admitted by ${lie}`);
    if (admits(stranger, lie, trusted)) throw new Error(`${stranger} was admitted past the proxies by ${lie}`);
    if (admits("10.1.2.3", `${lie}, ${stranger}`, trusted)) throw new Error(`${stranger} was admitted behind a proxy by ${lie}`);
  }
  expect(admits("10.1.2.3", "198.51.100.1, 203.0.113.9", trusted)).toBe(true);
  report(`${tries.toLocaleString("en")} lies: none admitted`);
}, 900_000);

function makeRule(random: Random): { text: string; rule: Rule } {
  const family = random.chance(0.5) ? 4 : 6;
  const isWrittenMapped = family === 4 && random.chance(0.2);
  const base = family === 4 ? mapped + v4Bits(random) : v6Bits(random);
  const prefix = random.between(0, family === 4 ? 32 : 128);
  const size = 1n << BigInt((family === 4 ? 32 : 128) - prefix);
  const first = base - (base % size);
  const text = family === 6 ? v6Text(random, base) : isWrittenMapped ? mappedText(random, base) : v4Text(base);
  const isSingle = prefix === (family === 4 ? 32 : 128) && random.chance(0.5);
  return { text: isSingle ? text : `${text}/${isWrittenMapped ? prefix + 96 : prefix}`, rule: { family, first, last: first + size - 1n } };
}

function near(random: Random, { first, last }: Rule): bigint {
  const inside = first + (v6Bits(random) % (last - first + 1n));
  return random.chance(0.7) ? inside : inside ^ (1n << BigInt(random.between(0, 127)));
}

function someAddress(random: Random): bigint {
  return random.chance(0.5) ? mapped + v4Bits(random) : v6Bits(random);
}

const v4Bits = (random: Random) => (BigInt(random.between(0, 0xffff)) << 16n) | BigInt(random.between(0, 0xffff));
/** With runs of zeros, so that there is something to abbreviate; never in ::ffff:0:0/96, which would be IPv4. */
function v6Bits(random: Random): bigint {
  let bits = 0n;
  for (let group = 0; group < 8; group++) bits = (bits << 16n) | BigInt(random.chance(0.4) ? 0 : random.between(0, 0xffff));
  return isV4(bits) ? bits | (1n << 127n) : bits;
}

const isV4 = (number: bigint) => number >> 32n === 0xffffn;

/** Any text that RFC 4291 allows for the number; of an address also with a zone. */
function write(random: Random, number: bigint): string {
  if (!isV4(number)) return v6Text(random, number) + (random.chance(0.1) ? random.pick(["%eth0", "%25", "%1"]) : "");
  return random.chance(0.6) ? v4Text(number) : mappedText(random, number);
}

function v4Text(number: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 0xffn)).join(".");
}

function mappedText(random: Random, number: bigint): string {
  const start = random.pick(["::ffff:", "::FFFF:", "0:0:0:0:0:ffff:", "0000:0000:0000:0000:0000:ffff:", "0::ffff:"]);
  const hex = (shift: bigint) => ((number >> shift) & 0xffffn).toString(16);
  return start + (random.chance(0.7) ? v4Text(number) : `${hex(16n)}:${hex(0n)}`);
}

function v6Text(random: Random, number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((number >> BigInt(112 - at * 16)) & 0xffffn).toString(16));
  const padded = random.chance(0.3) ? groups.map((group) => group.padStart(4, "0")) : groups;
  const cased = padded.map((group) => (random.chance(0.2) ? group.toUpperCase() : group));
  const tail = random.chance(0.15) ? [v4Text(number & 0xffffffffn)] : cased.slice(6);
  const written = [...cased.slice(0, 6), ...tail];
  const zeros = written.map((group) => /^0+$/.test(group));
  const runs = zeros.flatMap((isZero, start) => (isZero && !zeros[start - 1] ? [{ start, end: endOf(zeros, start) }] : [])); // any run may be the one abbreviated
  if (runs.length === 0 || random.chance(0.2)) return written.join(":");
  const { start, end } = random.pick(runs);
  return `${written.slice(0, start).join(":")}::${written.slice(end).join(":")}`;
}

function endOf(zeros: readonly boolean[], start: number): number {
  const end = zeros.indexOf(false, start);
  return end === -1 ? zeros.length : end;
}

const lies = ["203.0.113.9", "::ffff:203.0.113.9", "203.0.113.9:443", "[::ffff:cb00:7109]:443", "10.9.9.9", "127.0.0.1", "unknown", "203.0.113.9%eth0", "", "\t203.0.113.9 "];
