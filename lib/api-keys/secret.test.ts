import { expect, test } from "vitest";
import { ends, hashSecret, isWellFormed, newSecret } from "./secret";

test("a new secret is well-formed, and unlike any other", () => {
  const secrets = new Set(Array.from({ length: 1000 }, newSecret));
  expect(secrets.size).toBe(1000);
  for (const secret of secrets) expect(secret).toMatch(/^visit_[0-9A-Za-z]{38}$/);
  expect([...secrets].every(isWellFormed)).toBe(true);
});

test("any single mistyped character is noticed", () => {
  const secret = newSecret();
  for (let at = "visit_".length; at < secret.length; at++) {
    const mistyped = secret.slice(0, at) + (secret[at] === "a" ? "b" : "a") + secret.slice(at + 1);
    expect(isWellFormed(mistyped)).toBe(false);
  }
  expect(isWellFormed(secret.slice(0, -1))).toBe(false);
  expect(isWellFormed(`${secret}a`)).toBe(false);
});

test("a key brought along has no checksum and may be looked up, unless it cannot be one", () => {
  expect(isWellFormed("3f8a-legacy-key")).toBe(true);
  expect(isWellFormed("")).toBe(false);
  expect(isWellFormed("x".repeat(257))).toBe(false);
});

test("what a list shows is recognisable and gives nothing away", () => {
  const secret = newSecret();
  const { first, last } = ends(secret);
  expect([first, last]).toEqual([secret.slice(0, 10), secret.slice(-4)]);
  expect(ends("short")).toEqual({ first: "s", last: "" });
  expect(hashSecret(secret)).toMatch(/^[0-9a-f]{64}$/);
});
