import { ignore, type Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { conflict, type FieldError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { contactOfEmail, contactOfId, contactOfReference, emailKey } from "./match-contact";
import { addressMembers, contactTexts, type SentContact } from "./schema";

/**
 * The contact that a new registration belongs to: found by id, else reference, else e-mail, else created. On a match the
 * members sent are set and the others kept. An id must have passed `checkContactId`. @returns the contact's id
 * @throws conflict  another contact has the reference
 */
export async function findOrCreateContact(tx: Transaction, ctx: Context, eventId: string, sent: SentContact): Promise<string> {
  if (sent.id) return mergeContact(tx, ctx, sent.id, sent);
  const holder = sent.reference ? await contactOfReference(tx, ctx, sent.reference) : undefined;
  if (holder && !holder.isHidden) return mergeContact(tx, ctx, holder.id, sent);
  const known = sent.email?.trim() ? await contactOfEmail(tx, ctx, eventId, sent.email) : undefined;
  return known ? mergeContact(tx, ctx, known, sent) : createContact(tx, ctx, sent);
}

/** The contact of a registration after an update: another id links to that contact, else the members sent are set on the one there is. */
export function changeContact(tx: Transaction, ctx: Context, contactId: string, sent: SentContact): Promise<string> {
  return mergeContact(tx, ctx, sent.id || contactId, sent);
}

/** Refuses a contact id under which the caller finds nobody. */
export async function checkContactId(tx: Transaction, ctx: Context, sent: SentContact | undefined, faults: FieldError[]): Promise<void> {
  if (!sent?.id || (await contactOfId(tx, ctx, sent.id))) return;
  faults.push({ field: "contact.id", error: "invalid_value", description: "is of no contact that can be seen here" });
}

/** Sets the members sent. Whoever shows the contact gets a new revision by the database, if something shown did change. */
async function mergeContact(tx: Transaction, ctx: Context, id: string, sent: SentContact): Promise<string> {
  const data = { ...toColumns(sent), ...(await freeReference(tx, ctx, id, sent)) };
  if (Object.keys(data).length === 0) return id;
  const before = await tx.contact.findUniqueOrThrow({ where: { id }, select: { reference: true } });
  await tx.contact.update({ where: { id }, data });
  if (data.reference !== undefined && data.reference !== before.reference) await renewTombstones(tx, id);
  return id;
}

async function createContact(tx: Transaction, ctx: Context, sent: SentContact): Promise<string> {
  const id = newId();
  const data = { ...toColumns(sent), ...(await freeReference(tx, ctx, id, sent)) };
  await tx.contact.create({ data: { ...data, id, organisationId: ctx.organisationId, createdAt: ctx.now } });
  return id;
}

/** A reference held by a contact that the caller cannot see is left out, for a refusal would tell that it exists. */
async function freeReference(tx: Transaction, ctx: Context, id: string, { reference }: SentContact): Promise<{ reference?: string | null }> {
  if (reference === undefined) return {};
  if (!reference) return { reference: null };
  const holder = await contactOfReference(tx, ctx, reference);
  if (!holder || holder.id === id) return { reference };
  if (!holder.isHidden) throw conflict(`Another contact has the reference ${JSON.stringify(reference)}: link to it with contact.id, or choose another.`);
  ignore(ctx, "contact.reference");
  return {};
}

/** Tombstones show the reference too; the database's fan-out only reaches the living. */
async function renewTombstones(tx: Transaction, contactId: string): Promise<void> {
  const where = { contactId, deletedAt: { not: null } };
  await tx.visitor.updateMany({ where, data: { revision: 0n } });
  await tx.partner.updateMany({ where, data: { revision: 0n } });
}

/** Columns for the members sent, without the reference; where text has a form, an empty one is none. */
function toColumns(sent: SentContact): Omit<Partial<Prisma.ContactCreateManyInput>, "id" | "organisationId" | "reference"> {
  const texts = contactTexts.flatMap((name) => {
    const value = sent[name];
    if (value === undefined || name === "reference" || name === "dateOfBirth") return [];
    return [[name, value === "" && name === "email" ? null : value]];
  });
  const { dateOfBirth, email, addresses, socialMedia } = sent;
  return {
    ...Object.fromEntries(texts),
    ...(dateOfBirth !== undefined && { dateOfBirth: dateOfBirth ? new Date(dateOfBirth) : null }),
    ...(email !== undefined && { emailKey: email?.trim() ? emailKey(email) : null }),
    ...(addresses !== undefined && { addresses: (addresses ?? []).map((address) => complete({ ...address, type: address.type ?? "postal" }, addressMembers)) }),
    ...(socialMedia !== undefined && { socialMedia: (socialMedia ?? []).map((profile) => complete(profile, ["type", "url"])) }),
  };
}

/** Every member, in the schema's order; those not sent are null. */
function complete(entry: Readonly<Record<string, string | null | undefined>>, members: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(members.map((name) => [name, entry[name] ?? null]));
}
