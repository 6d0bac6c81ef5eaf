import { checkExpectation, type Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { conflict, invalid, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { newPlaces } from "@/lib/core/order";
import { runtime } from "@/lib/core/runtime";
import { eventOf, type EventRef, offeredAt, touchEvents } from "@/lib/events/event-of";
import { refuseInUse } from "@/lib/events/in-use";
import { type FormInput, NewFormInput } from "./setup-schema";

export type FormReference = EventRef & { formId: string };

/** A form as the list of forms shows it. @property registrations  living ones that were made with it */
export type FormSetup = Awaited<ReturnType<typeof listFormSetup>>[number];

export async function listFormSetup(ctx: Context, { eventId }: EventRef) {
  const { read } = runtime().database;
  const [rows, counts] = await Promise.all([
    read.form.findMany({ where: { organisationId: ctx.organisationId, eventId }, orderBy: inOrder, include: { _count: { select: { questions: true } } } }),
    read.visitor.groupBy({ by: "formId", where: { organisationId: ctx.organisationId, eventId, deletedAt: null }, _count: true }),
  ]);
  const byForm = new Map(counts.map(({ formId, _count }) => [formId, _count]));
  return rows.map(({ _count, ...row }) => ({ ...row, questions: _count.questions, registrations: byForm.get(row.id) ?? 0 }));
}

/** @throws expo_not_found, validation_failed (the event has a form of this name) */
export function createForm(ctx: Context, { eventId, ...input }: NewFormInput & EventRef): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    const { id = newId(), isDefault, questions, ...members } = input;
    await refuseTwin(tx, { eventId, id, name: input.name });
    const others = await tx.form.aggregate({ where: { eventId }, _max: { sort: true }, _count: true });
    const sort = input.sort ?? (others._max.sort ?? -1) + 1;
    await tx.form.create({ data: { ...members, id, organisationId: ctx.organisationId, eventId, sort } });
    const offered = await tx.question.findMany({ where: { ...offeredAt(ctx, { eventId }), id: { in: questions.map(({ questionId }) => questionId) } }, select: { id: true } });
    const asked = questions.filter(({ questionId }) => offered.some((question) => question.id === questionId));
    await tx.formQuestion.createMany({ data: asked.map((question, place) => ({ ...question, formId: id, sort: place })) });
    if (isDefault || others._count === 0) await makeDefault(tx, { eventId, formId: id });
    return { id };
  });
}

/** @throws expo_not_found, not_found, precondition_failed, validation_failed (the event has a form of this name) */
export function updateForm(ctx: Context, { eventId, formId, ...input }: FormInput & FormReference): Promise<void> {
  return write(ctx, async (tx) => {
    const form = await formOf(tx, ctx, { eventId, formId });
    checkExpectation(ctx, form.revision);
    const { name, description, senderEmail, url, allowsGaps } = input;
    await refuseTwin(tx, { eventId, id: formId, name });
    await tx.form.update({ where: { id: formId }, data: { name, description, senderEmail, url, allowsGaps } });
    if (input.isDefault) await makeDefault(tx, { eventId, formId });
  });
}

/** @returns what it was, to be created again by whoever thinks better of it. @throws expo_not_found, not_found, conflict (used, or the default) */
export function removeForm(ctx: Context, { eventId, formId }: FormReference): Promise<NewFormInput> {
  return write(ctx, async (tx) => {
    const form = await formOf(tx, ctx, { eventId, formId });
    if (form.isDefault) throw conflict(`The form “${form.name}” is the default. Make another one the default first.`);
    const made = { organisationId: ctx.organisationId, formId };
    refuseInUse(`The form “${form.name}”`, {
      visitors: await tx.visitor.count({ where: { ...made, deletedAt: null } }),
      partners: 0,
      deleted: await tx.visitor.count({ where: { ...made, deletedAt: { not: null } } }),
    });
    const questions = await tx.formQuestion.findMany({ where: { formId }, orderBy: [{ sort: "asc" }, { questionId: "asc" }], select: { questionId: true, isMandatory: true } });
    await tx.form.delete({ where: { id: formId } });
    await touchEvents(tx, ctx, eventId);
    return NewFormInput.parse({ ...form, questions });
  });
}

/** @param input.formIds  in the wanted order. @throws expo_not_found */
export function sortForms(ctx: Context, { eventId, formIds }: EventRef & { formIds: readonly string[] }): Promise<void> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    const rows = await tx.form.findMany({ where: { eventId }, orderBy: inOrder, select: { id: true, sort: true } });
    for (const { id, sort } of newPlaces(rows, formIds)) await tx.form.update({ where: { id }, data: { sort } });
  });
}

/** The form's row. @throws expo_not_found, not_found */
export async function formOf(tx: Pick<Transaction, "event" | "form">, ctx: Context, { eventId, formId }: FormReference) {
  await eventOf(tx, ctx, { eventId });
  const form = await tx.form.findFirst({ where: { id: formId, eventId, organisationId: ctx.organisationId } });
  if (!form) throw notFound("form");
  return form;
}

async function makeDefault(tx: Transaction, { eventId, formId }: FormReference): Promise<void> {
  await tx.form.updateMany({ where: { eventId, isDefault: true, id: { not: formId } }, data: { isDefault: false } });
  await tx.form.updateMany({ where: { id: formId, isDefault: false }, data: { isDefault: true } });
}

/** Programs may name a form by its name, so no two of an event share one. */
async function refuseTwin(tx: Transaction, { eventId, id, name }: { eventId: string; id: string; name: string }): Promise<void> {
  const twin = await tx.form.findFirst({ where: { eventId, name, id: { not: id } }, select: { id: true } });
  if (twin) throw invalid({ field: "name", error: "not_unique", description: "is taken: this event has a form of this name already" });
}

const inOrder = [{ sort: "asc" }, { id: "asc" }] satisfies { [column: string]: "asc" | "desc" }[];
