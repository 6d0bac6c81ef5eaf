import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { forgotten } from "@/lib/core/once";
import { contactTexts } from "./schema";

const nothing = Object.fromEntries(contactTexts.filter((name) => name !== "reference").map((name) => [name, null]));

/**
 * Erases a contact without a living registration: only its id and reference stay, for the tombstones that show them. Answers kept
 * for repeated requests are forgotten too.
 * Call after every change that may have taken its last one away.
 */
export async function eraseUnusedContact(tx: Transaction, ctx: Context, contactId: string): Promise<void> {
  const registration = { contactId, deletedAt: null };
  if ((await tx.visitor.findFirst({ where: registration, select: { id: true } })) ?? (await tx.partner.findFirst({ where: registration, select: { id: true } }))) return;
  await tx.contact.update({ where: { id: contactId }, data: { ...nothing, emailKey: null, addresses: [], socialMedia: [], erasedAt: ctx.now } });
  await tx.$executeRaw`UPDATE idempotency_record SET json = ${forgotten} WHERE json::jsonb #>> '{contact,id}' = ${contactId}`;
}
