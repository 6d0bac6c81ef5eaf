import type { Transaction } from "@/lib/core/db";
import { type FieldError, invalid } from "@/lib/core/errors";

/**
 * Refuses a name or reference that another question has already where both are offered: programs name questions by either,
 * and what fits two is refused. @throws validation_failed
 */
export async function refuseTwin(tx: Transaction, question: { id: string; organisationId: string; eventId: string | null; name: string; reference: string | null }): Promise<void> {
  const sameName = { name: question.name };
  const twins = await tx.question.findMany({
    where: {
      organisationId: question.organisationId,
      id: { not: question.id },
      AND: [
        question.eventId === null ? {} : { OR: [{ eventId: question.eventId }, { eventId: null }] },
        { OR: question.reference === null ? [sameName] : [sameName, { reference: question.reference }] },
      ],
    },
    select: { name: true, reference: true },
  });
  const faults: FieldError[] = [];
  if (twins.some(({ name }) => name === question.name)) faults.push({ field: "name", error: "not_unique", description: "is taken: there is a question of this name already" });
  const twin = twins.find(({ reference }) => reference !== null && reference === question.reference);
  if (twin) faults.push({ field: "reference", error: "not_unique", description: `is taken by the question “${twin.name}”` });
  if (faults.length > 0) throw invalid(...faults);
}
