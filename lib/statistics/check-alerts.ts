import { queueMail } from "@/lib/core/mail";
import { runtime } from "@/lib/core/runtime";
import { log } from "@/lib/core/log";
import { wallTime } from "@/lib/core/wall-time";
import type { StatisticsAlert } from "@/lib/generated/prisma/client";
import { inputOf } from "./alerts";
import { clockOf } from "./clock";
import { totalsOf } from "./figures";
import { keyLabels } from "./key-labels";
import { kinds, type KnownKind } from "./kinds";
import { sumByKind, type KeyScope } from "./read-counts";
import { keptDays } from "./verbs";
import { segmentsOf, tiers, widened } from "./tiers";
import type { AlertInput, Totals } from "./schema";

/**
 * Looks at what every alert is about, and tells of those that hold since this look: once, until they cease to.
 * @returns how many were told
 */
export async function checkAlerts(now: Date): Promise<number> {
  const rows = await runtime().database.read.statisticsAlert.findMany({ where: { isEnabled: true }, orderBy: { id: "asc" } });
  const known = new Map((rows.length > 0 ? await kinds().list() : []).map((kind) => [kind.id, kind]));
  let told = 0;
  for (const row of rows) {
    try {
      if (await check(row, known, now)) told++;
    } catch (error) {
      log("error", "an alert could not be checked", { alertId: row.id, detail: String(error) }); // the others are not to wait for it
    }
  }
  return told;
}

async function check(row: StatisticsAlert, known: ReadonlyMap<number, KnownKind>, now: Date): Promise<boolean> {
  const alert = inputOf(row);
  const untilMs = Math.floor(now.getTime() / minuteMs) * minuteMs;
  const span = { fromMs: untilMs - alert.minutes * minuteMs, untilMs };
  const present = await figuresOf(row, known, span, now);
  const isOfWeek = alert.about !== "quiet" && alert.against === "week";
  const before = isOfWeek ? await figuresOf(row, known, { fromMs: span.fromMs - weekMs, untilMs: span.untilMs - weekMs }, now) : undefined;
  const reason = reasonOf(alert, present, before, row.createdAt.getTime() <= span.fromMs);
  const alerts = runtime().database.writer.statisticsAlert;
  if (reason === undefined) {
    if (row.firingSince) await alerts.updateMany({ where: { id: row.id }, data: { firingSince: null } });
    return false;
  }
  return row.firingSince ? false : tell(row, alert, reason, now);
}

/** Calls of a span, and per minute of what was really looked at: long ago there are only quarters of an hour left. */
type Figures = Totals & { perMinute: number };

async function figuresOf({ organisationId, keyId }: StatisticsAlert, known: ReadonlyMap<number, KnownKind>, span: { fromMs: number; untilMs: number }, now: Date): Promise<Figures> {
  const clock = clockOf("UTC");
  const wide = widened(span, now.getTime(), keptDays(), clock);
  const scope: KeyScope = keyId === null ? { kind: "all" } : { kind: "some", ids: [keyId] };
  // Hours and days would be cut by the organisation's clocks; the span is too short to need them.
  const segments = segmentsOf(wide, tiers.filter((tier) => tier === "quarter" || tier === "minute"), clock); // prettier-ignore
  const sums = await runtime().database.read.$transaction((tx) => sumByKind(tx, { organisationId, scope, segments, kindIds: undefined, isSummed: true }));
  const totals = totalsOf(sums.flatMap((sum) => { const kind = known.get(sum.kindId); return kind ? [{ ...sum, kind }] : []; })); // prettier-ignore
  return { ...totals, perMinute: totals.calls / ((wide.untilMs - wide.fromMs) / minuteMs) };
}

/** Why an alert holds, as a sentence; undefined: all is as usual. A handful of calls says nothing about what is usual. */
export function reasonOf(alert: AlertInput, present: Pick<Figures, "calls" | "errors" | "errorRate" | "perMinute">, before: Pick<Figures, "calls" | "errorRate" | "perMinute"> | undefined, hasWatchedLongEnough: boolean): string | undefined {
  const span = spanText(alert.minutes);
  if (alert.about === "quiet") return present.calls === 0 && hasWatchedLongEnough ? `There was no call in the last ${span}.` : undefined;
  if (alert.about === "errors") {
    if (present.calls < fewest) return undefined;
    const percent = present.errorRate * 100;
    const usual = before && before.calls >= fewest ? before.errorRate * 100 : 0;
    if (percent <= usual + alert.limit) return undefined;
    const compared = before ? `; a week before it was ${shown(usual)} percent` : `, more than ${shown(alert.limit)} percent`;
    return `${shown(percent)} percent of the calls of the last ${span} were answered with an error (${present.errors} of ${present.calls})${compared}.`;
  }
  if (!before) return present.calls > alert.limit ? `There were ${present.calls} calls in the last ${span}, more than ${shown(alert.limit)}.` : undefined;
  if (before.calls < fewest) return undefined;
  const change = (present.perMinute / before.perMinute - 1) * 100;
  if (Math.abs(change) <= alert.limit) return undefined;
  return `The last ${span} had ${shown(Math.abs(change))} percent ${change > 0 ? "more" : "fewer"} calls than the same time a week before: ${present.calls} calls.`;
}

/** Of two processes that look at the same moment, one tells. */
async function tell(row: StatisticsAlert, alert: AlertInput, reason: string, now: Date): Promise<boolean> {
  const { organisationId, id, keyId } = row;
  const { url } = runtime().settings;
  const [organisation, labelOf] = await Promise.all([runtime().database.read.organisation.findUnique({ where: { id: organisationId }, select: { name: true, timezone: true } }), keyLabels({ organisationId }, keyId === null ? [] : [keyId])]);
  if (!organisation) return false;
  const who = keyId === null ? "all API keys" : `the API key “${labelOf(keyId)}”`;
  const text = `${reason}\n\nThis is about ${who} of ${organisation.name}, looked at on ${wallTime(organisation.timezone, now).replace("T", " at ")}.\n\nStatistics: ${url}/organisation/api/statistics${keyId === null ? "" : `?key=${keyId}`}\nRequest log: ${url}/organisation/api/log${keyId === null ? "" : `?key=${keyId}`}\n\nYou are told again when it has ceased and begins anew. Alerts are set under Organisation, API, Statistics.`;
  return runtime().database.writer.$transaction(async (tx) => {
    const { count } = await tx.statisticsAlert.updateMany({ where: { id, firingSince: null, isEnabled: true }, data: { firingSince: now } });
    if (count === 0) return false;
    for (const to of alert.mailTo) await queueMail(tx, { organisationId, to, subject: `${subjects[alert.about]}: ${who}`, text, about: `alert:${id}` });
    return true;
  });
}

function spanText(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "24 hours" : `${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? "hour" : `${minutes / 60} hours`;
  return `${minutes} minutes`;
}

function shown(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const subjects = { errors: "Unusually many errors", volume: "Unusual number of calls", quiet: "No calls" } as const;
const fewest = 10;
const minuteMs = 60_000;
const weekMs = 7 * 24 * 60 * minuteMs;
