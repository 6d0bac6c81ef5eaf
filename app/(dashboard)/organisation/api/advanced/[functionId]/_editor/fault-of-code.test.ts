import { expect, test } from "vitest";
import { maxCodeBytes, maxWrittenEventBytes } from "@/lib/functions/schema";
import config from "@/next.config.mjs";
import { faultOfCode } from "./fault-of-code";

test("code has its limit in bytes, and the refusal says what is too long", () => {
  expect(faultOfCode("x".repeat(maxCodeBytes))).toBeUndefined();
  expect(faultOfCode("é".repeat(maxCodeBytes / 2 + 1))).toBe("The code must be at most 256 KiB.");
});

test("the longest event goes through with the longest code, were they nothing but quotes, and nothing is cut off on its way", () => {
  const longest = JSON.stringify(["2kq7v0c4m1x8r", '"'.repeat(maxCodeBytes), '"'.repeat(maxWrittenEventBytes), false]);
  const limit = config.experimental?.serverActions?.bodySizeLimit;
  expect(limit).toBeGreaterThan(longest.length + 64 * 1024);
  expect(limit).toBeLessThan(10_000_000);
});
