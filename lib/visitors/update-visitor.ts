import { eraseUnusedContact } from "@/lib/contacts/erase-contact";
import { changeContact } from "@/lib/contacts/save-contact";
import { checkExpectation, type Context } from "@/lib/core/context";
import { write, type Transaction } from "@/lib/core/db";
import { deleted, invalid, notFound } from "@/lib/core/errors";
import type { Item } from "@/lib/core/wire";
import { mergeAnswers, type Answered } from "./answers";
import { checkStaffLimit, gapsIn, isReachable, orderOf, unreachable } from "./checks";
import { ownColumns, registeredColumns } from "./columns";
import type { OfferedForm } from "./offer";
import { resolveVisitor, type Resolved } from "./resolve-visitor";
import type { UpdateVisitor, VisitorBody, VisitorRef } from "./schema";
import { checkAttendance, checkStateChange, occupyingStates, registrationStates, type RegistrationState } from "./states";
import { getVisitor } from "./verbs";

/** Changes the members sent. @throws validation_failed, not_found, deleted, precondition_failed, conflict (in this order) */
export function updateVisitor(ctx: Context, input: UpdateVisitor): Promise<Item> {
  return write(ctx, async (tx) => {
    const resolved = await resolveVisitor(tx, ctx, input, false);
    return changeVisitor(tx, ctx, await currentVisitor(tx, ctx, input), input, resolved);
  });
}

/** The row of a living visitor. @throws not_found, deleted */
export async function currentVisitor(tx: Transaction, ctx: Context, { expoId, visitorId }: VisitorRef) {
  const visitor = await tx.visitor.findFirst({ where: { id: visitorId, eventId: expoId, organisationId: ctx.organisationId } });
  if (!visitor) throw notFound("visitor");
  if (visitor.deletedAt) throw deleted("visitor");
  return visitor;
}

export type Current = Awaited<ReturnType<typeof currentVisitor>>;

/** Applies a body to a living visitor whose references are resolved. */
export async function changeVisitor(tx: Transaction, ctx: Context, current: Current, input: VisitorBody, resolved: Resolved): Promise<Item> {
  const from = stateOf(current);
  const to = input.registrationState ?? from;
  const form = formAfter(current, resolved);
  const answers = answersAfter(current, form, to !== from && to === "registered", input, resolved);
  if (to === "invited" && from !== "invited" && !(await isReachable(tx, input.contact?.id || current.contactId, input.contact))) throw invalid(unreachable);
  checkExpectation(ctx, current.revision);
  checkStateChange(from, to);
  if (current.attendanceState !== "show") checkAttendance(to, input);
  const contactId = input.contact ? await changeContact(tx, ctx, current.contactId, input.contact) : current.contactId;
  const partner = partnerAfter(current, resolved);
  await tx.visitor.update({
    where: { id: current.id },
    data: {
      revision: 0n, // drawn by the database, also when nothing else changes
      registrationState: to,
      ...ownColumns(input),
      ...(to === "registered" && from !== "registered" && registeredColumns(ctx.now, input, current)),
      ...partner,
      contactId,
      registrationTypeId: resolved.registrationTypeId ?? current.registrationTypeId,
      formId: form.id,
      answers,
    },
    select: { id: true },
  });
  if (contactId !== current.contactId) await eraseUnusedContact(tx, ctx, current.contactId);
  const isOccupying = partner.partnerRole === "staff" && occupyingStates.includes(to);
  const wasOccupying = current.partnerRole === "staff" && current.partnerId === partner.partnerId && occupyingStates.includes(from);
  if (isOccupying && !wasOccupying && partner.partnerId) await checkStaffLimit(tx, partner.partnerId);
  return getVisitor(ctx, { expoId: current.eventId, visitorId: current.id }, tx);
}

/** @throws validation_failed  naming the open questions of someone who is to be registered */
function answersAfter(current: Current, form: OfferedForm, becomesRegistered: boolean, { answers }: VisitorBody, resolved: Resolved): Answered[] {
  const kept = answers === null ? [] : keptAnswers(current);
  const merged = mergeAnswers(kept, resolved.answers, orderOf(form, resolved.offer));
  const gaps = becomesRegistered && !form.allowsGaps ? gapsIn(form, resolved.offer, merged) : [];
  if (gaps.length > 0) throw invalid(...gaps);
  return merged;
}

function formAfter(current: Current, { form, offer }: Resolved): OfferedForm {
  const kept = form ?? offer.forms.find(({ id }) => id === current.formId);
  if (!kept) throw new Error("A visitor's form is one of its expo's.");
  return kept;
}

function partnerAfter(current: Current, { partner }: Resolved): { partnerId: string | null; partnerRole: string | null } {
  if (partner === null) return { partnerId: null, partnerRole: null };
  if (!partner) return { partnerId: current.partnerId, partnerRole: current.partnerRole };
  const keptRole = partner.id === current.partnerId ? current.partnerRole : null;
  return { partnerId: partner.id, partnerRole: partner.role ?? keptRole ?? "guest" };
}

/** The column holds one of these; the database checks it. */
function stateOf({ registrationState }: Current): RegistrationState {
  const state = registrationStates.find((known) => known === registrationState);
  if (!state) throw new Error(`The visitor's state ${registrationState} is unknown.`);
  return state;
}

/** The column holds what `resolveAnswers` made. */
function keptAnswers({ answers }: Current): Answered[] {
  return answers as Answered[]; // Prisma types a JSON column as any JSON
}
