import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formsOf, maskOf } from "./mask";

const mask = (text: string, secrets: Iterable<string>, isCut?: boolean) => maskOf(new Set(secrets))(text, isCut);

test("a secret is masked as itself, in JSON, in a URL and in base64", () => {
  const secret = 'a"b/ä';
  const all = [secret, JSON.stringify({ secret }), `?key=${encodeURIComponent(secret)}`, Buffer.from(secret).toString("base64")].join(" | ");
  expect(mask(all, [secret])).toBe('… | {"secret":"…"} | ?key=… | …');
});

test("a secret is masked in XML, and however its bytes are written in a URL", () => {
  const secret = 'a&b<"c">ä';
  const all = ['<a b="a&amp;b&lt;&quot;c&quot;&gt;ä">a&amp;b&lt;"c"&gt;ä</a>', `?key=${encodeURIComponent(secret).toLowerCase()}&`].join(" | ");
  expect(mask(all, [secret])).toBe('<a b="…">…</a> | ?key=…&');
});

test("the longer of two secrets goes whole", () => {
  expect(mask("token-long token", ["token", "token-long"])).toBe("… …");
});

test("where secrets overlap, all of each goes", () => {
  expect(mask("no 1234567890", ["1234", "234567890"])).toBe("no …");
  expect(mask("abcabcabc", ["abca"])).toBe("…bc");
  expect(mask("ends in abcdef", ["abcd", "cdefgh"], true)).toBe("ends in …");
});

const secret = fc.string({ unit: fc.constantFrom("a", "b", "1", "/", "ä"), maxLength: 12 });
const written = (secrets: readonly string[]) => fc.array(fc.oneof(secret, ...secrets.flatMap((one) => [fc.constantFrom(one, encodeURIComponent(one), Buffer.from(one).toString("base64")), fc.nat(12).map((at) => one.slice(at))])), { maxLength: 12 });

test("no secret of four characters or more remains, whatever overlaps, and nothing goes that is none", () => {
  const some = fc.array(secret, { minLength: 1, maxLength: 5 }).chain((secrets) => fc.tuple(fc.constant(secrets), written(secrets)));
  fc.assert(
    fc.property(some, ([secrets, pieces]) => {
      const text = pieces.join("");
      expect(mask(text, secrets)).toBe(slowlyMasked(text, secrets.flatMap(formsOf)));
    }),
    { numRuns: 2000 },
  );
});

/** Looks for everything everywhere. */
function slowlyMasked(text: string, forms: readonly string[]): string {
  const isCovered = Array.from(text, () => false);
  for (const form of forms) for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) isCovered.fill(true, at, at + form.length);
  return Array.from(text, (character, at) => (isCovered[at] ? (isCovered[at - 1] ? "" : "…") : character)).join("");
}

test("base64 of a longer text that holds a secret shows none of it, wherever it stands", () => {
  for (const before of ["", "a", "ab", "abc"]) {
    const shown = mask(Buffer.from(`${before}user:s3cr3t-t0ken!`).toString("base64url"), ["s3cr3t-t0ken"]);
    expect(shown).toContain("…");
    expect(Buffer.from(shown, "base64url").toString()).not.toContain("s3cr3t");
  }
});

test("a secret shorter than four characters masks nothing", () => {
  expect(mask("a text of texts", ["", "t", "tex"])).toBe("a text of texts");
});

test("where a text was cut, the beginning of a secret goes too", () => {
  expect(mask("key is sec", ["secret"], true)).toBe("key is …");
  expect(mask("key is sec", ["secret"])).toBe("key is sec");
});

test("a beginning is found however often it repeats itself", () => {
  expect(mask("x aab aab aa", ["aab aab aac"], true)).toBe("x …");
  expect(mask("aaab", ["aaac", "b!!!"], true)).toBe("aaa…");
});

// Compared character by character, these take from a second to ten.
test("no text and no secrets make it slow", () => {
  const text = "a".repeat(256 * 1024);
  const alike = Array.from({ length: 50 }, (_, number) => `${"a".repeat(19_000)}b${number}${"a".repeat(900)}`);
  const begun = performance.now();
  expect(mask(text, [`${"a".repeat(10_000)}b${"a".repeat(9_999)}`], true)).toBe(`${"a".repeat(256 * 1024 - 10_000)}…`);
  expect(mask(text, alike)).toBe(text);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test("a hundred secrets cost a line little", () => {
  const mask = maskOf(new Set(Array.from({ length: 100 }, (_, number) => `${number}-${randomUUID()}`)));
  const line = `a line as they are ${JSON.stringify({ id: "0000", name: "Ada Lovelace", email: "ada@example.org" })} `.repeat(3);
  const begun = performance.now();
  for (let count = 0; count < 1000; count++) expect(mask(line)).toBe(line);
  expect(performance.now() - begun).toBeLessThan(2_000); // 20 ms when nobody else is at work
});

// Were their forms made anew for each line, this would take minutes.
test("secrets may become more, and many long ones cost little a line", () => {
  const secrets = new Set<string>();
  const mask = maskOf(secrets);
  for (let number = 0; number < 200; number++) secrets.add(`${number} `.repeat(4000));
  for (let line = 0; line < 1000; line++) expect(mask(`line ${line}`)).toBe(`line ${line}`);
  secrets.add("late");
  expect(mask("too late")).toBe("too …");
});
