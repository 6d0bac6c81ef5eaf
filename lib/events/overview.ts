import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { eventOf } from "./event-of";

/** What every page of an event shows of it. `timezone`: IANA name, in which all its times are shown. */
export type EventHead = { id: string; name: string; start: Date; end: Date; timezone: string };

/** @throws expo_not_found */
export async function getEvent(ctx: Context, eventId: string): Promise<EventHead> {
  const { id, name, start, end, timezone } = await eventOf(runtime().database.read, ctx, { eventId });
  return { id, name, start, end, timezone };
}

/** The organisation's events by their start, the latest first: what a choice of events shows. */
export async function listEventHeads(ctx: Context): Promise<EventHead[]> {
  return runtime().database.read.event.findMany({
    where: { organisationId: ctx.organisationId },
    select: { id: true, name: true, start: true, end: true, timezone: true },
    orderBy: [{ start: "desc" }, { id: "asc" }],
  });
}
