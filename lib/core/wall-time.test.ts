import { expect, test } from "vitest";
import { wallTime } from "./wall-time";
import { instantIn } from "./zone";

test.each([
  ["Europe/Amsterdam", "2027-03-28T00:59:59Z", "2027-03-28T01:59"],
  ["Europe/Amsterdam", "2027-03-28T01:00:00Z", "2027-03-28T03:00"],
  ["Asia/Kathmandu", "2027-01-01T18:15:00Z", "2027-01-02T00:00"],
])("clocks in %s at %s show %s", (zone, at, shown) => {
  expect(wallTime(zone, new Date(at))).toBe(shown);
  const back = instantIn(zone, shown.slice(0, 10), `${shown.slice(11)}:00`);
  expect(back.toISOString().slice(0, 16)).toBe(at.slice(0, 16));
});
