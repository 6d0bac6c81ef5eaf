import { eraseUnusedContact } from "@/lib/contacts/erase-contact";
import type { Context } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import type { PartnerRef } from "./schema";
import { checkPartnerExpectation } from "./update-partner";

/**
 * Leaves a tombstone, takes the partner off its visitors, and erases the contact when this was its last registration.
 * Deleting again changes nothing. @throws not_found, precondition_failed
 */
export function deletePartner(ctx: Context, { expoId, partnerId }: PartnerRef): Promise<void> {
  return write(ctx, async (tx) => {
    const partner = await tx.partner.findFirst({ where: { id: partnerId, eventId: expoId, organisationId: ctx.organisationId } });
    if (!partner) throw notFound("partner");
    if (partner.deletedAt) return;
    await checkPartnerExpectation(tx, ctx, { expoId, partnerId });
    await tx.visitor.updateMany({ where: { partnerId }, data: { partnerId: null, partnerRole: null } });
    await tx.partner.update({ where: { id: partnerId }, data: { ...emptied, deletedAt: ctx.now } });
    if (partner.contactId) await eraseUnusedContact(tx, ctx, partner.contactId);
  });
}

/** Reference, contact and registration type stay, so that a client can tell what it was. */
const emptied = {
  revision: 0n, // drawn by the database
  name: "",
  boothNumber: null,
  boothSize: null,
  hall: null,
  language: null,
  tags: [],
  labels: [],
  staffLimit: null,
};
