/**
 * What clocks in `zone` show at an instant, to the minute: `2026-03-09T09:00`, as date and time inputs write it.
 * @param zone  IANA name
 */
export function wallTime(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${read("year").padStart(4, "0")}-${read("month")}-${read("day")}T${read("hour")}:${read("minute")}`;
}

/** Whether a text is a date and time as such inputs write it, to the minute or the second, of a day that exists. */
export function isWallTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) || text.startsWith("0000")) return false;
  const at = Date.parse(`${text}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
