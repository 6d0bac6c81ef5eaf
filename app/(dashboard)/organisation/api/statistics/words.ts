import type { Column } from "@/components/chart/stacked-chart-parts";
import { clockOf } from "@/lib/statistics/clock";
import { durationBoundsMs } from "@/lib/statistics/histogram";
import type { Preset, Resolution, Split } from "@/lib/statistics/schema";

/** What a column of each resolution is, as its choice and as the head of a table. */
export const resolutionWords: Readonly<Record<Resolution, string>> = { minute: "Minute", hour: "Hour", day: "Day", week: "Week", month: "Month" };
export const splitWords: Readonly<Record<Split, string>> = { status: "Status", operation: "Operation", key: "API key", format: "Format" };
/** With what a span is compared. */
export const beforeWords: Readonly<Record<Preset | "custom", string>> = { "1h": "the hour before", "24h": "the 24 hours before", "7d": "the 7 days before", "30d": "the 30 days before", month: "as many days before", custom: "a time of the same length before" };

/** `0.8 ms`, `24.0 ms`, `3.2 s`: always one decimal, so that a column of them can be compared at a glance. */
export function duration(ms: number): string {
  return ms < 999.95 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** The same of what a share of the calls stayed below; beyond the last bound of the counts nobody knows by how much. */
export function percentileWords(ms: number | null): string {
  if (ms === null) return "none";
  return ms >= longestMs ? `over ${longestMs / 1000} s` : duration(ms);
}

/** `12 B`, `3.4 KiB`, `164 MiB` */
export function size(bytes: number): string {
  const steps = ["KiB", "MiB", "GiB", "TiB"];
  if (bytes < 1024) return `${bytes} B`;
  const step = Math.min(steps.length, Math.floor(Math.log(bytes) / Math.log(1024)));
  const amount = bytes / 1024 ** step;
  return `${amount < 99.95 ? amount.toFixed(1) : Math.round(amount)} ${steps[step - 1] ?? ""}`;
}

/** `JSON`; nothing of a format that has no name. */
export function formatWords(format: string): string {
  return format === "other" ? "" : format.toUpperCase();
}

/** `2.4%`, `100.0%`; what is there but rounds to nothing is `<0.1%`. @param share  0 to 1 */
export function rate(share: number): string {
  if (share > 0 && share < 0.0005) return "<0.1%";
  return `${(share * 100).toFixed(1)}%`;
}

const longestMs = Math.max(...durationBoundsMs);

type Bucket = { start: Date; end: Date };

/**
 * The columns of a chart in words, on the clocks of a zone. Where these are moved meanwhile, an hour comes twice or not at all: then every one
 * says its offset.
 * @param buckets  the first and the last may be cut by the span that was asked for
 * @param isLive   the last is not over yet
 */
export function columnsOf({ buckets, resolution, zone }: { buckets: readonly Bucket[]; resolution: Resolution; zone: string }, isLive: boolean): Column[] {
  const { startOf, nextOf } = clockOf(zone);
  const { day, shortDay, month, shortMonth, clock, offset } = writers(zone);
  const isOfClock = resolution === "minute" || resolution === "hour";
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  const isMoved = isOfClock && first && last && offset(first.start) !== offset(last.end);
  const roundMinutes = resolution === "hour" ? (buckets.length > 50 ? 24 * 60 : 60) : buckets.length > 130 ? 60 : buckets.length > 40 ? 10 : 5;
  const moment = (at: Date) => (resolution === "week" || resolution === "month" ? `${shortDay(at)}, ${clock(at)}` : clock(at));

  function name({ start, end }: Bucket): string {
    if (resolution === "month") return month(start);
    if (resolution === "week") return `Week of ${day(start)}`;
    if (resolution === "day") return day(start);
    return `${day(start)}, ${clock(start)}${resolution === "hour" ? ` – ${clock(end)}` : ""}`;
  }
  /** Round times, more of them than there may be room for: the chart leaves some out. */
  function tick(start: Date): string | undefined {
    if (resolution === "month") return shortMonth(start);
    const time = isOfClock ? clock(start) : "00:00";
    if (time === "00:00") return shortDay(start);
    return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) % roundMinutes === 0 ? time : undefined;
  }
  return buckets.map((bucket) => {
    const whole = { start: new Date(startOf(resolution, bucket.start.getTime())), end: new Date(nextOf(resolution, bucket.start.getTime())) };
    const begun = bucket.start > whole.start ? [`from ${moment(bucket.start)}`] : [];
    const ended = isLive && bucket === last ? ["so far"] : bucket.end < whole.end ? [`until ${moment(bucket.end)}`] : [];
    return { key: bucket.start.toISOString(), tick: tick(whole.start), name: [name(whole), ...(isMoved ? [offset(bucket.start)] : []), ...begun, ...ended].join(", ") };
  });
}

/** Each made once: making one costs more than a hundred uses. */
function writers(zone: string) {
  const writer = (parts: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: zone });
    return (at: Date) => format.format(at);
  };
  const offsets = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" });
  return {
    day: writer({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    shortDay: writer({ day: "numeric", month: "short" }),
    month: writer({ month: "long", year: "numeric" }),
    shortMonth: writer({ month: "short", year: "numeric" }),
    clock: writer({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    /** `GMT+01:00` */
    offset: (at: Date) => offsets.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "",
  };
}
