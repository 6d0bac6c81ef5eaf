import { checkExpectation, type Context } from "@/lib/core/context";
import { type Transaction, write } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { eventOf, type EventRef, offeredAt, touchEvents } from "@/lib/events/event-of";
import { refuseInUse } from "@/lib/events/in-use";
import { addToForm, askedOn, setMandatoryOn, touchForm } from "@/lib/forms/questions";
import { saveAnswers } from "./save-answers";
import { NewQuestionInput, type QuestionInput, QuestionType } from "./setup-schema";
import { refuseTwin } from "./twin";
import { countAnswered } from "./usage";

export type QuestionReference = EventRef & { questionId: string };

/** A question with its answers. @property answered  living registrations that answer it. @property forms  that ask it, also of other events when it is shared */
export type QuestionSetup = Awaited<ReturnType<typeof getQuestionSetup>>;

/** @throws expo_not_found, not_found */
export async function getQuestionSetup(ctx: Context, input: QuestionReference) {
  const { read } = runtime().database;
  const question = await questionOf(read, ctx, input);
  const [answers, forms, answered] = await Promise.all([
    read.answer.findMany({ where: { questionId: question.id }, orderBy: [{ sort: "asc" }, { id: "asc" }], select: { id: true, name: true, reference: true, type: true } }),
    read.formQuestion.findMany({ where: { questionId: question.id }, orderBy: { formId: "asc" }, select: { formId: true, isMandatory: true, form: { select: { name: true, eventId: true } } } }),
    countAnswered(read, ctx, question),
  ]);
  return { ...question, type: QuestionType.catch("open").parse(question.type), isShared: question.eventId === null, answers, answered, forms };
}

/** The questions a form could ask and does not yet, by name. */
export async function listQuestionsToAsk(ctx: Context, { eventId, formId }: EventRef & { formId: string }) {
  return runtime().database.read.question.findMany({
    where: { ...offeredAt(ctx, { eventId }), forms: { none: { formId } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, reference: true, type: true, eventId: true },
  });
}

/** Makes a question and puts it on forms. @throws expo_not_found, not_found (a form), validation_failed */
export function createQuestion(ctx: Context, { eventId, ...input }: NewQuestionInput & EventRef): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    await eventOf(tx, ctx, { eventId });
    const { id = newId(), name, reference, type, numberOfColumns, isShared } = input;
    const question = { id, organisationId: ctx.organisationId, eventId: isShared ? null : eventId };
    await refuseTwin(tx, { ...question, name, reference });
    const last = await tx.question.aggregate({ where: offeredAt(ctx, { eventId }), _max: { sort: true } });
    await tx.question.create({ data: { ...question, name, reference, type, numberOfColumns, sort: input.sort ?? (last._max.sort ?? -1) + 1 } });
    await saveAnswers(tx, ctx, question, input);
    const forms = await tx.form.findMany({ where: { organisationId: ctx.organisationId, id: { in: input.forms.map(({ formId }) => formId) }, ...(!isShared && { eventId }) }, select: { id: true } });
    for (const asked of input.forms) {
      if (!forms.some((form) => form.id === asked.formId)) throw notFound("form");
      await addToForm(tx, { ...asked, questionId: id });
    }
    return { id };
  });
}

/**
 * @param input.formId  the form on which `isMandatory` holds
 * @throws expo_not_found, not_found, precondition_failed, validation_failed, conflict (registrations hold what would be lost)
 */
export function updateQuestion(ctx: Context, { eventId, questionId, formId, isMandatory, ...input }: QuestionInput & QuestionReference & { formId: string }): Promise<void> {
  return write(ctx, async (tx) => {
    const question = await questionOf(tx, ctx, { eventId, questionId });
    checkExpectation(ctx, question.revision);
    const { name, reference, type, numberOfColumns } = input;
    await refuseTwin(tx, { ...question, name, reference });
    if (!holdsAll(question.type, type)) {
      const answered = await countAnswered(tx, ctx, question);
      if (answered > 0) throw conflict(`The type cannot change so: ${registrations(answered)} the question already, and would lose an answer.`);
    }
    await tx.question.update({ where: { id: questionId }, data: { name, reference, type, numberOfColumns } });
    await saveAnswers(tx, ctx, question, input);
    await formOfEvent(tx, ctx, { eventId, formId });
    await setMandatoryOn(tx, { formId, questionId, isMandatory });
    await touchForm(tx, formId);
  });
}

/** @returns what it was, to be created again by whoever thinks better of it. @throws expo_not_found, not_found, conflict (answered) */
export function removeQuestion(ctx: Context, { eventId, questionId }: QuestionReference): Promise<NewQuestionInput> {
  return write(ctx, async (tx) => {
    const question = await questionOf(tx, ctx, { eventId, questionId });
    refuseInUse(`The question “${question.name}”`, { visitors: await countAnswered(tx, ctx, question), partners: 0, deleted: 0 });
    const answers = await tx.answer.findMany({ where: { questionId }, orderBy: [{ sort: "asc" }, { id: "asc" }], select: { id: true, name: true, reference: true, type: true } });
    const forms = await whereAsked(tx, questionId);
    await tx.question.delete({ where: { id: questionId } });
    for (const { formId } of forms) await touchForm(tx, formId);
    await touchEvents(tx, ctx, question.eventId);
    return NewQuestionInput.parse({
      ...question,
      isShared: question.eventId === null,
      textSize: answers[0]?.type ?? undefined,
      answers: question.type === "open" ? [] : answers,
      forms,
    });
  });
}

/** The question's row. @throws expo_not_found, not_found */
async function questionOf(tx: Pick<Transaction, "event" | "question">, ctx: Context, { eventId, questionId }: QuestionReference) {
  await eventOf(tx, ctx, { eventId });
  const question = await tx.question.findFirst({ where: { id: questionId, ...offeredAt(ctx, { eventId }) } });
  if (!question) throw notFound("question");
  return question;
}

async function formOfEvent(tx: Transaction, ctx: Context, { eventId, formId }: EventRef & { formId: string }): Promise<void> {
  if (!(await tx.form.findFirst({ where: { id: formId, eventId, organisationId: ctx.organisationId }, select: { id: true } }))) throw notFound("form");
}

/** The forms that ask a question, and at which place. */
async function whereAsked(tx: Transaction, questionId: string) {
  const links = await tx.formQuestion.findMany({ where: { questionId }, select: { formId: true, isMandatory: true } });
  const forms: { formId: string; isMandatory: boolean; place: number }[] = [];
  for (const link of links) forms.push({ ...link, place: (await askedOn(tx, link.formId)).findIndex(({ id }) => id === questionId) });
  return forms;
}

/** Whether what was answered to a question of one type still fits it as another. */
function holdsAll(before: string, after: string): boolean {
  return before === after || (isOneChoice(before) && (isOneChoice(after) || after === "checkBox"));
}

const isOneChoice = (type: string) => type === "radio" || type === "select";
const registrations = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "registration answers" : "registrations answer"}`;
