/**
 * What clocks in `zone` show at an instant, to the minute: `2026-03-09T09:00`, as date and time inputs write it.
 * @param zone  IANA name
 */
export function wallTime(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${read("year").padStart(4, "0")}-${read("month")}-${read("day")}T${read("hour")}:${read("minute")}`;
}
