import type { Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { invalid, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { eventOf, type EventRef, touchEvents } from "./event-of";
import type { CustomFieldInput } from "./setup-schema";

export type CustomField = { id: string; name: string; value: string };

export function listCustomFields(ctx: Context, { eventId }: EventRef): Promise<CustomField[]> {
  return runtime().database.read.customField.findMany({ where: { organisationId: ctx.organisationId, eventId }, select: shown, orderBy: { name: "asc" } });
}

/** Without an id a new one; with the id of one that is gone, that one again. @throws expo_not_found, validation_failed */
export function saveCustomField(ctx: Context, { eventId, id = newId(9), name, value }: CustomFieldInput & EventRef): Promise<CustomField> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    const twin = await tx.customField.findFirst({ where: { eventId, name, id: { not: id } }, select: { id: true } });
    if (twin) throw invalid({ field: "name", error: "not_unique", description: `is taken: this event has #custom:${name}# already` });
    const known = await fieldOf(tx, ctx, { eventId, id });
    if (known) return tx.customField.update({ where: { id }, data: { name, value }, select: shown });
    return tx.customField.create({ data: { id, organisationId: ctx.organisationId, eventId, name, value }, select: shown });
  });
}

/** @returns what it was, to be saved again by whoever thinks better of it. @throws expo_not_found, not_found */
export function removeCustomField(ctx: Context, { eventId, id }: EventRef & { id: string }): Promise<CustomField> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    if (!(await fieldOf(tx, ctx, { eventId, id }))) throw notFound("custom field");
    const removed = await tx.customField.delete({ where: { id }, select: shown });
    await touchEvents(tx, ctx, eventId);
    return removed;
  });
}

function fieldOf(tx: Transaction, ctx: Context, { eventId, id }: EventRef & { id: string }) {
  return tx.customField.findFirst({ where: { id, eventId, organisationId: ctx.organisationId }, select: shown });
}

const shown = { id: true, name: true, value: true } as const;
