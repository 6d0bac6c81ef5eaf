import { checkContactId } from "@/lib/contacts/save-contact";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { invalidAll, type FieldError } from "@/lib/core/errors";
import { pick, pointerOf } from "@/lib/core/reference";
import type { SentReference } from "@/lib/core/wire-schema";
import { resolveRegistrationType } from "@/lib/registration-types/resolve";
import { resolveAnswers, type Answered } from "./answers";
import { readOffer, type Offer, type OfferedForm } from "./offer";
import type { VisitorBody } from "./schema";

/** What a body names, looked up. Absent members were not sent; on creation the defaults stand in for them. */
export type Resolved = {
  offer: Offer;
  registrationTypeId?: string;
  form?: OfferedForm;
  /** null takes the visitor off its partner; an absent role keeps it */
  partner?: { id: string; role?: "staff" | "guest" } | null;
  answers: Answered[];
};

/** @param isNew  defaults are wanted for what is not sent. @throws validation_failed  naming all that leads nowhere or cannot be created */
export async function resolveVisitor(tx: Transaction, ctx: Context, input: VisitorBody, isNew: boolean): Promise<Resolved> {
  const faults = isNew ? faultsOfNew(input) : [];
  const offer = await readOffer(tx, ctx, input.expoId);
  const type = isNew ? (input.registrationType ?? null) : input.registrationType;
  const form = isNew ? (input.form ?? null) : input.form;
  const resolved = {
    offer,
    ...(type !== undefined && { registrationTypeId: resolveRegistrationType(ctx, type, offer.types, faults) }),
    ...(form !== undefined && { form: resolveForm(ctx, form, offer.forms, faults) }),
    ...(input.partner !== undefined && { partner: input.partner === null ? null : await resolvePartner(tx, ctx, input.expoId, input.partner, faults) }),
    answers: input.answers ? resolveAnswers(input.answers, offer.questions, faults) : [],
  };
  await checkContactId(tx, ctx, input.contact, faults);
  if (faults.length > 0) throw invalidAll(faults);
  return resolved;
}

/** What only a body that updates may leave out or say. */
function faultsOfNew({ contact, registrationState }: VisitorBody): FieldError[] {
  const faults: FieldError[] = [];
  if (!contact) faults.push({ field: "contact", error: "required", description: "is required" });
  if (registrationState && registrationState !== "invited" && registrationState !== "registered") {
    faults.push({ field: "registrationState", error: "invalid_value", description: "must be invited or registered when a visitor is created" });
  }
  return faults;
}

/** @param sent  null for the expo's default, else the only form it has */
function resolveForm(ctx: Context, sent: SentReference | null, forms: readonly OfferedForm[], faults: FieldError[]): OfferedForm | undefined {
  if (sent !== null) return pick("form", pointerOf(ctx, "form", sent), forms, faults);
  const chosen = forms.find(({ isDefault }) => isDefault) ?? (forms.length === 1 ? forms[0] : undefined);
  if (!chosen) faults.push({ field: "form", error: "required", description: "is required: this expo has no default form" });
  return chosen;
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
