import { instantIn, isTimeZone } from "@/lib/core/zone";
import { isWallTime, wallTime } from "@/lib/core/wall-time";
import { clockOf } from "./clock";
import { presets, Resolution, Split, TypeFilter, type Preset, type Question, type ResolutionChoice } from "./schema";

export type KeptDays = { minutes: number; quarters: number; days: number };

/** What the page of an address shows. */
export type View = Question & {
  preset: Preset | "custom";
  /** its end is now */
  isLive: boolean;
  /** what in the address could not be taken, each a sentence; something else stands in its place */
  faults: readonly string[];
};

type Span = { from: Date; until: Date };

/**
 * The view that an address asks for: `type`, `key` (both may come several times), `span`, with `span=custom` also `from` and `until` on the
 * organisation's clocks, `resolution` and `split`. What is missing is the default; without a resolution it is the finest that suits the span.
 */
export function viewIn(params: URLSearchParams, zone: string, now: Date, kept: KeptDays = defaultKept): View {
  const faults: string[] = [];
  const types = each(params.getAll("type"), (type) => TypeFilter.safeParse(type).success, (type) => faults.push(`There is no type ${quoted(type)}.`)); // prettier-ignore
  const keys = each(params.getAll("key"), (key) => /^[0-9a-z]{13}$/.test(key), (key) => faults.push(`There is no API key ${quoted(key)}.`)); // prettier-ignore
  const { preset, ...span } = spanIn(params, zone, now, kept, faults);
  const choices = resolutionsFor(span, now, kept);
  const resolution = resolutionIn(params.get("resolution"), choices, faults);
  const split = Split.safeParse(params.get("split") ?? defaultSplit);
  if (!split.success) faults.push(`Calls cannot be told apart by ${quoted(params.get("split") ?? "")}.`);
  return { types, keys, ...span, preset, isLive: span.until >= now, resolution, split: split.data ?? defaultSplit, faults };
}

/** When the counts of a span that ends at `until` begin at the earliest: what was before is not kept, or would be more months than a chart has points. */
export function earliestOf(until: Date, now: Date, kept: KeptDays = defaultKept): Date {
  return new Date(Math.max(now.getTime() - kept.days * units.day.ms, until.getTime() - mostPieces * units.month.ms));
}

/** Which resolutions make sense for a span: at least one whole piece, at most 400, and not finer than what is kept. */
export function resolutionsFor({ from, until }: Span, now: Date, kept: KeptDays = defaultKept): ResolutionChoice[] {
  const spanMs = until.getTime() - from.getTime();
  const agoMs = now.getTime() - from.getTime();
  return Resolution.options.map((resolution) => {
    const { ms, keptAs } = units[resolution];
    const keptMs = kept[keptAs] * units.day.ms;
    if (agoMs > keptMs) return { resolution, refusal: `Counts by ${resolution} are kept for ${daysText(kept[keptAs])}; this span begins earlier.` };
    if (spanMs > mostPieces * ms) return { resolution, refusal: `By ${resolution} this span would have more than ${mostPoints} points: choose at most ${longest[resolution]}.` };
    if (spanMs < ms * shortfall) return { resolution, refusal: `The span is shorter than a ${resolution}.` };
    return { resolution };
  });
}

/** The span of a preset at a moment. */
export function spanOf(preset: Preset, zone: string, now: Date): Span {
  if (preset === "month") return { from: new Date(clockOf(zone).startOf("month", now.getTime())), until: now };
  return { from: new Date(now.getTime() - presetMs[preset]), until: now };
}

function spanIn(params: URLSearchParams, zone: string, now: Date, kept: KeptDays, faults: string[]): Span & { preset: View["preset"] } {
  const wanted = params.get("span") ?? (params.has("from") ? "custom" : defaultPreset);
  const preset = presets.find(({ name }) => name === wanted)?.name;
  if (preset) return { preset, ...spanOf(preset, zone, now) };
  const fallback = (fault: string) => {
    faults.push(fault);
    return { preset: defaultPreset, ...spanOf(defaultPreset, zone, now) };
  };
  if (wanted !== "custom") return fallback(`There is no span ${quoted(wanted)}.`);
  const [from, until] = [instantOf(params.get("from"), zone), params.has("until") ? instantOf(params.get("until"), zone) : now];
  if (!from || !until) return fallback("From and until must be dates with a time, like 2026-11-01T09:00.");
  const end = until > now ? now : until;
  if (from >= end) return fallback(from >= until ? "From must lie before until." : "From must not lie in the future.");
  const earliest = earliestOf(end, now, kept);
  if (end <= earliest) return fallback(`Counts are kept for ${daysText(kept.days)}: none are left of that time.`);
  if (from < earliest) faults.push(`Counts are kept for ${daysText(kept.days)}: the span begins with them.`);
  return { preset: "custom", from: from < earliest ? earliest : from, until: end };
}

