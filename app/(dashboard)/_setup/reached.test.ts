import { expect, test } from "vitest";
import { reached } from "./reached";

test("a lost connection is a refusal in words, and an answer stays what it is", async () => {
  const lost = Promise.reject<{ kind: "done" }>(new TypeError("Failed to fetch"));
  expect(await reached(lost, "Your code is still here.")).toEqual({ kind: "refused", message: "Visit did not answer. Your code is still here." });
  expect(await reached(Promise.resolve({ kind: "done" }))).toEqual({ kind: "done" });
});
