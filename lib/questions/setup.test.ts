import { expect, test } from "vitest";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { getFormWithQuestions } from "@/lib/forms/questions";
import { makeContext, makeEvent, makeFair, makeOrganisation } from "@/test/makers";
import { createQuestion, getQuestionSetup, listQuestionsToAsk, removeQuestion, updateQuestion } from "./setup";
import { NewQuestionInput, QuestionInput } from "./setup-schema";

test("a new question stands on its form, with its answers in their order", async () => {
  const { ctx, ref, form } = await fair();
  const input = { name: "Sector", reference: "sector", type: "select", answers: [{ name: "Ports", reference: "ports" }, { name: "Other", type: "smallText" }], forms: [{ formId: form.formId, isMandatory: true }] };
  const { id } = await createQuestion(ctx, { ...ref, ...NewQuestionInput.parse(input) });
  const question = await getQuestionSetup(ctx, { ...ref, questionId: id });
  expect(question.answers).toMatchObject([{ name: "Ports", reference: "ports", type: null }, { name: "Other", reference: null, type: "smallText" }]);
  expect((await getFormWithQuestions(ctx, form)).questions.at(-1)).toMatchObject({ id, isMandatory: true, answers: 2 });
});

test("an open question has one field to write in, of the size chosen", async () => {
  const { ctx, ref } = await fair();
  const { id } = await createQuestion(ctx, { ...ref, ...NewQuestionInput.parse({ name: "Wishes", type: "open", textSize: "largeText" }) });
  expect((await getQuestionSetup(ctx, { ...ref, questionId: id })).answers).toMatchObject([{ name: "", type: "largeText" }]);
});

test("an edit keeps the ids of the answers that stay, in the new order", async () => {
  const { ctx, ref, form, event } = await fair();
  const { meat, vegan } = event.diet.answers;
  const answers = [{ name: "Halal" }, { id: vegan, name: "Vegan", reference: "vegan" }, { id: meat, name: "meat", reference: "meat" }];
  await updateQuestion(ctx, { ...form, questionId: event.diet.id, ...QuestionInput.parse({ name: "*diet", reference: "diet", type: "radio", answers }) });
  const question = await getQuestionSetup(ctx, { ...ref, questionId: event.diet.id });
  expect(question.answers.map(({ id, name }) => [id, name])).toEqual([[expect.any(String), "Halal"], [vegan, "Vegan"], [meat, "meat"]]);
  expect(question.forms.find(({ formId }) => formId === form.formId)).toMatchObject({ isMandatory: false });
});

test.each([
  ["no answer to choose", [], "answers"],
  ["the same answer twice", [{ name: "Yes" }, { name: "Yes" }], "answers.1.name"],
  ["the same reference twice", [{ name: "Yes", reference: "y" }, { name: "No", reference: "y" }], "answers.1.reference"],
])("%s is refused where it stands", async (_, answers, field) => {
  const { ctx, ref } = await fair();
  const refused = createQuestion(ctx, { ...ref, ...NewQuestionInput.parse({ name: "Sure?", type: "radio", answers }) });
  await expect(refused).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field }] } });
});

test("an answer that registrations chose cannot be removed, others can", async () => {
  const { ctx, ref, form, event } = await answeredFair();
  const keep = (name: "wood" | "steel" | "glass") => ({ id: event.interests.answers[name], name, reference: name });
  const edit = (answers: object[]) => updateQuestion(ctx, { ...form, questionId: event.interests.id, ...QuestionInput.parse({ name: "Interests", reference: "interests", type: "checkBox", answers }) });
  await expect(edit([keep("steel"), keep("glass")])).rejects.toMatchObject({ code: "conflict", message: "The answer “wood” cannot be removed: 1 registration has chosen it." });
  await edit([keep("wood"), keep("glass")]);
  expect((await getQuestionSetup(ctx, { ...ref, questionId: event.interests.id })).answers.map(({ name }) => name)).toEqual(["wood", "glass"]);
});

