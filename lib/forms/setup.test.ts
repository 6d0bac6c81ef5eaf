import { expect, test } from "vitest";
import { write } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { makeContext, makeEvent, makeFair, makeOrganisation } from "@/test/makers";
import { askQuestion, getFormWithQuestions, setMandatory, sortQuestions, stopAsking } from "./questions";
import { createForm, listFormSetup, removeForm, sortForms, updateForm } from "./setup";
import { FormInput, NewFormInput } from "./setup-schema";

test("an added form stands last, and can become the default in one step", async () => {
  const { ctx, ref } = await fair();
  await createForm(ctx, { ...ref, ...NewFormInput.parse({ name: "Press desk", isDefault: "on", url: "https://fair.example/press" }) });
  const forms = await listFormSetup(ctx, ref);
  expect(forms.at(-1)).toMatchObject({ name: "Press desk", url: "https://fair.example/press", questions: 0, registrations: 0 });
  expect(forms.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(["Press desk"]);
});

test("an address that is no web address is refused", () => {
  expect(NewFormInput.safeParse({ name: "Trap", url: "javascript:alert(1)" }).error?.issues).toMatchObject([{ path: ["url"] }]);
});

test("two forms of an event cannot share a name, of two events they can", async () => {
  const { ctx, ref, organisation } = await fair();
  await expect(createForm(ctx, { ...ref, ...NewFormInput.parse({ name: "On site" }) })).rejects.toMatchObject({ code: "validation_failed", more: { errors: [{ field: "name" }] } });
  const other = await makeEvent(organisation);
  const [form] = await listFormSetup(ctx, { eventId: other.id });
  await updateForm(ctx, { eventId: other.id, formId: form?.id ?? "", ...FormInput.parse({ name: "Press desk" }) });
  await createForm(ctx, { ...ref, ...NewFormInput.parse({ name: "Press desk" }) });
});

test("a used form stays, and the refusal says by how many", async () => {
  const { ctx, ref, event, organisation } = await fair();
  await write(ctx, async (tx) => {
    const contact = await tx.contact.create({ data: { id: newId(), organisationId: organisation.id } });
    await tx.visitor.create({ data: { id: newId(), organisationId: organisation.id, eventId: event.id, contactId: contact.id, registrationTypeId: event.visitorType.id, formId: event.gapForm.id, registrationState: "invited" } });
  });
  await expect(removeForm(ctx, { ...ref, formId: event.gapForm.id })).rejects.toMatchObject({ code: "conflict", message: "The form “On site” cannot be removed: it is used by 1 visitor." });
  await expect(removeForm(ctx, { ...ref, formId: event.form.id })).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("is the default") });
});

test("a form that was removed comes back with what it asked", async () => {
  const { ctx, ref, event } = await fair();
  const before = await getFormWithQuestions(ctx, { ...ref, formId: event.gapForm.id });
  const removed = await removeForm(ctx, { ...ref, formId: event.gapForm.id });
  await expect(getFormWithQuestions(ctx, { ...ref, formId: event.gapForm.id })).rejects.toMatchObject({ code: "not_found" });
  await createForm(ctx, { ...ref, ...removed });
  const { revision: _, ...again } = await getFormWithQuestions(ctx, { ...ref, formId: event.gapForm.id });
  expect(again).toEqual({ ...before, revision: undefined });
});

test("questions keep the order they are dragged to, and a question taken off can be put back in its place", async () => {
  const { ctx, event, form } = await fair();
  const order = [event.remarks.id, event.diet.id, event.interests.id];
  await sortQuestions(ctx, { ...form, questionIds: order });
  const taken = await stopAsking(ctx, { ...form, questionId: event.diet.id });
  expect(taken).toEqual({ questionId: event.diet.id, isMandatory: true, place: 1 });
  expect(await idsOn(ctx, form)).toEqual([event.remarks.id, event.interests.id]);
  await askQuestion(ctx, { ...form, ...taken });
  expect(await idsOn(ctx, form)).toEqual(order);
});

test("a form that asks otherwise has a new revision", async () => {
  const { ctx, event, form } = await fair();
  const { revision } = await getFormWithQuestions(ctx, form);
  await setMandatory(ctx, { ...form, questionId: event.remarks.id, isMandatory: true });
  const changed = await getFormWithQuestions(ctx, form);
  expect(changed.revision).toBeGreaterThan(revision);
  expect(changed.questions.map(({ isMandatory }) => isMandatory)).toEqual([true, false, true]);
});

test("a question of another event cannot be asked", async () => {
  const { ctx, organisation, form } = await fair();
  const other = await makeEvent(organisation);
  await expect(askQuestion(ctx, { ...form, questionId: other.diet.id, isMandatory: false })).rejects.toMatchObject({ code: "not_found" });
});

test("forms of another organisation are out of reach", async () => {
  const { ref, event, form } = await fair();
  const stranger = makeContext(await makeOrganisation());
  const refused = { code: "expo_not_found" };
  await expect(updateForm(stranger, { ...form, ...FormInput.parse({ name: "Mine" }) })).rejects.toMatchObject(refused);
  await expect(setMandatory(stranger, { ...form, questionId: event.diet.id, isMandatory: false })).rejects.toMatchObject(refused);
  await expect(sortForms(stranger, { ...ref, formIds: [] })).rejects.toMatchObject(refused);
  expect(await listFormSetup(stranger, ref)).toEqual([]);
});

async function fair() {
  const made = await makeFair();
  const ref = { eventId: made.event.id };
  return { ...made, ctx: makeContext(made.organisation), ref, form: { ...ref, formId: made.event.form.id } };
}

async function idsOn(...form: Parameters<typeof getFormWithQuestions>): Promise<string[]> {
  return (await getFormWithQuestions(...form)).questions.map(({ id }) => id);
}
