import fc from "fast-check";
import { expect, test } from "vitest";
import { instantIn, isTimeZone } from "@/lib/core/zone";

test.each([
  ["Europe/Amsterdam", "2026-11-24", "09:00:00", "2026-11-24T08:00:00.000Z"],
  ["Europe/Amsterdam", "2026-07-01", "00:00:00", "2026-06-30T22:00:00.000Z"],
  ["Asia/Kathmandu", "2026-07-01", "23:59:59", "2026-07-01T18:14:59.000Z"],
  ["Pacific/Kiritimati", "2026-01-01", "00:00:00", "2025-12-31T10:00:00.000Z"],
  ["America/Los_Angeles", "2026-12-31", "23:59:59", "2027-01-01T07:59:59.000Z"],
])("clocks in %s show %s %s at %s", (zone, date, time, instant) => {
  expect(instantIn(zone, date, time).toISOString()).toBe(instant);
});

test("an hour that a clock change leaves out is the instant after the gap's length", () => {
  expect(instantIn("Europe/Amsterdam", "2026-03-29", "02:30:00").toISOString()).toBe("2026-03-29T01:30:00.000Z");
});

test("an hour that comes twice is the first", () => {
  expect(instantIn("Europe/Amsterdam", "2026-10-25", "02:30:00").toISOString()).toBe("2026-10-25T00:30:00.000Z");
});

test("the clock shows what was asked for, in every zone on any day, gaps apart", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, (zone, date) => {
      const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(instantIn(zone, date, "12:00:00"));
      expect(shown).toBe(`${date} 12:00:00`); // no zone changes its clocks at noon
    }),
    { numRuns: 500 },
  );
});

test.each(["Europe/Amsterdam", "UTC", "America/Argentina/Buenos_Aires"])("%s is a zone", (name) => expect(isTimeZone(name)).toBe(true));
test.each(["", "Mars/Olympus", "+02:00", "Europe/Amsterdam\n"])("%j is none", (name) => expect(isTimeZone(name)).toBe(false));