test("the type of an answered question changes only where every answer still fits", async () => {
  const { ctx, form, event } = await answeredFair();
  const answers = Object.entries(event.interests.answers).map(([name, id]) => ({ id, name, reference: name }));
  const become = (type: string) => updateQuestion(ctx, { ...form, questionId: event.interests.id, ...QuestionInput.parse({ name: "Interests", type, answers }) });
  await expect(become("radio")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("1 registration answers") });
  await expect(become("open")).rejects.toMatchObject({ code: "conflict" });
  const diet = Object.entries(event.diet.answers).map(([name, id]) => ({ id, name }));
  await updateQuestion(ctx, { ...form, questionId: event.diet.id, ...QuestionInput.parse({ name: "*diet", type: "checkBox", answers: diet }) });
});

test("an answered question cannot be removed, and the refusal says how many answer it", async () => {
  const { ctx, ref, event } = await answeredFair();
  await expect(removeQuestion(ctx, { ...ref, questionId: event.interests.id })).rejects.toMatchObject({ code: "conflict", message: "The question “Interests” cannot be removed: it is used by 1 visitor." });
});

test("a removed question comes back as it was, on every form, at its place", async () => {
  const { ctx, ref, form, event } = await fair();
  const gapForm = { ...ref, formId: event.gapForm.id };
  const state = async () => ({
    question: { ...(await getQuestionSetup(ctx, { ...ref, questionId: event.diet.id })), revision: 0 },
    forms: [(await getFormWithQuestions(ctx, form)).questions, (await getFormWithQuestions(ctx, gapForm)).questions],
  });
  const before = await state();
  const removed = await removeQuestion(ctx, { ...ref, questionId: event.diet.id });
  expect((await getFormWithQuestions(ctx, form)).questions).toHaveLength(2);
  await createQuestion(ctx, { ...ref, ...removed });
  expect(await state()).toEqual(before);
});

test("a name or reference that another question has is refused at its field", async () => {
  const { ctx, ref } = await fair();
  const twin = createQuestion(ctx, { ...ref, ...NewQuestionInput.parse({ name: "Interests", reference: "diet", type: "open" }) });
  await expect(twin).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "name" }, { field: "reference" }] } });
});

test("a form is offered what it does not ask yet: the event's questions and the shared ones", async () => {
  const { ctx, ref, form } = await fair();
  await createQuestion(ctx, { ...ref, ...NewQuestionInput.parse({ name: "Shared", type: "open", isShared: true }) });
  await createQuestion(ctx, { ...ref, ...NewQuestionInput.parse({ name: "Own", type: "open" }) });
  expect((await listQuestionsToAsk(ctx, form)).map(({ name }) => name)).toEqual(["Own", "Shared"]);
});

test("questions of another organisation, and forms of another event, are out of reach", async () => {
  const { ctx, ref, form, event, organisation } = await fair();
  const stranger = makeContext(await makeOrganisation());
  const input = QuestionInput.parse({ name: "Mine", type: "open" });
  await expect(updateQuestion(stranger, { ...form, questionId: event.remarks.id, ...input })).rejects.toMatchObject({ code: "expo_not_found" });
  const other = await makeEvent(organisation);
  const elsewhere = createQuestion(ctx, { ...ref, ...NewQuestionInput.parse({ name: "Lost", type: "open", forms: [{ formId: other.form.id }] }) });
  await expect(elsewhere).rejects.toMatchObject({ code: "not_found" });
});

async function fair() {
  const made = await makeFair();
  const ref = { eventId: made.event.id };
  return { ...made, ctx: makeContext(made.organisation), ref, form: { ...ref, formId: made.event.form.id } };
}

/** With one registration, that chose wood. */
async function answeredFair() {
  const made = await fair();
  const { event, organisation } = made;
  const answers = [{ questionId: event.interests.id, values: [{ answerId: event.interests.answers.wood, text: null }] }];
  await write(made.ctx, async (tx) => {
    const contact = await tx.contact.create({ data: { id: newId(), organisationId: organisation.id } });
    await tx.visitor.create({ data: { id: newId(), organisationId: organisation.id, eventId: event.id, contactId: contact.id, registrationTypeId: event.visitorType.id, formId: event.form.id, registrationState: "registered", answers } });
  });
  return made;
}
