import { queueMail } from "@/lib/core/mail";
import { runtime } from "@/lib/core/runtime";
import { log } from "@/lib/core/log";
import { wallTime } from "@/lib/core/wall-time";
import type { StatisticsAlert } from "@/lib/generated/prisma/client";
import { alertMails } from "./alert-mails";
import { reasonOf, type Figures, type Reason } from "./alert-reason";
import { inputOf, isKeptAWeekBefore } from "./alerts";
import { clockOf } from "./clock";
import { totalsOf } from "./figures";
import { keyLabels } from "./key-labels";
import { kinds, type KnownKind } from "./kinds";
import { sumByKind, type KeyScope } from "./read-counts";
import { keptDays } from "./verbs";
import { segmentsOf, tiers, widened } from "./tiers";
import type { AlertInput } from "./schema";

/**
 * Looks at what every alert is about, and tells of those that hold since this look: once, until they cease to. Of some organisations at a time.
 * @returns how many were told
 */
export async function checkAlerts(now: Date): Promise<number> {
  const rows = await runtime().database.read.statisticsAlert.findMany({ where: { isEnabled: true }, orderBy: { id: "asc" } });
  const known = new Map((rows.length > 0 ? await kinds().list() : []).map((kind) => [kind.id, kind]));
  const organisations = new Map<string, StatisticsAlert[]>();
  for (const row of rows) organisations.set(row.organisationId, [...(organisations.get(row.organisationId) ?? []), row]);
  const left = organisations.values();
  const told: number[] = [];
  const work = async () => {
    for (const alerts of left) told.push(await checkAll(alerts, new Look(known, now))); // each takes the next
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return told.reduce((sum, count) => sum + count, 0);
}

async function checkAll(rows: readonly StatisticsAlert[], look: Look): Promise<number> {
  let told = 0;
  for (const row of rows) {
    try {
      if (await check(row, look)) told++;
    } catch (error) {
      log("error", "an alert could not be checked", { alertId: row.id, detail: String(error) }); // the others are not to wait for it
    }
  }
  return told;
}

async function check(row: StatisticsAlert, look: Look): Promise<boolean> {
  const { now } = look;
  const alert = inputOf(row);
  const untilMs = Math.floor(now.getTime() / minuteMs) * minuteMs;
  const span = { fromMs: untilMs - alert.minutes * minuteMs, untilMs };
  const isOfWeek = alert.about !== "quiet" && alert.against === "week";
  const before = isOfWeek && { before: isKeptAWeekBefore(alert) ? await look.at(row, { fromMs: span.fromMs - weekMs, untilMs: span.untilMs - weekMs }) : null };
  const reason = reasonOf(alert, { present: await look.at(row, span), ...before, hasWatchedLongEnough: row.createdAt.getTime() <= span.fromMs });
  if (reason !== undefined && !row.firingSince) return tell(row, alert, reason, now);
  const alerts = runtime().database.writer.statisticsAlert;
  if (reason !== undefined) await alerts.updateMany({ where: { id: row.id, NOT: { firingSince: null } }, data: { heldAt: now } });
  else if (row.firingSince && now.getTime() - (row.heldAt ?? row.firingSince).getTime() >= calmMs(alert)) await alerts.updateMany({ where: { id: row.id }, data: { firingSince: null, heldAt: null } });
  return false;
}

/** For so long it must not have held to have ceased: what wavers about its limit would be told anew every other minute. */
function calmMs({ minutes }: AlertInput): number {
  return Math.min(Math.max(minutes, 10), 60) * minuteMs;
}

/** At one organisation's calls: what several alerts ask for is read once. */
class Look {
  readonly #seen = new Map<string, Promise<Figures>>();
  constructor(private readonly known: ReadonlyMap<number, KnownKind>, readonly now: Date) {}

  at(row: Pick<StatisticsAlert, "organisationId" | "keyId">, span: { fromMs: number; untilMs: number }): Promise<Figures> {
    const name = `${row.keyId} ${span.fromMs} ${span.untilMs}`;
    const seen = this.#seen.get(name) ?? this.#read(row, span);
    this.#seen.set(name, seen);
    return seen;
  }

  async #read({ organisationId, keyId }: Pick<StatisticsAlert, "organisationId" | "keyId">, span: { fromMs: number; untilMs: number }): Promise<Figures> {
    const clock = clockOf("UTC");
    const wide = widened(span, this.now.getTime(), keptDays(), clock);
    const scope: KeyScope = keyId === null ? { kind: "all" } : { kind: "some", ids: [keyId] };
    // Hours and days would be cut by the organisation's clocks; the span is too short to need them.
    const segments = segmentsOf(wide, tiers.filter((tier) => tier === "quarter" || tier === "minute"), clock); // prettier-ignore
    const sums = await sumByKind(runtime().database.read, { organisationId, scope, segments, kindIds: undefined, isSummed: true });
    const totals = totalsOf(sums.flatMap((sum) => { const kind = this.known.get(sum.kindId); return kind ? [{ ...sum, kind }] : []; })); // prettier-ignore
    return { ...totals, minutes: (wide.untilMs - wide.fromMs) / minuteMs };
  }
}

/** Of two processes that look at the same moment, one tells. */
async function tell(row: StatisticsAlert, alert: AlertInput, reason: Reason, now: Date): Promise<boolean> {
  const { organisationId, id, keyId } = row;
  const { url } = runtime().settings;
  const [organisation, labelOf] = await Promise.all([runtime().database.read.organisation.findUnique({ where: { id: organisationId }, select: { name: true, timezone: true } }), keyLabels({ organisationId }, keyId === null ? [] : [keyId])]);
  if (!organisation) return false;
  const mail = alertMails.en({ reason, minutes: alert.minutes, key: keyId === null ? null : { id: keyId, label: labelOf(keyId) }, organisation: organisation.name, at: wallTime(organisation.timezone, now), url });
  return runtime().database.writer.$transaction(async (tx) => {
    const { count } = await tx.statisticsAlert.updateMany({ where: { id, firingSince: null, isEnabled: true }, data: { firingSince: now, heldAt: now } });
    if (count === 0) return false;
    for (const to of alert.mailTo) await queueMail(tx, { organisationId, to, ...mail, about: `alert:${id}` });
    return true;
  });
}

/** The read pool has ten connections, and people use it too. */
const atOnce = 4;
const minuteMs = 60_000;
const weekMs = 7 * 24 * 60 * minuteMs;
