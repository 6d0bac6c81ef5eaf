import type { Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { newPlaces } from "@/lib/core/order";
import { runtime } from "@/lib/core/runtime";
import { offeredAt } from "@/lib/events/event-of";
import { formOf, type FormReference } from "./setup";

type AskedReference = FormReference & { questionId: string };

/** A form with what it asks, in its order. */
export type FormWithQuestions = Awaited<ReturnType<typeof getFormWithQuestions>>;

/** @throws expo_not_found, not_found */
export async function getFormWithQuestions(ctx: Context, input: FormReference) {
  const { read } = runtime().database;
  const form = await formOf(read, ctx, input);
  const asked = await read.formQuestion.findMany({
    where: { formId: form.id },
    orderBy: inOrder,
    select: { isMandatory: true, question: { select: { id: true, name: true, reference: true, type: true, eventId: true, _count: { select: { answers: true } } } } },
  });
  const questions = asked.map(({ isMandatory, question: { _count, eventId, ...question } }) => ({ ...question, isMandatory, isShared: eventId === null, answers: _count.answers }));
  return { ...form, questions };
}

/** Puts a question that the event or the organisation has onto a form. @param input.place  counted from 0; at the end when absent. @throws expo_not_found, not_found, conflict (asked already) */
export function askQuestion(ctx: Context, { eventId, formId, questionId, isMandatory, place }: AskedReference & { isMandatory: boolean; place?: number | undefined }): Promise<void> {
  return write(ctx, async (tx) => {
    await formOf(tx, ctx, { eventId, formId });
    const question = await tx.question.findFirst({ where: { id: questionId, ...offeredAt(ctx, { eventId }) }, select: { name: true } });
    if (!question) throw notFound("question");
    const asked = await askedOn(tx, formId);
    if (asked.some(({ id }) => id === questionId)) throw conflict(`The form asks “${question.name}” already.`);
    await addToForm(tx, { formId, questionId, isMandatory, place });
  });
}

/** Registrations made from now on must, or need not, answer it; those that are there stay as they are. @throws expo_not_found, not_found */
export function setMandatory(ctx: Context, { isMandatory, ...input }: AskedReference & { isMandatory: boolean }): Promise<void> {
  return write(ctx, async (tx) => {
    await formOf(tx, ctx, input);
    await setMandatoryOn(tx, { ...input, isMandatory });
    await touchForm(tx, input.formId);
  });
}

/** Takes a question off a form. The question stays, and so do the answers given. @returns how to put it back. @throws expo_not_found, not_found */
export function stopAsking(ctx: Context, { eventId, formId, questionId }: AskedReference): Promise<{ questionId: string; isMandatory: boolean; place: number }> {
  return write(ctx, async (tx) => {
    await formOf(tx, ctx, { eventId, formId });
    const asked = await askedOn(tx, formId);
    const place = asked.findIndex(({ id }) => id === questionId);
    if (place === -1) throw notFound("question on this form");
    const { isMandatory } = await tx.formQuestion.delete({ where: { formId_questionId: { formId, questionId } } });
    await touchForm(tx, formId);
    return { questionId, isMandatory, place };
  });
}

/** @param input.questionIds  in the wanted order. @throws expo_not_found, not_found */
export function sortQuestions(ctx: Context, { questionIds, ...input }: FormReference & { questionIds: readonly string[] }): Promise<void> {
  return write(ctx, async (tx) => {
    await formOf(tx, ctx, input);
    await placeQuestions(tx, input.formId, questionIds);
  });
}

/** @param input.place  counted from 0; at the end when absent */
export async function addToForm(tx: Transaction, { formId, questionId, isMandatory, place }: { formId: string; questionId: string; isMandatory: boolean; place?: number | undefined }): Promise<void> {
  const ids = (await askedOn(tx, formId)).map(({ id }) => id);
  await tx.formQuestion.create({ data: { formId, questionId, isMandatory, sort: ids.length } });
  ids.splice(place ?? ids.length, 0, questionId);
  await placeQuestions(tx, formId, ids);
}

/** @throws not_found  when the form does not ask it */
export async function setMandatoryOn(tx: Transaction, { formId, questionId, isMandatory }: { formId: string; questionId: string; isMandatory: boolean }): Promise<void> {
  const { count } = await tx.formQuestion.updateMany({ where: { formId, questionId }, data: { isMandatory } });
  if (count === 0) throw notFound("question on this form");
}

/** What a form asks is part of it, so it gets a new revision though the row is the same. */
export async function touchForm(tx: Transaction, formId: string): Promise<void> {
  await tx.form.update({ where: { id: formId }, data: { revision: 0 } });
}

/** What a form asks, in its order. */
export async function askedOn(tx: Transaction, formId: string): Promise<{ id: string; sort: number }[]> {
  const rows = await tx.formQuestion.findMany({ where: { formId }, orderBy: inOrder, select: { questionId: true, sort: true } });
  return rows.map(({ questionId, sort }) => ({ id: questionId, sort }));
}

async function placeQuestions(tx: Transaction, formId: string, questionIds: readonly string[]): Promise<void> {
  for (const { id, sort } of newPlaces(await askedOn(tx, formId), questionIds)) {
    await tx.formQuestion.update({ where: { formId_questionId: { formId, questionId: id } }, data: { sort } });
  }
  await touchForm(tx, formId);
}

const inOrder = [{ sort: "asc" }, { questionId: "asc" }] satisfies { [column: string]: "asc" | "desc" }[];
