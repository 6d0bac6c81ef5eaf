import { instantIn } from "@/lib/core/zone";

/** A schedule as Inngest writes it: five fields, before them perhaps `TZ=Europe/Paris `. */
export type Cron = { zone: string; minutes: Set<number>; hours: Set<number>; days: Set<number>; months: Set<number>; weekdays: Set<number>; isEitherDay: boolean };

/** @throws Error that names the schedule and what is wrong with it */
export function parseCron(text: string): Cron {
  const [, zone = "UTC", schedule = ""] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(text.trim()) ?? [];
  const fields = schedule.split(/\s+/);
  if (fields.length !== 5) throw new Error(`The schedule ${text} must have five fields`);
  const [minutes, hours, days, months, weekdays] = fields.map((field, at) => parseField(field, ranges[at] ?? [0, 0], text));
  if (!minutes || !hours || !days || !months || !weekdays) throw new Error(`The schedule ${text} must have five fields`);
  if (weekdays.delete(7)) weekdays.add(0);
  return { zone, minutes, hours, days, months, weekdays, isEitherDay: fields[2] !== "*" && fields[4] !== "*" };
}

/**
 * The first moment after `after` at which the zone's clocks show a time of the schedule. A time that a clock change leaves out
 * comes right after it, one that comes twice counts once: hourly schedules belong in UTC.
 * @throws Error when there is none within five years
 */
export function nextTime(cron: Cron, after: Date): Date {
  const hours = [...cron.hours].sort((one, other) => one - other);
  const minutes = [...cron.minutes].sort((one, other) => one - other);
  const day = new Date(after.getTime() - dayMs); // the zone may be a day behind
  day.setUTCHours(0, 0, 0, 0);
  for (let count = 0; count < 5 * 366; count++, day.setUTCDate(day.getUTCDate() + 1)) {
    if (!isDayOf(cron, day)) continue;
    const date = day.toISOString().slice(0, 10);
    for (const hour of hours) {
      if (instantIn(cron.zone, date, `${two(hour)}:59:59`) <= after) continue;
      for (const minute of minutes) {
        const at = instantIn(cron.zone, date, `${two(hour)}:${two(minute)}:00`);
        if (at > after) return at;
      }
    }
  }
  throw new Error("The schedule has no time within five years");
}

/** A day is named by its date or its weekday; where both are restricted, either will do. */
function isDayOf(cron: Cron, day: Date): boolean {
  if (!cron.months.has(day.getUTCMonth() + 1)) return false;
  const isDate = cron.days.has(day.getUTCDate());
  const isWeekday = cron.weekdays.has(day.getUTCDay());
  return cron.isEitherDay ? isDate || isWeekday : isDate && isWeekday;
}

function parseField(field: string, [least, most]: readonly [number, number], text: string): Set<number> {
  const numbers = new Set<number>();
  for (const part of field.split(",")) {
    const [, from, to, step] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? (() => { throw new Error(`${part} in the schedule ${text} is not understood`); })(); // prettier-ignore
    const first = from === undefined ? least : Number(from);
    const last = to !== undefined ? Number(to) : from === undefined || step !== undefined ? most : first;
    if (first < least || last > most || first > last || step === "0") throw new Error(`${part} in the schedule ${text} must lie between ${least} and ${most}`);
    for (let number = first; number <= last; number += Number(step ?? 1)) numbers.add(number);
  }
  return numbers;
}

const two = (number: number) => String(number).padStart(2, "0");
const ranges = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 7]] as const; // prettier-ignore
const dayMs = 24 * 3600_000;
