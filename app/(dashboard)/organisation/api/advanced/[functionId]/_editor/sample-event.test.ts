import { expect, test } from "vitest";
import { completeEvent, sampleEvent } from "./sample-event";

const now = new Date("2026-11-23T09:18:41Z");

test("a task's sample is due at the minute it is made", () => {
  expect(JSON.parse(sampleEvent("task", now))).toEqual({ scheduledAt: "2026-11-23T09:18:00Z", previous: null });
});

test.each([
  ['{"a":1}', '{"a":1}'],
  ['"e"', "e"],
  ["null", ""],
])("the body %s of an edited request has its text", (body, text) => {
  expect(JSON.parse(completeEvent(`{"request":{"body":${body}}}`) ?? "").request.text).toBe(text);
});

test("a recorded request keeps the text it came with", () => {
  expect(JSON.parse(completeEvent('{"request":{"body":{"a":1},"text":"{ \\"a\\": 1 }"}}') ?? "").request.text).toBe('{ "a": 1 }');
});

test.each(["", "{", "[]", "7"])("%o is no event", (text) => {
  expect(completeEvent(text)).toBeUndefined();
});
