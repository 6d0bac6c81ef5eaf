import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import type { Prisma } from "@/lib/generated/prisma/client";

// Call all of these under the organisation's lock only: what is not found here may then be created.

/** The living contact of this id, if the caller may find it. */
export function contactOfId(tx: Transaction, ctx: Context, id: string): Promise<{ id: string } | null> {
  return tx.contact.findFirst({ where: { ...findable(ctx), id }, select: { id: true } });
}

/** The living contact of this reference, whether the caller may find it or not: references are unique in the organisation. */
export async function contactOfReference(tx: Transaction, ctx: Context, reference: string): Promise<{ id: string; isHidden: boolean } | undefined> {
  const holder = await tx.contact.findFirst({ where: { organisationId: ctx.organisationId, erasedAt: null, reference }, select: { id: true } });
  if (!holder) return undefined;
  return { id: holder.id, isHidden: ctx.events.kind === "chosen" && (await contactOfId(tx, ctx, holder.id)) === null };
}

/** The oldest living contact with this e-mail address, as far as the organisation's deduplication mode and the caller's events reach. */
export async function contactOfEmail(tx: Transaction, ctx: Context, eventId: string, email: string): Promise<string | undefined> {
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: ctx.organisationId }, select: { deduplication: true } });
  if (organisation.deduplication === "off") return undefined;
  const found = await tx.contact.findFirst({
    where: { AND: [findable(ctx), organisation.deduplication === "event" ? registeredIn([eventId]) : {}], emailKey: emailKey(email) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return found?.id;
}

/** An e-mail address as it is compared. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** A caller limited to events finds who has a living registration in one of them. */
function findable(ctx: Context): Prisma.ContactWhereInput {
  return { organisationId: ctx.organisationId, erasedAt: null, ...(ctx.events.kind === "chosen" && registeredIn(ctx.events.ids)) };
}

function registeredIn(eventIds: readonly string[]): Prisma.ContactWhereInput {
  const registration = { some: { eventId: { in: [...eventIds] }, deletedAt: null } };
  return { OR: [{ visitors: registration }, { partners: registration }] };
}
