import type { AlertInput } from "./schema";

/** Calls of a span. `minutes`: of what was really looked at, for long ago there are only quarters of an hour left. */
export type Figures = { calls: number; errors: number; errorRate: number; minutes: number };

/** What an alert looks at. `before`: a week before; null where its counts are not kept, absent where it is not asked for. */
export type Seen = { present: Figures; before?: Figures | null; hasWatchedLongEnough: boolean };

/** Why an alert holds, as a sentence; undefined: all is as usual. A handful of calls says nothing about what is usual. */
export function reasonOf(alert: AlertInput, { present, before, hasWatchedLongEnough }: Seen): string | undefined {
  const span = spanText(alert.minutes);
  if (alert.about === "quiet") return present.calls === 0 && hasWatchedLongEnough ? `There was no call in the last ${span}.` : undefined;
  if (before === null) return undefined;
  if (alert.about === "errors") return errorsReason(alert.limit, span, present, before);
  if (before) return changeReason(alert.limit, span, present, before);
  if (alert.isBelow) return present.calls < alert.limit && hasWatchedLongEnough ? `There were ${present.calls} calls in the last ${span}, fewer than ${shown(alert.limit)}.` : undefined;
  return present.calls > alert.limit ? `There were ${present.calls} calls in the last ${span}, more than ${shown(alert.limit)}.` : undefined;
}

function errorsReason(limit: number, span: string, present: Figures, before: Figures | undefined): string | undefined {
  if (present.calls < fewest) return undefined;
  const percent = present.errorRate * 100;
  const isKnown = before !== undefined && before.calls >= fewest;
  const usual = isKnown ? before.errorRate * 100 : 0;
  if (percent <= usual + limit) return undefined;
  const compared = !before ? `, more than ${shown(limit)} percent` : isKnown ? `; a week before it was ${shown(usual)} percent` : "; a week before there were too few calls to compare with";
  return `${shown(percent)} percent of the calls of the last ${span} were answered with an error (${present.errors} of ${present.calls})${compared}.`;
}

/** Fewer than a handful are usual only as a handful: a key that begins to call a lot is told, one that pauses is not. */
function changeReason(limit: number, span: string, present: Figures, before: Figures): string | undefined {
  const usual = Math.max(before.calls, fewest) / before.minutes;
  const change = (present.calls / present.minutes / usual - 1) * 100;
  if (Math.abs(change) <= limit || (change < 0 && before.calls < fewest)) return undefined;
  if (before.calls < fewest) return `The last ${span} had ${present.calls} calls; the same time a week before had ${before.calls === 0 ? "none" : before.calls}.`;
  return `The last ${span} had ${shown(Math.abs(change))} percent ${change > 0 ? "more" : "fewer"} calls than the same time a week before: ${present.calls} calls.`;
}

function spanText(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "24 hours" : `${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? "hour" : `${minutes / 60} hours`;
  return `${minutes} minutes`;
}

function shown(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const fewest = 10;
