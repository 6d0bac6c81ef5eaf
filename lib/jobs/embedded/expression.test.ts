import { expect, test } from "vitest";
import { compile } from "./expression";

const scope = { event: { name: "a", data: { kind: "vip", count: 3, isNew: true, "nested": { id: "x'y" } } }, async: { data: { id: "x'y", count: 4 } } }; // prettier-ignore

test.each([
  ["event.data.kind == 'vip'", true],
  ['event.data.kind != "vip"', false],
  ["event.data.count >= 3 && async.data.count < 5", true],
  ["event.data.count > async.data.count || event.data.isNew", true],
  ["!(event.data.isNew && event.data.kind == 'press')", true],
  ["event.data.nested.id == async.data.id", true],
  ["event.data.nested.id == 'x\\'y'", true],
  ["event.data.missing.deeper == null", true],
  ["event.data.missing == async.data.absent", true],
  ["event.data.kind > 2", false],
  ["event.data.constructor == null", true],
  ["event.data.count == -3", false],
  ["event.data.kind", "vip"],
])("%s is %o", (text, value) => {
  expect(compile(text)(scope)).toBe(value);
});

test.each(["event.data.kind = 'vip'", "event.data.count + 1", "size(event.data.kind) > 1", "event.data.kind ==", "(event.data.isNew", "process.env", "event.data.isNew event.data.kind", ""])(
  "%s is refused before any event comes by",
  (text) => {
    expect(() => compile(text)).toThrow(/expression/);
  },
);
