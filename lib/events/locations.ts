import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { eventOf, type EventRef, touchEvents } from "./event-of";
import type { LocationInput } from "./setup-schema";

const Location = z.object({ id: z.string(), name: z.string(), direction: z.enum(["in", "out"]).nullable() });
export type Location = z.output<typeof Location>;

export async function listLocations(ctx: Context, { eventId }: EventRef): Promise<Location[]> {
  const rows = await runtime().database.read.location.findMany({ where: { organisationId: ctx.organisationId, eventId }, select: shown, orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map((row) => Location.parse(row));
}

/** Without an id a new one; with the id of one that is gone, that one again. @throws expo_not_found */
export function saveLocation(ctx: Context, { eventId, id = newId(9), name, direction }: LocationInput & EventRef): Promise<Location> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    const known = await locationOf(tx, ctx, { eventId, id });
    const saved = known
      ? await tx.location.update({ where: { id }, data: { name, direction }, select: shown })
      : await tx.location.create({ data: { id, organisationId: ctx.organisationId, eventId, name, direction }, select: shown });
    return Location.parse(saved);
  });
}

/** @returns what it was, to be saved again by whoever thinks better of it. @throws expo_not_found, not_found */
export function removeLocation(ctx: Context, { eventId, id }: EventRef & { id: string }): Promise<Location> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    if (!(await locationOf(tx, ctx, { eventId, id }))) throw notFound("location");
    const removed = await tx.location.delete({ where: { id }, select: shown });
    await touchEvents(tx, ctx, eventId);
    return Location.parse(removed);
  });
}

function locationOf(tx: Transaction, ctx: Context, { eventId, id }: EventRef & { id: string }) {
  return tx.location.findFirst({ where: { id, eventId, organisationId: ctx.organisationId }, select: shown });
}

const shown = { id: true, name: true, direction: true } as const;
