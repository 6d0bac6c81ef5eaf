import type { Context } from "@/lib/core/context";
import { VisitError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import type { StatisticsAlert } from "@/lib/generated/prisma/client";
import { keyLabels } from "./key-labels";
import { AlertInput, type Alert } from "./schema";

/** The organisation's alerts, the oldest first. */
export async function listAlerts(ctx: Context): Promise<Alert[]> {
  const rows = await runtime().database.read.statisticsAlert.findMany({ where: { organisationId: ctx.organisationId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const labelOf = await keyLabels(ctx, rows.flatMap(({ keyId }) => keyId ?? [])); // prettier-ignore
  return rows.map((row) => ({ ...inputOf(row), id: row.id, keyLabel: row.keyId === null ? null : labelOf(row.keyId), firingSince: row.firingSince }));
}

/**
 * Writes an alert; one that holds already at this moment is told anew.
 * @param id  undefined: a new one
 * @throws not_found when it is gone, or its key is none of the organisation's; conflict when there are too many
 */
export async function saveAlert(ctx: Context, id: string | undefined, input: AlertInput): Promise<{ id: string }> {
  const { organisationId, actor, now } = ctx;
  const { apiKey, statisticsAlert } = runtime().database.writer;
  if (input.keyId !== null && !(await apiKey.findFirst({ where: { id: input.keyId, organisationId }, select: { id: true } }))) throw new VisitError("not_found", "There is no such API key.");
  const row = { ...rowOf(input), firingSince: null };
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
export function inputOf({ about, against, limit, keyId, minutes, mailTo, isEnabled }: StatisticsAlert): AlertInput {
  return AlertInput.parse({ about, against, limit, keyId, minutes, mailTo, isEnabled });
}

function rowOf(input: AlertInput) {
  const { about, keyId, minutes, mailTo, isEnabled } = input;
  const measure = input.about === "quiet" ? { against: "threshold", limit: null } : { against: input.against, limit: input.limit };
  return { about, keyId, minutes, mailTo: [...new Set(mailTo)], isEnabled, ...measure };
}

function noAlert(): VisitError {
  return new VisitError("not_found", "There is no such alert.");
}

const mostAlerts = 100;
