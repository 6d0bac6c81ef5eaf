import { z } from "zod";

/** How fine the counts over time are. */
export const Resolution = z.enum(["minute", "hour", "day", "week", "month"]);
export type Resolution = z.infer<typeof Resolution>;

/** By what the counts over time are told apart. */
export const Split = z.enum(["status", "operation", "key", "format"]);
export type Split = z.infer<typeof Split>;

/**
 * One condition on calls, as addresses and the API write it: `resource:visitors`, `operation:visitors.list`, `access:read`, `access:write`,
 * `format:json`, `status:4xx`, `origin:function`. Of one sort either holds; of several sorts all must.
 */
export const TypeFilter = z.string().regex(/^(?:resource:[\w.-]{1,100}|operation:[\w.-]{1,100}|access:(?:read|write)|format:(?:json|xml|ndjson|csv|other)|status:[2-5]xx|origin:(?:outside|function))$/, "must be like resource:visitors, operation:visitors.list, access:write, format:xml, status:4xx or origin:function");

/** The span a view looks at: one that moves with the time, or two moments on the organisation's clocks. */
export const presets = [
  { name: "1h", label: "Last hour" },
  { name: "24h", label: "Last 24 hours" },
  { name: "7d", label: "Last 7 days" },
  { name: "30d", label: "Last 30 days" },
  { name: "month", label: "This month" },
] as const;
export type Preset = (typeof presets)[number]["name"];

/** A question to the counts. Of its span the end is not part. */
export type Question = {
  types: readonly string[];
  /** ids of API keys; none: all, and calls without one */
  keys: readonly string[];
  from: Date;
  until: Date;
  resolution: Resolution;
  split: Split;
};

/** Which resolutions make sense for a span, in the order of `Resolution`; those that do not say why in a sentence. */
export type ResolutionChoice = { resolution: Resolution; refusal?: string };

export type Totals = {
  calls: number;
  /** answered with 4xx or 5xx */
  errors: number;
  serverErrors: number;
  /** 0 to 1; 0 without calls */
  errorRate: number;
  bytes: number;
  /** of the answers' bodies; null without calls; taken within a slot whose bounds lie four times apart (see `histogram.ts`) */
  p95Bytes?: number | null;
  /** calls that functions made */
  byFunctions: number;
  /** null without calls; percentiles are taken within a slot whose bounds lie mostly a third to a half apart, and end at a minute */
  averageMs: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
};

export type Series = {
  /** `2xx`, `visitors.list`, a key's id, `json`; `other` for what has no series of its own */
  id: string;
  label: string;
  /** one number a bucket */
  calls: number[];
};

export type OperationFigures = Totals & { operation: string };
export type KeyFigures = Totals & { /** null: calls that belong to no key */ keyId: string | null; label: string };

export type Answer = {
  zone: string;
  resolution: Resolution;
  split: Split;
  /** the span that was counted: where only coarser counts are left, it was widened to whole ones */
  from: Date;
  until: Date;
  /** the last may not be over; first and last may be cut by the span */
  buckets: { start: Date; end: Date }[];
  /** the most calls first, `other` last; statuses in their order */
  series: Series[];
  totals: Totals;
  /** of the span of the same length before; null where its counts are gone */
  before: Totals | null;
  /** the slowest (p95) first */
  operations: OperationFigures[];
  /** the most calls first, `mostKeys` at most, and not how many there are */
  keys: KeyFigures[];
};
export const mostKeys = 50;

/** A row of the request log. */
export type LoggedCall = {
  at: Date;
  requestId: string;
  keyId: string | null;
  keyLabel: string | null;
  method: string;
  path: string;
  operation: string;
  format: string;
  origin: string;
  status: number;
  durationMs: number;
  bytes: number;
  address: string | null;
  /** calls right before this one that are counted, but were too many to be logged */
  skipped: number;
};

/** What the request log is looked through for; all of it must hold. */
export type LogFilter = {
  keys: readonly string[];
  /** `404`, or a class: `4xx`, and `error` for 4xx and 5xx */
  statuses: readonly string[];
  /** anywhere in the path */
  path: string;
  address: string;
  /** or the beginning of one */
  requestId: string;
  from?: Date;
  until?: Date;
};

/** Where a page of the log begins: behind this row, or (newer) before it. */
export type LogCursor = { side: "after" | "before"; at: Date; requestId: string };
export type LogPage = {
  rows: LoggedCall[];
  /** newer rows */
  previous?: LogCursor;
  /** older rows */
  next?: LogCursor;
  /** The search stopped at this moment, after a great many calls of which few matched; `next`, or on the way back `previous`, goes on from there. */
  stoppedAt?: Date;
};

const mailTo = z.array(z.email("must be an e-mail address").max(254, "must be an e-mail address")).min(1, "must name somebody").max(20, "must not be more than 20");
const between = (least: number, most: number, shown = String(most)) => {
  const sentence = `must be a number from ${least} to ${shown}`;
  return z.number(sentence).min(least, sentence).max(most, sentence);
};
const minutes = between(5, 7 * 24 * 60, "10080, which is a week").int("must be a whole number of minutes");
const alertMembers = { keyId: z.string().regex(/^[0-9a-z]{13}$/, "must be an API key").nullable(), minutes, mailTo, isEnabled: z.boolean() };
const against = z.enum(["threshold", "week"], "must be a threshold or last week");

/**
 * When to tell whom, looking at the last `minutes`; `keyId` null: all keys together. Errors: more percent of the calls than `limit`, or than a
 * week before and `limit` on top. Volume: more calls than `limit`, or with `isBelow` fewer; or `limit` percent more or less than a week before.
 * Quiet: no call at all.
 */
export const AlertInput = z.discriminatedUnion("about", [
  z.object({ about: z.literal("errors"), against, limit: between(0.1, 100), ...alertMembers }),
  z.object({ about: z.literal("volume"), against, limit: between(1, 1e9, "1000000000"), isBelow: z.boolean().optional(), ...alertMembers }),
  z.object({ about: z.literal("quiet"), ...alertMembers }),
]);
export type AlertInput = z.infer<typeof AlertInput>;
export type Alert = AlertInput & { id: string; keyLabel: string | null; /** since when it holds */ firingSince: Date | null };
