/**
 * The days of an event, as its own zone's calendar has them: `9–12 March 2026`.
 * @param zone  IANA name
 */
export function eventDays(start: Date, end: Date, zone: string): string {
  const range = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "long", year: "numeric" }).formatRange(start, end);
  return range.replace(/(?<=\b\d{1,2})\s–\s/u, "–"); // between two days of one month no blanks
}

/** When it begins, or how long it goes on, in days of its own zone: `in 12 days`, `day 2 of 4`, `3 months ago`. */
export function eventDistance(start: Date, end: Date, zone: string, now: Date): string {
  const today = dayNumber(now, zone);
  const first = dayNumber(start, zone);
  const last = dayNumber(end, zone);
  if (now > end) return relative(last - today);
  if (now >= start) return `day ${today - first + 1} of ${last - first + 1}`;
  return relative(first - today);
}

function relative(days: number): string {
  const words = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
  if (Math.abs(days) < 60) return words.format(days, "day");
  return Math.abs(days) < 700 ? words.format(Math.round(days / 30.4), "month") : words.format(Math.round(days / 365), "year");
}

/** Days since 1970 on the calendar of `zone`. */
function dayNumber(at: Date, zone: string): number {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at);
  return Date.parse(day) / (24 * 3600_000);
}
