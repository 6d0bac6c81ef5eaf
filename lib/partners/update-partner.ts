import { eraseUnusedContact } from "@/lib/contacts/erase-contact";
import { changeContact, checkContactId, findOrCreateContact } from "@/lib/contacts/save-contact";
import { checkExpectation, type Context } from "@/lib/core/context";
import { write, type Transaction } from "@/lib/core/db";
import { deleted, invalid, notFound, type FieldError } from "@/lib/core/errors";
import type { Item } from "@/lib/core/wire";
import { resolveRegistrationType } from "@/lib/registration-types/resolve";
import { ownColumns } from "./columns";
import type { PartnerBody, PartnerRef, UpdatePartner } from "./schema";
import { getPartner } from "./verbs";

/** Changes the members sent. @throws validation_failed, not_found, deleted, precondition_failed, conflict (in this order) */
export function updatePartner(ctx: Context, input: UpdatePartner): Promise<Item> {
  return write(ctx, async (tx) => {
    const registrationTypeId = await resolvePartner(tx, ctx, input);
    return changePartner(tx, ctx, await currentPartner(tx, ctx, input), input, registrationTypeId);
  });
}

/** The row of a living partner. @throws not_found, deleted */
export async function currentPartner(tx: Transaction, ctx: Context, { expoId, partnerId }: PartnerRef) {
  const partner = await tx.partner.findFirst({ where: { id: partnerId, eventId: expoId, organisationId: ctx.organisationId } });
  if (!partner) throw notFound("partner");
  if (partner.deletedAt) throw deleted("partner");
  return partner;
}

export type Current = Awaited<ReturnType<typeof currentPartner>>;

/** What a body names, looked up: the id of the registration type, if one was sent. @throws validation_failed */
export async function resolvePartner(tx: Transaction, ctx: Context, input: PartnerBody): Promise<string | undefined> {
  const faults: FieldError[] = [];
  const { registrationType: sent } = input;
  const registrationTypeId = sent === undefined ? undefined : resolveRegistrationType(ctx, sent, await typesOf(tx, ctx, input), faults);
  await checkContactId(tx, ctx, input.contact, faults);
  if (faults.length > 0) throw invalid(...faults);
  return registrationTypeId;
}

function typesOf(tx: Transaction, ctx: Context, { expoId }: PartnerBody) {
  return tx.registrationType.findMany({
    where: { organisationId: ctx.organisationId, type: "partner", OR: [{ eventId: expoId }, { eventId: null }] },
    select: { id: true, reference: true, name: true, eventId: true, isDefault: true },
  });
}

/** Applies a body to a living partner whose references are resolved. */
export async function changePartner(tx: Transaction, ctx: Context, current: Current, input: PartnerBody, registrationTypeId = current.registrationTypeId): Promise<Item> {
  const ref = { expoId: current.eventId, partnerId: current.id };
  await checkPartnerExpectation(tx, ctx, ref);
  const contactId = await contactAfter(tx, ctx, current, input);
  await tx.partner.update({ where: { id: current.id }, data: { ...ownColumns(input), revision: 0n, contactId, registrationTypeId } }); // the database draws the revision
  if (current.contactId && contactId !== current.contactId) await eraseUnusedContact(tx, ctx, current.contactId);
  return getPartner(ctx, ref, tx);
}

/** The counts are part of what a client has seen. @throws precondition_failed */
export async function checkPartnerExpectation(tx: Transaction, ctx: Context, ref: PartnerRef): Promise<void> {
  if (!ctx.expects) return;
  const { validator, revision } = await getPartner(ctx, ref, tx);
  checkExpectation(ctx, validator ?? revision);
}

async function contactAfter(tx: Transaction, ctx: Context, { contactId, eventId }: Current, { contact }: PartnerBody): Promise<string | null> {
  if (!contact) return contactId;
  return contactId ? changeContact(tx, ctx, contactId, contact) : findOrCreateContact(tx, ctx, eventId, contact);
}
