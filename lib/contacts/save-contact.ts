import { ignore, type Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { conflict, type FieldError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma } from "@/lib/generated/prisma/client";
import { contactOfEmail, contactOfId, contactOfReference, emailKey } from "./match-contact";
import { addressMembers, contactTexts, type SentContact } from "./schema";

/** The contact that what was sent belongs to, if there is one, and the living contact that has the reference sent. */
export type Match = { id: string | undefined; holder: Holder };

/** Whom a new registration is about: found by id, else reference, else e-mail. An id must have passed `checkContactId`. */
export async function findContact(tx: Transaction, ctx: Context, eventId: string, sent: SentContact): Promise<Match> {
  const holder = sent.reference ? await contactOfReference(tx, ctx, sent.reference) : undefined;
  const found = sent.id || (holder && !holder.isHidden ? holder.id : undefined);
  return { holder, id: found ?? (sent.email?.trim() ? await contactOfEmail(tx, ctx, eventId, sent.email) : undefined) };
}

/**
 * Sets the members sent on the contact found and keeps the others, or creates one. @returns the contact's id
 * @throws conflict  another contact has the reference
 */
export async function saveContact(tx: Transaction, ctx: Context, sent: SentContact, { id: known, holder }: Match): Promise<string> {
  if (known) return mergeContact(tx, ctx, known, sent, holder);
  const id = newId();
  await tx.contact.create({ data: { ...toColumns(sent), ...freeReference(ctx, id, sent, holder), id, organisationId: ctx.organisationId, createdAt: ctx.now }, select: { id: true } });
  return id;
}

/** `findContact` and `saveContact`. @throws conflict */
export async function findOrCreateContact(tx: Transaction, ctx: Context, eventId: string, sent: SentContact): Promise<string> {
  return saveContact(tx, ctx, sent, await findContact(tx, ctx, eventId, sent));
}

/** The contact of a registration after an update: another id links to that contact, else the members sent are set on the one there is. */
export async function changeContact(tx: Transaction, ctx: Context, contactId: string, sent: SentContact): Promise<string> {
  const holder = sent.reference ? await contactOfReference(tx, ctx, sent.reference) : undefined;
  return mergeContact(tx, ctx, sent.id || contactId, sent, holder);
}

/** Refuses a contact id under which the caller finds nobody. */
export async function checkContactId(tx: Transaction, ctx: Context, sent: SentContact | undefined, faults: FieldError[]): Promise<void> {
  if (!sent?.id || (await contactOfId(tx, ctx, sent.id))) return;
  faults.push({ field: "contact.id", error: "invalid_value", description: "is of no contact that can be seen here" });
}

/** Sets the members sent. Whoever shows the contact gets a new revision by the database, if something shown did change. */
async function mergeContact(tx: Transaction, ctx: Context, id: string, sent: SentContact, holder: Holder): Promise<string> {
  const data = { ...toColumns(sent), ...freeReference(ctx, id, sent, holder) };
  if (Object.keys(data).length === 0) return id;
  if (data.reference !== undefined && holder?.id !== id) await renewTombstones(tx, id, data.reference);
  await tx.contact.update({ where: { id }, data, select: { id: true } });
  return id;
}

/** The living contact that has the reference sent. */
type Holder = Awaited<ReturnType<typeof contactOfReference>>;

/** A reference held by a contact that the caller cannot see is left out, for a refusal would tell that it exists. @throws conflict */
function freeReference(ctx: Context, id: string, { reference }: SentContact, holder: Holder): { reference?: string | null } {
  if (reference === undefined) return {};
  if (!reference || !holder || holder.id === id) return { reference: reference || null };
  if (!holder.isHidden) throw conflict(`Another contact has the reference ${JSON.stringify(reference)}: link to it with contact.id, or choose another.`);
  ignore(ctx, "contact.reference");
  return {};
}

/** Tombstones show the reference too; the database's fan-out only reaches the living. Call before the reference changes. */
async function renewTombstones(tx: Transaction, contactId: string, reference: string | null): Promise<void> {
  const changes = Prisma.sql`c.id = ${contactId} AND c.reference IS DISTINCT FROM ${reference}`;
  await tx.$executeRaw`UPDATE visitor v SET revision = 0 FROM contact c WHERE v."contactId" = c.id AND v."deletedAt" IS NOT NULL AND ${changes}`;
  await tx.$executeRaw`UPDATE partner p SET revision = 0 FROM contact c WHERE p."contactId" = c.id AND p."deletedAt" IS NOT NULL AND ${changes}`;
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
