import type { AlertInput } from "./schema";

/** Calls of a span. `minutes`: of what was really looked at, for long ago there are only quarters of an hour left. */
export type Figures = { calls: number; errors: number; errorRate: number; minutes: number };

/** What an alert looks at. `before`: a week before; null where its counts are not kept, absent where it is not asked for. */
export type Seen = { present: Figures; before?: Figures | null; hasWatchedLongEnough: boolean };

/**
 * Why an alert holds. `errors`: percent of the calls, more than `limit` or than `usual`, which is absent where too few calls were made a week
 * before; `volume`: calls above or below a limit; `change`: percent against a week before; `rare`: calls where there were hardly any.
 */
export type Reason =
  | { kind: "quiet" }
  | { kind: "errors"; calls: number; errors: number; percent: number; against: { limit: number } | { usual?: number } }
  | { kind: "volume"; calls: number; limit: number; isBelow: boolean }
  | { kind: "change"; calls: number; percent: number }
  | { kind: "rare"; calls: number; before: number };

/** Why an alert holds; undefined: all is as usual. A handful of calls says nothing about what is usual. */
export function reasonOf(alert: AlertInput, { present, before, hasWatchedLongEnough }: Seen): Reason | undefined {
  const { calls } = present;
  if (alert.about === "quiet") return calls === 0 && hasWatchedLongEnough ? { kind: "quiet" } : undefined;
  if (before === null) return undefined;
  if (alert.about === "errors") return errorsReason(alert.limit, present, before);
  const { limit, isBelow = false } = alert;
  if (before) return changeReason(limit, present, before);
  const isOver = isBelow ? calls < limit && hasWatchedLongEnough : calls > limit;
  return isOver ? { kind: "volume", calls, limit, isBelow } : undefined;
}

function errorsReason(limit: number, { calls, errors, errorRate }: Figures, before: Figures | undefined): Reason | undefined {
  const percent = errorRate * 100;
  const usual = before && before.calls >= fewest ? before.errorRate * 100 : undefined;
  if (calls < fewest || percent <= (usual ?? 0) + limit) return undefined;
  return { kind: "errors", calls, errors, percent, against: before ? { ...(usual !== undefined && { usual }) } : { limit } };
}

/** Fewer than a handful are usual only as a handful: a key that begins to call a lot is told, one that pauses is not. */
function changeReason(limit: number, { calls, minutes }: Figures, before: Figures): Reason | undefined {
  const usual = Math.max(before.calls, fewest) / before.minutes;
  const percent = (calls / minutes / usual - 1) * 100;
  const isRare = before.calls < fewest;
  if (Math.abs(percent) <= limit || (percent < 0 && isRare)) return undefined;
  return isRare ? { kind: "rare", calls, before: before.calls } : { kind: "change", calls, percent };
}

const fewest = 10;
