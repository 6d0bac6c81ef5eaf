import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import type { EventRef } from "@/lib/events/event-of";

/**
 * Makes a type the one that registrations of its kind get when they name none. An event's own default goes before the
 * organisation's, so a shared type can only be the event's default when none of its own is.
 */
export async function makeDefaultType(tx: Transaction, ctx: Context, type: { id: string; type: string; eventId: string | null }, { eventId }: EventRef): Promise<void> {
  const scope = type.eventId === null ? [{ eventId }, { eventId: null }] : [{ eventId }];
  await tx.registrationType.updateMany({
    where: { organisationId: ctx.organisationId, type: type.type, isDefault: true, id: { not: type.id }, OR: scope },
    data: { isDefault: false },
  });
  await tx.registrationType.updateMany({ where: { id: type.id, isDefault: false }, data: { isDefault: true } });
}
