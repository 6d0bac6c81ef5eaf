import { expect, test } from "vitest";
import { nextTime, parseCron } from "./cron";

test.each([
  ["* * * * *", "2026-11-23T10:15:30Z", "2026-11-23T10:16:00Z"],
  ["* * * * *", "2026-11-23T10:16:00Z", "2026-11-23T10:17:00Z"],
  ["17 * * * *", "2026-11-23T10:17:00Z", "2026-11-23T11:17:00Z"],
  ["*/15 9-17 * * 1-5", "2026-11-20T17:45:00Z", "2026-11-23T09:00:00Z"],
  ["0 6 * * *", "2026-12-31T06:00:00Z", "2027-01-01T06:00:00Z"],
  ["0 0 29 2 *", "2026-11-23T00:00:00Z", "2028-02-29T00:00:00Z"],
  ["0 0 13 * 5", "2026-11-23T00:00:00Z", "2026-11-27T00:00:00Z"],
  ["0 0 * * 7", "2026-11-23T00:00:00Z", "2026-11-29T00:00:00Z"],
  ["TZ=Europe/Amsterdam 0 9 * * *", "2026-11-23T07:59:00Z", "2026-11-23T08:00:00Z"],
  ["TZ=Europe/Amsterdam 0 9 * * *", "2026-07-01T00:00:00Z", "2026-07-01T07:00:00Z"],
  ["TZ=Asia/Shanghai 30 0 * * *", "2026-11-22T17:00:00Z", "2026-11-23T16:30:00Z"],
  ["TZ=America/Los_Angeles 0 23 * * *", "2026-11-23T08:00:00Z", "2026-11-24T07:00:00Z"],
  ["TZ=Europe/Amsterdam 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"], // the clocks leave it out
  ["TZ=Europe/Amsterdam 30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"], // it comes twice, and counts once
])("%s after %s is %s", (text, after, next) => {
  expect(nextTime(parseCron(text), new Date(after))).toEqual(new Date(next));
});

test.each(["* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "5-1 * * * *", "*/0 * * * *", "@daily", "a * * * *"])("%s is refused", (text) => {
  expect(() => parseCron(text)).toThrow(text);
});

test("a schedule that never comes is an error, not an endless search", () => {
  expect(() => nextTime(parseCron("0 0 30 2 *"), new Date("2026-11-23T00:00:00Z"))).toThrow("five years");
});
