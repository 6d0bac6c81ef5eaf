import { cn } from "@/components/cn";

const shapes = {
  day: { day: "numeric", month: "short", year: "numeric" },
  shortDay: { day: "numeric", month: "short" },
  dateTime: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  second: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant as clocks in a zone show it. The page says once, with `zoneName`, which zone that is. */
export function Time({ at, zone, show = "dateTime", className }: { at: Date | string; zone: string; show?: keyof typeof shapes; className?: string }) {
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} className={className}>
      {formatTime(instant, zone, show)}
    </time>
  );
}

/** The same as text, for labels: `9 Mar 2026, 09:00`. @param zone  IANA name */
export function formatTime(at: Date, zone: string, show: keyof typeof shapes = "dateTime"): string {
  return new Intl.DateTimeFormat("en-GB", { ...shapes[show], timeZone: zone }).format(at);
}

/** Says below a page which zone its times are in; hidden while the page shows none. @param at  see zoneName */
export function TimesNote({ zone, at, className }: { zone: string; at: Date; className?: string }) {
  return <p className={cn("mt-3 text-xs text-muted-foreground [main:not(:has(time))_&]:hidden", className)}>Times are in {zoneName(zone, at)}.</p>;
}

/** A zone for people: `Amsterdam time (CET)`. @param at  decides between summer and winter */
export function zoneName(zone: string, at: Date): string {
  const city = zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
  const short = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "short" }).formatToParts(at).find(({ type }) => type === "timeZoneName")?.value;
  return short && short !== city ? `${city} time (${short})` : `${city} time`;
}
