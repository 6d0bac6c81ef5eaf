import { expect, test } from "vitest";
import { maskOf } from "./mask";

const mask = (text: string, secrets: Iterable<string>, isCut?: boolean) => maskOf(new Set(secrets))(text, isCut);

test("a secret is masked as itself, in JSON, in a URL and in base64", () => {
  const secret = 'a"b/ä';
  const all = [secret, JSON.stringify({ secret }), `?key=${encodeURIComponent(secret)}`, Buffer.from(secret).toString("base64")].join(" | ");
  expect(mask(all, [secret])).toBe('… | {"secret":"…"} | ?key=… | …');
});

test("the longer of two secrets goes whole", () => {
  expect(mask("token-long token", ["token", "token-long"])).toBe("… …");
});

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

// Were their forms made anew for each line, this would take minutes.
test("secrets may become more, and many long ones cost little a line", () => {
  const secrets = new Set<string>();
  const mask = maskOf(secrets);
  for (let number = 0; number < 200; number++) secrets.add(`${number} `.repeat(4000));
  for (let line = 0; line < 1000; line++) expect(mask(`line ${line}`)).toBe(`line ${line}`);
  secrets.add("late");
  expect(mask("too late")).toBe("too …");
});
