import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { StaffKinds } from "@/lib/registration-types/setup-schema";

type Way = { from: string; to: string };
/** Old id → new id. */
type Copies = Map<string, string>;

/** The events whose setup can be copied, the latest first. */
export function listEventsToCopy(ctx: Context): Promise<{ id: string; name: string }[]> {
  return runtime().database.read.event.findMany({ where: { organisationId: ctx.organisationId }, orderBy: [{ start: "desc" }, { id: "asc" }], select: { id: true, name: true } });
}

/** Copies registration types, questions, forms, custom fields and locations to an event that has none. What the organisation shares is offered there anyway. */
export async function copySetup(tx: Transaction, ctx: Context, way: Way): Promise<void> {
  await copyTypes(tx, way);
  await copyForms(tx, way, await copyQuestions(tx, way));
  const fields = await tx.customField.findMany({ where: { eventId: way.from } });
  await tx.customField.createMany({ data: fields.map(({ name, value }) => ({ id: newId(9), organisationId: ctx.organisationId, eventId: way.to, name, value })) });
  const locations = await tx.location.findMany({ where: { eventId: way.from } });
  await tx.location.createMany({ data: locations.map(({ name, direction }) => ({ id: newId(9), organisationId: ctx.organisationId, eventId: way.to, name, direction })) });
}

async function copyTypes(tx: Transaction, { from, to }: Way): Promise<void> {
  const types = await tx.registrationType.findMany({ where: { eventId: from } });
  const copies = types.map((type) => ({ ...type, id: newId(9), eventId: to, staff: StaffKinds.parse(type.staff).map((kind) => ({ ...kind, id: newId(9) })) }));
  await tx.registrationType.createMany({ data: copies });
}

async function copyQuestions(tx: Transaction, { from, to }: Way): Promise<Copies> {
  const questions = await tx.question.findMany({ where: { eventId: from }, include: { answers: true } });
  const copies: Copies = new Map(questions.map(({ id }) => [id, newId()]));
  const copied = (id: string) => copies.get(id) ?? id;
  await tx.question.createMany({ data: questions.map(({ answers: _, ...question }) => ({ ...question, id: copied(question.id), eventId: to })) });
  await tx.answer.createMany({ data: questions.flatMap(({ answers }) => answers.map((answer) => ({ ...answer, id: newId(9), questionId: copied(answer.questionId) }))) });
  return copies;
}

/** A form's address is left out: it belongs to the page on which visitors of the other event register. */
async function copyForms(tx: Transaction, { from, to }: Way, questionCopies: Copies): Promise<void> {
  const forms = await tx.form.findMany({ where: { eventId: from }, include: { questions: true } });
  for (const { questions, ...form } of forms) {
    const id = newId();
    await tx.form.create({ data: { ...form, id, eventId: to, url: null } });
    await tx.formQuestion.createMany({ data: questions.map((asked) => ({ ...asked, formId: id, questionId: questionCopies.get(asked.questionId) ?? asked.questionId })) });
  }
}
