import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import type { FieldError } from "@/lib/core/errors";
import { pick, pointerOf } from "@/lib/core/reference";
import type { SentReference } from "@/lib/core/wire-schema";

/** The id of the form a body names. @param sent  null for the expo's default, else the only one it has */
export async function resolveForm(
  tx: Transaction,
  ctx: Context,
  { expoId, sent, faults }: { expoId: string; sent: SentReference | null; faults: FieldError[] },
): Promise<string | undefined> {
  const forms = await tx.form.findMany({
    where: { organisationId: ctx.organisationId, eventId: expoId },
    select: { id: true, name: true, isDefault: true },
  });
  const offered = forms.map((form) => ({ ...form, reference: null }));
  if (sent !== null) return pick("form", pointerOf(ctx, "form", sent), offered, faults)?.id;
  const chosen = offered.find(({ isDefault }) => isDefault) ?? (offered.length === 1 ? offered[0] : undefined);
  if (!chosen) faults.push({ field: "form", error: "required", description: "is required: this expo has no default form" });
  return chosen?.id;
}

/** What a form asks, in its order. */
export type FormRules = { allowsGaps: boolean; asks: { questionId: string; isMandatory: boolean; label: string }[] };

export async function rulesOfForm(tx: Transaction, formId: string): Promise<FormRules> {
  const form = await tx.form.findUniqueOrThrow({
    where: { id: formId },
    select: { allowsGaps: true, questions: { orderBy: [{ sort: "asc" }, { questionId: "asc" }], include: { question: { select: { reference: true, name: true } } } } },
  });
  const asks = form.questions.map(({ questionId, isMandatory, question }) => ({ questionId, isMandatory, label: question.reference ?? question.name }));
  return { allowsGaps: form.allowsGaps, asks };
}
