import { expect, test } from "vitest";
import { laidOut } from "./laid-out";

test("what is no JSON is left as it is", () => {
  expect(laidOut("<xml/>")).toBe("<xml/>");
  expect(laidOut('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
});
