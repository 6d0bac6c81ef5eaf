import { expect, test } from "vitest";
import { eventDays, eventDistance } from "@/components/event-dates";

const start = new Date("2026-11-24T23:30:00Z"); // the 25th in Amsterdam
const end = new Date("2026-11-27T16:00:00Z");

test("days are those of the event's zone", () => {
  expect(eventDays(start, end, "Europe/Amsterdam")).toBe("25–27 November 2026");
  expect(eventDays(start, end, "America/New_York")).toBe("24–27 November 2026");
});

test.each([
  ["2026-11-24T23:00:00Z", "today"],
  ["2026-11-23T12:00:00Z", "in 2 days"],
  ["2026-11-25T12:00:00Z", "day 1 of 3"],
  ["2026-11-27T12:00:00Z", "day 3 of 3"],
  ["2026-11-28T12:00:00Z", "yesterday"],
  ["2027-05-28T12:00:00Z", "6 months ago"],
])("at %s it is %s", (at, words) => {
  expect(eventDistance(start, end, "Europe/Amsterdam", new Date(at))).toBe(words);
});
