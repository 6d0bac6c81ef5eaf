import { expect, test } from "vitest";
import type { LoggedCall } from "@/lib/statistics/schema";
import { mergeCalls } from "./merge-calls";

function call(id: string, second: number): LoggedCall {
  return { at: new Date(second * 1000), requestId: id, keyId: null, keyLabel: null, method: "GET", path: "/expos", operation: "expos.list", format: "json", origin: "outside", status: 200, durationMs: 1, bytes: 2, address: null, skipped: 0 };
}

test("what was told already stays once, and a late one takes the place of its time", () => {
  const shown = [call("c", 3), call("a", 1)];
  expect(mergeCalls(shown, [call("d", 4), call("c", 3), call("b", 2)]).map(({ requestId }) => requestId)).toEqual(["d", "c", "b", "a"]);
});

test("a page that is followed for long does not grow without an end", () => {
  const shown = Array.from({ length: 499 }, (_, index) => call(`old ${index}`, 1000 - index));
  const merged = mergeCalls(shown, [call("new 1", 2000), call("new 2", 2001)]);
  expect(merged).toHaveLength(500);
  expect(merged[0]?.requestId).toBe("new 2");
});
