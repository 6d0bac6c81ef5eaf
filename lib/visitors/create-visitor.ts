import { findContact, saveContact } from "@/lib/contacts/save-contact";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { conflict, invalid } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { writeOnce } from "@/lib/core/once";
import type { Created } from "@/lib/core/wire";
import { mergeAnswers } from "./answers";
import { checkStaffLimit, gapsIn, isReachable, orderOf, unreachable } from "./checks";
import { ownColumns, registeredColumns } from "./columns";
import { resolveVisitor, type Resolved } from "./resolve-visitor";
import type { CreateVisitor } from "./schema";
import { checkAttendance } from "./states";
import { changeVisitor, type Current } from "./update-visitor";
import { getVisitor } from "./verbs";

/**
 * Registers or invites someone. Without a state it is `registered` when every mandatory question is answered, else `invited`.
 * With `match` the visitor that has the reference is updated instead, if there is one.
 * @throws validation_failed, conflict (several visitors have the reference; the partner's staff is complete)
 */
export function createVisitor(ctx: Context, input: CreateVisitor): Promise<Created> {
  return writeOnce(ctx, async (tx) => {
    const current = input.match ? await visitorOfReference(tx, ctx, input) : undefined;
    const resolved = await resolveVisitor(tx, ctx, input, current === undefined);
    if (current) return { ...(await changeVisitor(tx, ctx, current, input, resolved)), isNew: false };
    const visitorId = await insertVisitor(tx, ctx, input, resolved);
    return { ...(await getVisitor(ctx, { expoId: input.expoId, visitorId }, tx)), isNew: true };
  });
}

async function insertVisitor(tx: Transaction, ctx: Context, input: CreateVisitor, resolved: Resolved): Promise<string> {
  const { offer, registrationTypeId, form, partner } = resolved;
  if (!input.contact || !registrationTypeId || !form) throw new Error("A new visitor has a contact and is given its defaults.");
  const answers = mergeAnswers([], resolved.answers, orderOf(form, offer));
  const gaps = gapsIn(form, offer, answers);
  const state = firstState(input.registrationState, gaps.length === 0);
  if (state === "registered" && gaps.length > 0 && !form.allowsGaps) throw invalid(...gaps);
  const match = await findContact(tx, ctx, input.expoId, input.contact);
  if (state === "invited" && !(await isReachable(tx, match.id, input.contact))) throw invalid(unreachable);
  checkAttendance(state, input);
  const contactId = await saveContact(tx, ctx, input.contact, match);
  const { id } = await tx.visitor.create({
    data: {
      id: newId(),
      organisationId: ctx.organisationId,
      eventId: input.expoId,
      contactId,
      registrationTypeId,
      formId: form.id,
      partnerId: partner?.id ?? null,
      partnerRole: partner ? (partner.role ?? "guest") : null,
      registrationState: state,
      answers,
      ...ownColumns(input),
      ...(state === "registered" && registeredColumns(ctx.now, input)),
    },
    select: { id: true },
  });
  if (partner?.role === "staff") await checkStaffLimit(tx, partner.id);
  return id;
}

/** What was sent is one of the two, see `resolveVisitor`. */
function firstState(sent: CreateVisitor["registrationState"], isComplete: boolean): "invited" | "registered" {
  return (sent === undefined ? isComplete : sent === "registered") ? "registered" : "invited";
}

/** The living visitor of the body's reference. */
async function visitorOfReference(tx: Transaction, ctx: Context, input: CreateVisitor): Promise<Current | undefined> {
  if (!input.reference) throw invalid({ field: "reference", error: "required", description: "is required with match=reference" });
  const found = await tx.visitor.findMany({
    where: { organisationId: ctx.organisationId, eventId: input.expoId, reference: input.reference, deletedAt: null },
    take: 2,
  });
  if (found.length > 1) throw conflict(`Several visitors have the reference ${JSON.stringify(input.reference)}: update the one you mean by its id.`);
  return found[0];
}
