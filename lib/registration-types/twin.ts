import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { type FieldError, invalid } from "@/lib/core/errors";

/**
 * Refuses a name or reference that another type of the kind has already where both are offered: programs name types by
 * either, and what fits two is refused. @throws validation_failed
 */
export async function refuseTwin(tx: Transaction, ctx: Context, type: { id: string; type: string; eventId: string | null; name: string; reference: string | null }): Promise<void> {
  const sameName = { name: type.name };
  const twins = await tx.registrationType.findMany({
    where: {
      organisationId: ctx.organisationId,
      type: type.type,
      id: { not: type.id },
      AND: [
        type.eventId === null ? {} : { OR: [{ eventId: type.eventId }, { eventId: null }] },
        { OR: type.reference === null ? [sameName] : [sameName, { reference: type.reference }] },
      ],
    },
    select: { name: true, reference: true },
  });
  const faults: FieldError[] = [];
  if (twins.some(({ name }) => name === type.name)) faults.push({ field: "name", error: "not_unique", description: `is taken: there is a ${type.type} type of this name already` });
  const twin = twins.find(({ reference }) => reference !== null && reference === type.reference);
  if (twin) faults.push({ field: "reference", error: "not_unique", description: `is taken by the type “${twin.name}”` });
  if (faults.length > 0) throw invalid(...faults);
}
