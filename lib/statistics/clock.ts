import { instantShown, offsetsOf } from "@/lib/core/zone";

/** Pieces of time that counts are kept in or asked for. Minutes and quarters are the same everywhere; the others are cut by the clocks of a zone. */
export type Unit = "minute" | "quarter" | "hour" | "day" | "week" | "month";

/** The clocks and the calendar of one zone. Weeks begin on Monday. Instants are in ms since 1970. */
export type Clock = {
  zone: string;
  /** start of the piece that holds the instant */
  startOf: (unit: Unit, atMs: number) => number;
  /** start of the piece after the one that holds the instant */
  nextOf: (unit: Unit, atMs: number) => number;
};

/**
 * @param zone  IANA name
 * A day lasts from the first moment of its date to the first of the next: 23, 24 or 25 hours. An hour is cut where clocks show a whole one, and
 * where they are changed by less than an hour.
 */
export function clockOf(zone: string): Clock {
  const offsetMs = remembered(offsetsOf(zone));
  const dateOf = (atMs: number) => Math.floor((atMs + offsetMs(atMs)) / dayMs); // days since 1970 on the zone's calendar

  const startOfDate = (date: number): number => instantShown(offsetMs, date * dayMs); // where clocks skip its midnight, the instant after the gap

  const startOfHour = (atMs: number): number => {
    const offset = offsetMs(atMs);
    const start = atMs - modulo(atMs + offset, hourMs);
    if (offsetMs(start) === offset) return start;
    let change = floorTo(atMs, quarterMs); // clocks are changed at quarters
    while (change > start && offsetMs(change - quarterMs) === offset) change -= quarterMs;
    return Math.max(change, start);
  };

  const firstDateOf = (unit: "day" | "week" | "month", date: number): number => {
    if (unit === "day") return date;
    if (unit === "week") return date - modulo(date + 3, 7); // 1970 began on a Thursday
    const day = new Date(date * dayMs);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth()) / dayMs;
  };

  const nextDateOf = (unit: "day" | "week" | "month", first: number): number => {
    if (unit !== "month") return first + (unit === "day" ? 1 : 7);
    const day = new Date(first * dayMs);
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1) / dayMs;
  };

  const startOf = (unit: Unit, atMs: number): number => {
    if (unit === "minute") return floorTo(atMs, minuteMs);
    if (unit === "quarter") return floorTo(atMs, quarterMs);
    if (unit === "hour") return startOfHour(atMs);
    return startOfDate(firstDateOf(unit, dateOf(atMs)));
  };

  const nextOf = (unit: Unit, atMs: number): number => {
    const start = startOf(unit, atMs);
    if (unit === "minute") return start + minuteMs;
    if (unit === "quarter") return start + quarterMs;
    if (unit === "hour") {
      if (offsetMs(start + hourMs) === offsetMs(start - 1)) return start + hourMs; // nothing is changed around it
      for (let at = start + quarterMs; ; at += quarterMs) if (startOfHour(at) > start) return startOfHour(at);
    }
    let date = nextDateOf(unit, firstDateOf(unit, dateOf(start)));
    while (startOfDate(date) <= start) date++; // a date that a zone left out
    return startOfDate(date);
  };

  return { zone, startOf, nextOf };
}

/** Offsets change at quarters of an hour, and are asked for again and again. */
function remembered(offsetMs: (atMs: number) => number): (atMs: number) => number {
  const known = new Map<number, number>();
  return (atMs) => {
    const quarter = floorTo(atMs, quarterMs);
    const offset = known.get(quarter) ?? offsetMs(quarter);
    known.set(quarter, offset);
    return offset;
  };
}

function floorTo(value: number, step: number): number {
  return value - modulo(value, step);
}

function modulo(value: number, step: number): number {
  return ((value % step) + step) % step;
}

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
