import { clockOf, type Clock } from "./clock";
import type { KeptDays } from "./question";
import type { Resolution } from "./schema";

/** The tables of counts, the coarsest first. Hours, days and months are those of the organisation's clocks. */
export const tiers = ["month", "day", "hour", "quarter", "minute"] as const;
export type Tier = (typeof tiers)[number];

/** A part of a span that one table answers. Instants in ms, the end is not part of it. */
export type Segment = { tier: Tier; fromMs: number; untilMs: number };

type SpanMs = { fromMs: number; untilMs: number };

/**
 * Widens a span to what is kept: to whole minutes, and where these are gone, to quarters or days.
 * @param clock  by which hours and days are cut
 */
export function widened({ fromMs, untilMs }: SpanMs, nowMs: number, kept: KeptDays, clock: Clock): SpanMs {
  const down = (atMs: number) => clock.startOf(finestAt(atMs, nowMs, kept), atMs);
  const up = (atMs: number) => {
    const unit = finestAt(atMs, nowMs, kept);
    return clock.startOf(unit, atMs) === atMs ? atMs : clock.nextOf(unit, atMs);
  };
  return { fromMs: down(fromMs), untilMs: up(untilMs) };
}

function finestAt(atMs: number, nowMs: number, kept: KeptDays): "minute" | "quarter" | "day" {
  const agoMs = nowMs - atMs;
  return agoMs <= kept.minutes * dayMs ? "minute" : agoMs <= kept.quarters * dayMs ? "quarter" : "day";
}

/**
 * Cuts a span into as few parts as can be, each to be answered by the coarsest table that has it: whole months, before and after them whole
 * days, and so on.
 * @param allowed  the tables that may be used, the coarsest first; the last takes what is left
 */
export function segmentsOf(span: SpanMs, allowed: readonly Tier[], clock: Clock): Segment[] {
  const [tier, ...finer] = allowed;
  if (tier === undefined || span.fromMs >= span.untilMs) return [];
  if (finer.length === 0) return [{ tier, ...span }];
  const first = clock.startOf(tier, span.fromMs) === span.fromMs ? span.fromMs : clock.nextOf(tier, span.fromMs);
  const last = clock.startOf(tier, span.untilMs);
  if (first >= last) return segmentsOf(span, finer, clock);
  return [...segmentsOf({ fromMs: span.fromMs, untilMs: first }, finer, clock), { tier, fromMs: first, untilMs: last }, ...segmentsOf({ fromMs: last, untilMs: span.untilMs }, finer, clock)];
}

/** The tables whose rows lie in one piece of a resolution each. */
export function tiersFor(resolution: Resolution): readonly Tier[] {
  const coarsest = resolution === "week" ? "day" : resolution;
  return tiers.slice(tiers.indexOf(coarsest));
}

/** The pieces of a span, cut by it at both ends. */
export function bucketsOf({ fromMs, untilMs }: SpanMs, resolution: Resolution, zone: string): { start: Date; end: Date }[] {
  const clock = clockOf(zone);
  const buckets: { start: Date; end: Date }[] = [];
  for (let at = fromMs; at < untilMs; ) {
    const end = Math.min(clock.nextOf(resolution, at), untilMs);
    buckets.push({ start: new Date(at), end: new Date(end) });
    at = end;
  }
  return buckets;
}

const dayMs = 24 * 3_600_000;
