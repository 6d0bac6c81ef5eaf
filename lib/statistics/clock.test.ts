import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clockOf, type Unit } from "./clock";

const quarterMs = 15 * 60_000;

/** What a clock on the wall shows. */
function shown(zone: string, atMs: number): { date: string; hour: string; weekday: string } {
  const parts = walls.get(zone)?.formatToParts(atMs) ?? [];
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { date: `${read("year")}-${read("month")}-${read("day")}`, hour: read("hour"), weekday: read("weekday") };
}

/** The slow way: look at the wall every quarter of an hour, and go back as long as it shows the same piece. */
function slowStartOf(zone: string, unit: Unit, atMs: number): number {
  const name = (at: number): string => {
    const { date, hour } = shown(zone, at);
    if (unit === "quarter") return String(at);
    if (unit === "hour") return `${date} ${hour} ${offsetShown(zone, at)}`; // an hour that comes twice is two hours
    if (unit === "day") return date;
    if (unit === "month") return date.slice(0, 7);
    const ago = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(shown(zone, at).weekday);
    return new Date(Date.parse(`${date}T12:00:00Z`) - ago * 24 * 3_600_000).toISOString().slice(0, 10);
  };
  let start = Math.floor(atMs / quarterMs) * quarterMs;
  while (name(start - quarterMs) === name(start)) start -= quarterMs;
  return start;
}

function offsetShown(zone: string, atMs: number): string {
  return (offsets.get(zone)?.formatToParts(atMs) ?? []).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

const zones = [
  "UTC", "Europe/Amsterdam", "Europe/London", "America/New_York", "America/St_Johns", "America/Santiago", "America/Havana", "America/Asuncion", "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut",
  "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Australia/Eucla", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati", "Antarctica/Troll",
]; // prettier-ignore
const walls = new Map(zones.map((zone) => [zone, new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", weekday: "short" })]));
const offsets = new Map(zones.map((zone) => [zone, new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })]));
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2027, 11) }),
  // around the changes of clocks, where it is decided
  fc.tuple(fc.integer({ min: 2012, max: 2027 }), fc.constantFrom(2, 3, 8, 9, 10), fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 24 * 60 })).map(([year, month, day, minute]) => Date.UTC(year, month, day, 0, minute)),
  fc.constantFrom(...["2024-02-29T12:00Z", "2028-02-29T23:59Z", "2025-03-30T00:59Z", "2025-10-26T01:30Z", "2026-04-04T15:10Z", "2026-10-03T15:40Z", "2011-12-30T11:00Z"].map((text) => Date.parse(text))),
);

describe.each<Unit>(["hour", "day", "week", "month"])("by %s", (unit) => {
  test("a piece begins where the clock on the wall says so, in every zone", () => {
    fc.assert(fc.property(fc.constantFrom(...zones), instants, (zone, atMs) => clockOf(zone).startOf(unit, atMs) === slowStartOf(zone, unit, atMs)), { numRuns: unit === "month" ? 20 : unit === "week" ? 60 : 300, examples: [["Australia/Lord_Howe", Date.parse("2026-04-04T15:10Z")], ["Europe/Amsterdam", Date.parse("2025-10-26T01:30Z")]] }); // prettier-ignore
  });

  test("pieces follow each other without gap or overlap", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, fc.integer({ min: 0, max: 1e8 }), (zone, atMs, onMs) => {
        const clock = clockOf(zone);
        const start = clock.startOf(unit, atMs);
        const next = clock.nextOf(unit, atMs);
        const inside = start + (onMs % (next - start));
        return start <= atMs && atMs < next && clock.startOf(unit, next) === next && clock.startOf(unit, next - 1) === start && clock.startOf(unit, inside) === start && clock.nextOf(unit, inside) === next;
      }),
      { numRuns: 300 },
    );
  });
});

test("days have 23 and 25 hours where clocks are changed, months their days, and a date that a zone left out is no day", () => {
  const lengths = (zone: string, unit: Unit, ...ats: string[]) => ats.map((at) => (clockOf(zone).nextOf(unit, Date.parse(at)) - clockOf(zone).startOf(unit, Date.parse(at))) / 3_600_000);
  expect(lengths("Europe/Amsterdam", "day", "2026-03-29T12:00Z", "2026-10-25T12:00Z", "2026-10-26T12:00Z")).toEqual([23, 25, 24]);
  expect(lengths("Europe/Amsterdam", "week", "2026-03-29T12:00Z", "2026-10-25T12:00Z")).toEqual([167, 169]);
  expect(lengths("Europe/Amsterdam", "month", "2028-02-10T12:00Z", "2026-02-10T12:00Z", "2026-03-10T12:00Z")).toEqual([29 * 24, 28 * 24, 31 * 24 - 1]);
  expect(lengths("Australia/Lord_Howe", "hour", "2026-04-04T14:40Z", "2026-04-04T15:10Z", "2026-10-03T15:40Z")).toEqual([1, 0.5, 0.5]);
  expect(new Date(clockOf("Pacific/Apia").nextOf("day", Date.parse("2011-12-29T12:00Z"))).toISOString()).toBe("2011-12-30T10:00:00.000Z");
  expect(new Date(clockOf("Asia/Kathmandu").startOf("hour", Date.parse("2026-11-23T10:05Z"))).toISOString()).toBe("2026-11-23T09:15:00.000Z");
});
