import type { SentContact } from "@/lib/contacts/schema";
import type { Transaction } from "@/lib/core/db";
import { conflict, type FieldError } from "@/lib/core/errors";
import type { Answered } from "./answers";
import type { Offer, OfferedForm } from "./offer";
import { occupyingStates } from "./states";

/** The mandatory questions of a form that are still open. */
export function gapsIn({ asks }: OfferedForm, { questions }: Offer, answers: readonly Answered[]): FieldError[] {
  const isOpen = (questionId: string) => !answers.some((answered) => answered.questionId === questionId);
  return asks
    .filter(({ questionId, isMandatory }) => isMandatory && isOpen(questionId))
    .map(({ questionId }) => {
      const question = questions.find(({ id }) => id === questionId);
      const field = `answers.${question?.reference ?? question?.name ?? questionId}`;
      return { field, error: "required", description: "must be answered before the visitor can be registered" };
    });
}

/** The order in which answers are kept: the form's, then the expo's. */
export function orderOf({ asks }: OfferedForm, { questions }: Offer): string[] {
  return [...asks.map(({ questionId }) => questionId), ...questions.map(({ id }) => id)];
}

/**
 * Somebody who is invited must be within reach: by e-mail, telephone or post. Asked before anything is saved, because it is a
 * fault of the body and comes before every other refusal.
 * @param contactId  whose members that are not sent will be kept; undefined for nobody's
 */
export async function isReachable(tx: Transaction, contactId: string | undefined, sent: SentContact = {}): Promise<boolean> {
  const select = { email: true, phone1: true, phone2: true, addresses: true };
  const kept = contactId === undefined ? undefined : await tx.contact.findUniqueOrThrow({ where: { id: contactId }, select });
  const { email = kept?.email, phone1 = kept?.phone1, phone2 = kept?.phone2, addresses = kept?.addresses } = sent;
  return [email, phone1, phone2].some((way) => way?.trim()) || (Array.isArray(addresses) && addresses.length > 0);
}

export const unreachable: FieldError = { field: "contact.email", error: "required", description: "is required to invite, unless there is a telephone number or an address" };

/** Call after a visitor came to occupy a place among the partner's staff. @throws conflict  beyond the partner's limit */
export async function checkStaffLimit(tx: Transaction, partnerId: string): Promise<void> {
  const partner = await tx.partner.findUniqueOrThrow({ where: { id: partnerId }, select: { staffLimit: true } });
  if (partner.staffLimit === null) return;
  const occupied = await tx.visitor.count({ where: { partnerId, partnerRole: "staff", deletedAt: null, registrationState: { in: occupyingStates } } });
  if (occupied > partner.staffLimit) throw conflict(`The partner's staff is complete: its limit is ${partner.staffLimit}.`);
}
