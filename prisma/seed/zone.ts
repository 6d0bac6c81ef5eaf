/**
 * The instant at which a clock in `zone` shows the given wall time. A time that summer time skips counts as the hour after.
 * @param day  a calendar day, `YYYY-MM-DD`
 * @param time `HH:MM`
 */
export function atWallTime(day: string, time: string, zone: string): Date {
  const asIfUtc = new Date(`${day}T${time}:00Z`);
  const first = new Date(asIfUtc.getTime() - offsetMs(asIfUtc, zone));
  return new Date(asIfUtc.getTime() - offsetMs(first, zone)); // the offset may differ on the other side of a change of clocks
}

/** The calendar day that `at` falls on in `zone`, moved by `days`; `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Date, days = 0): string {
  const today = new Date(at.getTime() + offsetMs(at, zone));
  today.setUTCDate(today.getUTCDate() + days);
  return today.toISOString().slice(0, 10);
}

/** How far clocks in `zone` are ahead of UTC at that instant. */
function offsetMs(at: Date, zone: string): number {
  const part = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d\d):(\d\d)/.exec(part) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