function resolutionIn(wanted: string | null, choices: readonly ResolutionChoice[], faults: string[]): Resolution {
  const choice = choices.find(({ resolution }) => resolution === wanted);
  if (wanted !== null && !choice) faults.push(`There is no resolution ${quoted(wanted)}.`);
  if (choice?.refusal !== undefined) faults.push(choice.refusal);
  return choice && choice.refusal === undefined ? choice.resolution : finest(choices);
}

/** Of a span shorter than anything kept for it, such as an hour of last year, a day. */
function finest(choices: readonly ResolutionChoice[]): Resolution {
  return choices.find(({ refusal }) => refusal === undefined)?.resolution ?? "day";
}

/** A moment of an address: on the organisation's clocks, `2026-10-25T02:30`, or with an offset, `2026-10-25T02:30+01:00`, which counts whatever the zone. */
export function instantOf(text: string | null, zone: string): Date | undefined {
  const [, wall = "", offset] = /^(.*?)(Z|[+-]\d{2}:[0-5]\d)?$/.exec(text ?? "") ?? [];
  if (!isWallTime(wall) || !isTimeZone(zone)) return undefined;
  const [date = "", time = ""] = wall.split("T");
  const at = offset === undefined ? instantIn(zone, date, time.padEnd(8, ":00")) : new Date(wall + offset);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** The same the other way, to the minute. Only where the clocks alone would lead elsewhere, which is in the second of an hour that comes twice, it says the offset. */
export function momentText(zone: string, at: Date): string {
  const wall = wallTime(zone, at);
  const minutes = Math.floor(at.getTime() / minuteMs);
  const meant = instantOf(wall, zone);
  if (meant && Math.floor(meant.getTime() / minuteMs) === minutes) return wall;
  const ahead = Date.parse(`${wall}Z`) / minuteMs - minutes;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${wall}${ahead < 0 ? "-" : "+"}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`;
}

/** Each value once, of those that can be taken. */
function each(values: readonly string[], isGood: (value: string) => boolean, refuse: (value: string) => void): string[] {
  const wanted = [...new Set(values)].slice(0, 200);
  for (const value of wanted) if (!isGood(value)) refuse(value);
  return wanted.filter(isGood);
}

function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}

export function daysText(days: number): string {
  return days === 1 ? "a day" : days >= 700 ? `${Math.round(days / 365.25)} years` : `${days} days`;
}

const minuteMs = 60_000;
const units: Record<Resolution, { ms: number; keptAs: keyof KeptDays }> = {
  minute: { ms: minuteMs, keptAs: "minutes" },
  hour: { ms: 60 * minuteMs, keptAs: "quarters" },
  day: { ms: 24 * 60 * minuteMs, keptAs: "days" },
  week: { ms: 7 * 24 * 60 * minuteMs, keptAs: "days" },
  month: { ms: 30 * 24 * 60 * minuteMs, keptAs: "days" },
};
const longest: Record<Resolution, string> = { minute: "6 hours", hour: "16 days", day: "13 months", week: "7 years", month: "32 years" };
const mostPoints = 400;
/** Whole ones: a span may cut its first and its last. */
const mostPieces = mostPoints - 2;
/** A day may have 23 hours, a month 28 days. */
const shortfall = 0.9;
const presetMs = { "1h": 60 * minuteMs, "24h": 24 * 60 * minuteMs, "7d": 7 * 24 * 60 * minuteMs, "30d": 30 * 24 * 60 * minuteMs };
const defaultPreset: Preset = "24h";
const defaultSplit = "status";
export const defaultKept: KeptDays = { minutes: 2, quarters: 90, days: 1826 };
