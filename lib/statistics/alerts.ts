import type { Context } from "@/lib/core/context";
import { invalid, VisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import type { StatisticsAlert } from "@/lib/generated/prisma/client";
import { keyLabels } from "./key-labels";
import { daysText } from "./question";
import { AlertInput, type Alert } from "./schema";
import { keptDays } from "./verbs";

/** The organisation's alerts, the oldest first. */
export async function listAlerts(ctx: Context): Promise<Alert[]> {
  const rows = await runtime().database.read.statisticsAlert.findMany({ where: { organisationId: ctx.organisationId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const labelOf = await keyLabels(ctx, rows.flatMap(({ keyId }) => keyId ?? [])); // prettier-ignore
  return rows.map((row) => ({ ...inputOf(row), id: row.id, keyLabel: row.keyId === null ? null : labelOf(row.keyId), firingSince: row.firingSince }));
}

/**
 * Writes an alert; one that holds already at this moment is told anew.
 * @param id  undefined: a new one
 * @throws not_found when it is gone, or its key is none of the organisation's; conflict when there are too many; validation_failed when nothing of a
 *   week before is kept
 */
export async function saveAlert(ctx: Context, id: string | undefined, input: AlertInput): Promise<{ id: string }> {
  const { organisationId, actor, now } = ctx;
  const { apiKey, statisticsAlert } = runtime().database.writer;
  if (input.keyId !== null && !(await apiKey.findFirst({ where: { id: input.keyId, organisationId }, select: { id: true } }))) throw new VisitError("not_found", "There is no such API key.");
  if (!isKeptAWeekBefore(input)) throw invalid({ field: "against", error: "invalid_value", description: `must be a threshold: counts by quarters of an hour are kept for ${daysText(keptDays().quarters)} here, not for a week and what is looked at` });
  const row = { ...rowOf(input), firingSince: null, heldAt: null };
  if (id !== undefined) {
    const { count } = await statisticsAlert.updateMany({ where: { id, organisationId }, data: row });
    if (count === 0) throw noAlert();
    return { id };
  }
  if ((await statisticsAlert.count({ where: { organisationId } })) >= mostAlerts) throw new VisitError("conflict", `There may be ${mostAlerts} alerts at most.`);
  const created = await statisticsAlert.create({ data: { ...row, id: newId(), organisationId, createdAt: now, createdById: actor.kind === "account" ? actor.id : null } });
  return { id: created.id };
}

/** @throws not_found */
export async function deleteAlert({ organisationId }: Context, id: string): Promise<void> {
  const { count } = await runtime().database.writer.statisticsAlert.deleteMany({ where: { id, organisationId } });
  if (count === 0) throw noAlert();
}

/** What a row says, as it was put in. */
export function inputOf({ about, against, limit, isBelow, keyId, minutes, mailTo, isEnabled }: StatisticsAlert): AlertInput {
  return AlertInput.parse({ about, against, limit, ...(isBelow && { isBelow }), keyId, minutes, mailTo, isEnabled });
}

/** Whether there is something to compare with, where an alert compares. */
export function isKeptAWeekBefore(alert: AlertInput): boolean {
  return alert.about === "quiet" || alert.against === "threshold" || keptDays().quarters * 24 * 60 >= 7 * 24 * 60 + alert.minutes;
}

function rowOf(input: AlertInput) {
  const { about, keyId, minutes, mailTo, isEnabled } = input;
  const measure = input.about === "quiet" ? { against: "threshold", limit: null } : { against: input.against, limit: input.limit };
  const isBelow = input.about === "volume" && input.against === "threshold" && input.isBelow === true;
  return { about, keyId, minutes, mailTo: [...new Set(mailTo)], isEnabled, ...measure, isBelow };
}

function noAlert(): VisitError {
  return new VisitError("not_found", "There is no such alert.");
}

const mostAlerts = 100;
