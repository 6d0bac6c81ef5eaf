import { eraseUnusedContact } from "@/lib/contacts/erase-contact";
import { checkExpectation, type Context } from "@/lib/core/context";
import { write } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import type { VisitorRef } from "./schema";

/**
 * Leaves a tombstone: what was known of the visitor goes, and the contact with it when this was its last registration.
 * Deleting again changes nothing. @throws not_found, precondition_failed
 */
export function deleteVisitor(ctx: Context, { expoId, visitorId }: VisitorRef): Promise<void> {
  return write(ctx, async (tx) => {
    const visitor = await tx.visitor.findFirst({ where: { id: visitorId, eventId: expoId, organisationId: ctx.organisationId } });
    if (!visitor) throw notFound("visitor");
    if (visitor.deletedAt) return;
    checkExpectation(ctx, visitor.revision);
    await tx.visitor.update({ where: { id: visitorId }, data: { ...emptied, deletedAt: ctx.now } });
    await eraseUnusedContact(tx, ctx, visitor.contactId);
  });
}

/** Reference, contact, registration type and form stay, so that a client can tell what it was. */
const emptied = {
  revision: 0n, // drawn by the database
  registrationState: "unregistered",
  attendanceState: "no-show",
  partnerId: null,
  partnerRole: null,
  answers: [],
  tags: [],
  labels: [],
  language: null,
  actionCode: null,
  registerTime: null,
  visitTime: null,
  firstEntryTime: null,
  lastExitTime: null,
  dwellingTime: null,
  visits: 0,
  badgeCode: null,
  documents: [],
};
