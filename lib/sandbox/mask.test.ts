import { expect, test } from "vitest";
import { mask } from "./mask";

test("a secret is masked as itself, in JSON, in a URL and in base64", () => {
  const secret = 'a"b/ä';
  const all = [secret, JSON.stringify({ secret }), `?key=${encodeURIComponent(secret)}`, Buffer.from(secret).toString("base64")].join(" | ");
  expect(mask(all, [secret])).toBe('… | {"secret":"…"} | ?key=… | …');
});

test("the longer of two secrets goes whole", () => {
  expect(mask("token-long token", ["token", "token-long"])).toBe("… …");
});

test("an empty secret masks nothing", () => {
  expect(mask("text", [""])).toBe("text");
});

test("where a text was cut, the beginning of a secret goes too", () => {
  expect(mask("key is sec", ["secret"], true)).toBe("key is …");
  expect(mask("key is sec", ["secret"])).toBe("key is sec");
});
