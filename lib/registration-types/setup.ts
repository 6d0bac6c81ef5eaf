import { z } from "zod";
import { checkExpectation, type Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { newPlaces } from "@/lib/core/order";
import { runtime } from "@/lib/core/runtime";
import { eventOf, type EventRef, offeredAt, touchEvents } from "@/lib/events/event-of";
import { refuseInUse } from "@/lib/events/in-use";
import { makeDefaultType } from "./default-type";
import { NewTypeInput, StaffKinds, type TypeInput } from "./setup-schema";
import { refuseTwin } from "./twin";

type TypeRef = EventRef & { typeId: string };

/** A registration type as its setup shows it. @property registrations  living ones at this event, of visitors or partners */
export type TypeSetup = Awaited<ReturnType<typeof listTypeSetup>>[number];

/** What an event offers, its own types and those the organisation shares, in their order. */
export async function listTypeSetup(ctx: Context, event: EventRef) {
  const { read } = runtime().database;
  const living = { where: { organisationId: ctx.organisationId, eventId: event.eventId, deletedAt: null }, _count: true } as const;
  const [rows, visitors, partners] = await Promise.all([
    read.registrationType.findMany({ where: offeredAt(ctx, event), orderBy: inOrder }),
    read.visitor.groupBy({ by: "registrationTypeId", ...living }),
    read.partner.groupBy({ by: "registrationTypeId", ...living }),
  ]);
  const counts = new Map([...visitors, ...partners].map(({ registrationTypeId, _count }) => [registrationTypeId, _count]));
  const hasOwnDefault = (type: string) => rows.some((row) => row.type === type && row.isDefault && row.eventId !== null);
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    name: row.name,
    reference: row.reference,
    type: Kind.parse(row.type),
    isDefault: row.isDefault && (row.eventId !== null || !hasOwnDefault(row.type)),
    isShared: row.eventId === null,
    staff: StaffKinds.parse(row.staff),
    registrations: counts.get(row.id) ?? 0,
  }));
}

/** @throws expo_not_found, validation_failed */
export function createRegistrationType(ctx: Context, { eventId, ...input }: NewTypeInput & EventRef): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    const { id = newId(9), name, reference, type, staff, isShared, isDefault } = input;
    const of = { id, type, eventId: isShared ? null : eventId };
    await refuseTwin(tx, ctx, { ...of, name, reference });
    const sort = input.sort ?? (await nextPlace(tx, ctx, { eventId }));
    await tx.registrationType.create({ data: { ...of, organisationId: ctx.organisationId, name, reference, sort, staff: type === "partner" ? named(staff) : [] } });
    if (isDefault) await makeDefaultType(tx, ctx, of, { eventId });
    return { id };
  });
}

/** Whom it is for and where it is offered stay as they are. @throws expo_not_found, not_found, precondition_failed, validation_failed */
export function updateRegistrationType(ctx: Context, { eventId, typeId, ...input }: TypeInput & TypeRef): Promise<void> {
  return write(ctx, async (tx) => {
    const row = await typeOf(tx, ctx, { eventId, typeId });
    checkExpectation(ctx, row.revision);
    const { name, reference, staff, isDefault } = input;
    await refuseTwin(tx, ctx, { ...row, name, reference });
    await tx.registrationType.update({ where: { id: typeId }, data: { name, reference, ...(row.type === "partner" && { staff: named(staff) }) } });
    if (isDefault) await makeDefaultType(tx, ctx, row, { eventId });
  });
}

/** @returns what it was, to be created again by whoever thinks better of it. @throws expo_not_found, not_found, conflict (used, or the default) */
export function removeRegistrationType(ctx: Context, { eventId, typeId }: TypeRef): Promise<NewTypeInput> {
  return write(ctx, async (tx) => {
    const row = await typeOf(tx, ctx, { eventId, typeId });
    if (row.isDefault) throw conflict(`The type “${row.name}” is the default. Make another one the default first.`);
    const of = { organisationId: ctx.organisationId, registrationTypeId: typeId };
    const living = { where: { ...of, deletedAt: null } };
    const gone = { where: { ...of, deletedAt: { not: null } } };
    refuseInUse(`The type “${row.name}”`, {
      visitors: await tx.visitor.count(living),
      partners: await tx.partner.count(living),
      deleted: (await tx.visitor.count(gone)) + (await tx.partner.count(gone)),
    });
    await tx.registrationType.delete({ where: { id: typeId } });
    await touchEvents(tx, ctx, row.eventId);
    return NewTypeInput.parse({ ...row, isShared: row.eventId === null });
  });
}

/** @param input.typeIds  in the wanted order. @throws expo_not_found */
export function sortRegistrationTypes(ctx: Context, { eventId, typeIds }: EventRef & { typeIds: readonly string[] }): Promise<void> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    const rows = await tx.registrationType.findMany({ where: offeredAt(ctx, { eventId }), orderBy: inOrder, select: { id: true, sort: true } });
    for (const { id, sort } of newPlaces(rows, typeIds)) await tx.registrationType.update({ where: { id }, data: { sort } });
  });
}

async function typeOf(tx: Transaction, ctx: Context, { eventId, typeId }: TypeRef) {
  await eventOf(tx, ctx, { eventId });
  const row = await tx.registrationType.findFirst({ where: { id: typeId, ...offeredAt(ctx, { eventId }) } });
  if (!row) throw notFound("registration type");
  return row;
}

async function nextPlace(tx: Transaction, ctx: Context, event: EventRef): Promise<number> {
  const { _max } = await tx.registrationType.aggregate({ where: offeredAt(ctx, event), _max: { sort: true } });
  return (_max.sort ?? -1) + 1;
}

/** Every kind of staff with an id of its own; those that have one keep it. */
function named(kinds: TypeInput["staff"]) {
  return kinds.map(({ id = newId(9), name, freeBadges }) => ({ id, name, freeBadges }));
}

const Kind = z.enum(["visitor", "partner"]);
const inOrder = [{ sort: "asc" }, { id: "asc" }] satisfies { [column: string]: "asc" | "desc" }[];
