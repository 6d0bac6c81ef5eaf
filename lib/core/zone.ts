/** Whether this is an IANA time zone that the machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name); // offsets such as +02:00 are accepted by Intl, but are no zone
  } catch {
    return false;
  }
}

/** The zones to choose from, and the one chosen, should the machine know it by another name. */
export function timeZones(chosen: string): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", chosen])].sort();
}

/**
 * The instant at which clocks in `zone` show a date and time. In the hour that a clock change leaves out, the instant after
 * the gap; in the hour that comes twice, the first.
 * @param date  `2026-03-29`
 * @param time  `09:00:00`
 */
export function instantIn(zone: string, date: string, time: string): Date {
  const wanted = Date.parse(`${date}T${time}Z`);
  const candidates = [wanted - offsetMs(zone, wanted - dayMs), wanted - offsetMs(zone, wanted + dayMs)];
  const exact = candidates.filter((at) => at + offsetMs(zone, at) === wanted);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

/** How far the zone's clocks are ahead of UTC at an instant, in ms. */
function offsetMs(zone: string, atMs: number): number {
  const whole = Math.floor(atMs / 1000) * 1000;
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(whole);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second")) - whole;
}

const dayMs = 24 * 3600_000;
