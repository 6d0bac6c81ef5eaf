import fc from "fast-check";
import { BlockList, isIPv4 } from "node:net";
import { expect, test } from "vitest";
import { clientAddress, contains, parseAddress, parseRange } from "./addresses";

test.each(["192.0.2.1", "::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:ffff:192.0.2.1", "::FFFF:192.0.2.1%eth0"])("%s is one and the same v4 address", (text) => {
  expect(parseAddress(text)).toEqual([192, 0, 2, 1]);
});

test.each(["192.0.2", "192.0.2.01", "0xc0.0.2.1", "3221225985", "192.0.2.256", "192.0.2.1 ", "", "::1::", "g::", "localhost", "192.0.2.1/32"])("%j is no address", (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test.each(["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/", "10.0.0.0/8/8", "10/8", "fe80::1%eth0", "2001:db8::/129", "/8", "::ffff:10.0.0.0/129"])("%j is no range", (text) => {
  expect(parseRange(text)).toBeUndefined();
});

test.each([
  ["10.0.0.0/8", "10.255.255.255", true],
  ["10.0.0.0/8", "11.0.0.0", false],
  ["10.0.0.0/8", "9.255.255.255", false],
  ["10.1.2.3/8", "10.200.0.1", true],
  ["192.0.2.128/25", "192.0.2.127", false],
  ["192.0.2.128/25", "192.0.2.128", true],
  ["0.0.0.0/0", "203.0.113.9", true],
  ["0.0.0.0/0", "2001:db8::1", false],
  ["::/0", "2001:db8::1", true],
  ["::/0", "192.0.2.1", false],
  ["::ffff:10.0.0.0/104", "10.9.9.9", true],
  ["::ffff:10.0.0.0/104", "11.0.0.0", false],
  ["2001:db8::/33", "2001:db8:7fff:ffff::1", true],
  ["2001:db8::/33", "2001:db8:8000::", false],
  ["2001:db8::1", "2001:0db8:0:0:0:0:0:1", true],
  ["2001:db8::1", "2001:db8::2", false],
  ["fe80::/10", "fe80::1%eth0", true],
  ["10.0.0.0/8", "::ffff:10.0.0.1", true],
  ["10.0.0.1", "::10.0.0.1", false],
  ["::10.0.0.1", "::a00:1", true],
] as const)("%s holds %s: %s", (range, address, expected) => {
  expect(holds(range, address)).toBe(expected);
});

test("ranges agree with Node's own BlockList, at their edges too", () => {
  const v4 = fc.tuple(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 32 }));
  const v6 = fc.tuple(fc.ipV6(), fc.ipV6(), fc.integer({ min: 0, max: 128 }));
  fc.assert(
    fc.property(fc.oneof(v4, v6), fc.boolean(), ([base, other, prefix], near) => {
      const address = near ? neighbour(base, prefix) : other;
      const oracle = new BlockList();
      const family = isIPv4(base) ? "ipv4" : "ipv6";
      oracle.addSubnet(base, prefix, family);
      expect(holds(`${base}/${prefix}`, address)).toBe(isMapped(base) === isMapped(address) && oracle.check(address, family));
    }),
    { numRuns: Number(process.env.PROOF_RUNS ?? 2000) },
  );
});

test("only a trusted proxy's X-Forwarded-For is believed, and only from the right", () => {
  const trusted = ["10.0.0.0/8", "::1"].flatMap((text) => parseRange(text) ?? []);
  const client = (peer: string | undefined, forwarded: string | null) => clientAddress(peer, forwarded, trusted);
  expect(client("203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
  expect(client("10.0.0.1", null)).toBe("10.0.0.1");
  expect(client("10.0.0.1", "198.51.100.1, 203.0.113.7")).toBe("203.0.113.7");
  expect(client("10.0.0.1", "198.51.100.1, 203.0.113.7, 10.2.2.2")).toBe("203.0.113.7");
  expect(client("::ffff:10.0.0.1", "[2001:db8::7]:443")).toBe("2001:db8::7");
  expect(client("10.0.0.1", "203.0.113.7:4711")).toBe("203.0.113.7");
  expect(client("10.0.0.1", "203.0.113.7, unknown")).toBeUndefined();
  expect(client("10.0.0.1", "10.0.0.3, 10.0.0.2")).toBe("10.0.0.3");
  expect(client("10.0.0.1", "")).toBe("10.0.0.1");
  expect(client(undefined, "203.0.113.7")).toBeUndefined();
});

function holds(rangeText: string, addressText: string): boolean {
  const range = parseRange(rangeText);
  const address = parseAddress(addressText);
  if (!range || !address) throw new Error(`cannot read ${rangeText} or ${addressText}`);
  return contains(range, address);
}

/** `base` with the last bit of its prefix turned over: just outside; with prefix 0 the base itself. */
function neighbour(base: string, prefix: number): string {
  const bytes = [...(parseAddress(base) ?? [])];
  const bits = bytes.length * 8;
  const bit = Math.min(prefix, bits) - 1;
  if (bit >= 0) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
  if (bytes.length === 4) return bytes.join(".");
  return Array.from({ length: 8 }, (_, at) => (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16)).join(":");
}

function isMapped(text: string): boolean {
  return !isIPv4(text) && parseAddress(text)?.length === 4;
}
