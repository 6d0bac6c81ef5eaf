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
  return new Date(instantShown(offsetsOf(zone), Date.parse(`${date}T${time}Z`)));
}

/** The same for who has the zone's offsets at hand. @param shownMs  what the clocks show, as if it were UTC */
export function instantShown(offsetMs: (atMs: number) => number, shownMs: number): number {
  const candidates = [shownMs - offsetMs(shownMs - dayMs), shownMs - offsetMs(shownMs + dayMs)];
  const exact = candidates.filter((at) => at + offsetMs(at) === shownMs);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

/** How far the zone's clocks are ahead of UTC at an instant, in ms. */
export function offsetsOf(zone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  return (atMs) => {
    const whole = Math.floor(atMs / 1000) * 1000;
    const read: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(whole)) read[type] = Number(value);
    return Date.UTC(read.year ?? 0, (read.month ?? 1) - 1, read.day, read.hour, read.minute, read.second) - whole;
  };
}

const dayMs = 24 * 3600_000;
