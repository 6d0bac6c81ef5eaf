import { checkContactId } from "@/lib/contacts/save-contact";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { invalid, type FieldError } from "@/lib/core/errors";
import { pick, pointerOf } from "@/lib/core/reference";
import type { SentReference } from "@/lib/core/wire-schema";
import { resolveForm } from "@/lib/forms/resolve";
import { resolveRegistrationType } from "@/lib/registration-types/resolve";
import { resolveAnswers, type Answered } from "./answers";
import type { VisitorBody } from "./schema";

/** What a body names, looked up. Absent members were not sent; on creation the defaults stand in for them. */
export type Resolved = {
  registrationTypeId?: string;
  formId?: string;
  /** null takes the visitor off its partner; an absent role keeps it */
  partner?: { id: string; role?: "staff" | "guest" } | null;
  answers: Answered[];
  /** clear all that was answered before */
  clearsAnswers: boolean;
  /** ids of the expo's questions, in their order */
  questionIds: string[];
};

/** @param isNew  defaults are wanted for what is not sent. @throws validation_failed  naming every reference that leads nowhere */
export async function resolveVisitor(tx: Transaction, ctx: Context, input: VisitorBody, isNew: boolean): Promise<Resolved> {
  const { expoId } = input;
  const faults: FieldError[] = [];
  const type = isNew ? (input.registrationType ?? null) : input.registrationType;
  const form = isNew ? (input.form ?? null) : input.form;
  const registrationTypeId = type === undefined ? undefined : await resolveRegistrationType(tx, ctx, { expoId, type: "visitor", sent: type, faults });
  const formId = form === undefined ? undefined : await resolveForm(tx, ctx, { expoId, sent: form, faults });
  const partner = input.partner == null ? input.partner : await resolvePartner(tx, ctx, expoId, input.partner, faults);
  const questions = input.answers ? await questionsOf(tx, ctx, expoId) : [];
  const answers = input.answers ? resolveAnswers(input.answers, questions, faults) : [];
  await checkContactId(tx, ctx, input.contact, faults);
  if (faults.length > 0) throw invalid(...faults);
  return {
    ...(registrationTypeId && { registrationTypeId }),
    ...(formId && { formId }),
    ...(partner !== undefined && { partner }),
    answers,
    clearsAnswers: input.answers === null,
    questionIds: questions.map(({ id }) => id),
  };
}

async function resolvePartner(tx: Transaction, ctx: Context, expoId: string, sent: NonNullable<VisitorBody["partner"]>, faults: FieldError[]) {
  const reference: SentReference = sent;
  const pointer = pointerOf(ctx, "partner", reference);
  const hits = pointer
    ? await tx.partner.findMany({
        where: { organisationId: ctx.organisationId, eventId: expoId, deletedAt: null, [pointer.by]: pointer.value },
        select: { id: true, reference: true, name: true },
        take: 10,
      })
    : [];
  const partner = pick("partner", pointer, hits, faults);
  const role = typeof sent === "string" ? undefined : sent.role;
  return partner && { id: partner.id, ...(role && { role }) };
}

function questionsOf(tx: Transaction, ctx: Context, expoId: string) {
  return tx.question.findMany({
    where: { organisationId: ctx.organisationId, OR: [{ eventId: expoId }, { eventId: null }] },
    select: { id: true, name: true, reference: true, type: true, answers: { select: { id: true, name: true, reference: true, type: true }, orderBy: [{ sort: "asc" }, { id: "asc" }] } },
    orderBy: [{ sort: "asc" }, { id: "asc" }],
  });
}
