import { seesEvent, type Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { expoNotFound } from "@/lib/core/errors";

export type EventRef = { eventId: string };

/** The event's row. @throws expo_not_found also when it is another organisation's */
export async function eventOf(tx: Pick<Transaction, "event">, ctx: Context, { eventId }: EventRef) {
  const event = seesEvent(ctx, eventId) ? await tx.event.findFirst({ where: { id: eventId, organisationId: ctx.organisationId } }) : null;
  if (!event) throw expoNotFound();
  return event;
}

/** What an event offers: its own, and what the organisation shares among its events. */
export function offeredAt(ctx: Context, { eventId }: EventRef) {
  return { organisationId: ctx.organisationId, OR: [{ eventId }, { eventId: null }] };
}

/**
 * Gives an event, or with null all of the organisation's, a new revision. What is removed from the configuration leaves no
 * tombstone, so this is how whoever follows the list of expos learns of it.
 */
export async function touchEvents(tx: Transaction, ctx: Context, eventId: string | null): Promise<void> {
  await tx.event.updateMany({ where: { organisationId: ctx.organisationId, ...(eventId && { id: eventId }) }, data: { revision: 0 } });
}
