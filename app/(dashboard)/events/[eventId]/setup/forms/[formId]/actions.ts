"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action, Id, sentForm } from "@/app/action";
import { act, saveForm, unpacked } from "@/app/(dashboard)/_setup/act";
import { askQuestion, setMandatory, sortQuestions, stopAsking } from "@/lib/forms/questions";
import { Asked } from "@/lib/forms/setup-schema";
import { createQuestion, removeQuestion, updateQuestion } from "@/lib/questions/setup";
import { NewQuestionInput, QuestionInput } from "@/lib/questions/setup-schema";

const withAnswers = (values: Record<string, string>) => ({ ...values, answers: unpacked(values.answers) });
const Placed = Asked.extend({ place: z.int().min(0).optional() });

export const addQuestion = action([Id, Id, ...sentForm], async (eventId, formId, _, form) => {
  const asked = { formId, isMandatory: form.get("isMandatory") === "on" };
  const schema = NewQuestionInput.omit({ id: true, sort: true, forms: true });
  const state = await saveForm("events:write", form, schema, (ctx, input) => createQuestion(ctx, { ...input, forms: [asked], eventId }), withAnswers);
  return state.isSaved ? redirect(`/events/${eventId}/setup/forms/${formId}`) : state;
});

export const saveQuestion = action([Id, Id, Id, ...sentForm], async (eventId, formId, questionId, _, form) => {
  const state = await saveForm("events:write", form, QuestionInput, (ctx, input) => updateQuestion(ctx, { ...input, eventId, formId, questionId }), withAnswers);
  return state.isSaved ? redirect(`/events/${eventId}/setup/forms/${formId}`) : state;
});

export const dropQuestion = action([Id, Id], (eventId, questionId) => act("events:write", (ctx) => removeQuestion(ctx, { eventId, questionId })));

export const restoreQuestion = action([Id, NewQuestionInput], (eventId, removed) => act("events:write", (ctx) => createQuestion(ctx, { ...removed, eventId })));

export const ask = action([Id, Id, Placed], (eventId, formId, question) => act("events:write", (ctx) => askQuestion(ctx, { ...question, eventId, formId })));

export const takeOff = action([Id, Id, Id], (eventId, formId, questionId) => act("events:write", (ctx) => stopAsking(ctx, { eventId, formId, questionId })));

export const demand = action([Id, Id, Id, z.boolean()], (eventId, formId, questionId, isMandatory) => act("events:write", (ctx) => setMandatory(ctx, { eventId, formId, questionId, isMandatory })));

export const orderQuestions = action([Id, Id, z.array(Id)], (eventId, formId, questionIds) => act("events:write", (ctx) => sortQuestions(ctx, { eventId, formId, questionIds })));
