import { expect, test } from "vitest";
import { narrowedAddress } from "./narrowed";

test("a condition takes the place of those of its own sort, and of no other", () => {
  const params = new URLSearchParams("span=7d&type=status:2xx&type=format:xml&key=k1&key=k2");
  expect(narrowedAddress(params, [{ name: "type", value: "status:4xx" }, { name: "type", value: "status:5xx" }])).toBe("?span=7d&type=format%3Axml&key=k1&key=k2&type=status%3A4xx&type=status%3A5xx"); // prettier-ignore
  expect(narrowedAddress(params, [{ name: "key", value: "k3" }])).toBe("?span=7d&type=status%3A2xx&type=format%3Axml&key=k3");
});
