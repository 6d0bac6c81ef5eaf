import { findOrCreateContact } from "@/lib/contacts/save-contact";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { conflict, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { writeOnce } from "@/lib/core/once";
import type { Created } from "@/lib/core/wire";
import { ownColumns } from "./columns";
import type { CreatePartner } from "./schema";
import { changePartner, resolvePartner, type Current } from "./update-partner";
import { getPartner } from "./verbs";

/**
 * Adds an exhibiting company. With `match` the partner that has the reference is updated instead, if there is one.
 * @throws validation_failed, conflict (several partners have the reference)
 */
export function createPartner(ctx: Context, input: CreatePartner): Promise<Created> {
  return writeOnce(ctx, async (tx) => {
    const current = input.match ? await partnerOfReference(tx, ctx, input) : undefined;
    const registrationTypeId = await resolvePartner(tx, ctx, input);
    if (current) return { ...(await changePartner(tx, ctx, current, input, registrationTypeId)), isNew: false };
    if (!registrationTypeId) throw new Error("A new partner names its registration type.");
    const contactId = await findOrCreateContact(tx, ctx, input.expoId, input.contact ?? { company: input.name });
    const { id: partnerId } = await tx.partner.create({
      data: { ...ownColumns(input), id: newId(), name: input.name, organisationId: ctx.organisationId, eventId: input.expoId, registrationTypeId, contactId },
    });
    return { ...(await getPartner(ctx, { expoId: input.expoId, partnerId }, tx)), isNew: true };
  });
}

/** The living partner of the body's reference. */
async function partnerOfReference(tx: Transaction, ctx: Context, input: CreatePartner): Promise<Current | undefined> {
  if (!input.reference) throw invalid({ field: "reference", error: "required", description: "is required with match=reference" });
  const found = await tx.partner.findMany({
    where: { organisationId: ctx.organisationId, eventId: input.expoId, reference: input.reference, deletedAt: null },
    take: 2,
  });
  if (found.length > 1) throw conflict(`Several partners have the reference ${JSON.stringify(input.reference)}: update the one you mean by its id.`);
  return found[0];
}
