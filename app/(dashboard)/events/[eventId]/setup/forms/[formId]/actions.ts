"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { askQuestion, setMandatory, sortQuestions, stopAsking } from "@/lib/forms/questions";
import { Asked } from "@/lib/forms/setup-schema";
import { createQuestion, removeQuestion, updateQuestion } from "@/lib/questions/setup";
import { NewQuestionInput, QuestionInput } from "@/lib/questions/setup-schema";
import { act, ids, saveForm, unpacked } from "../../act";
import type { Outcome, SetupState } from "../../outcome";

const withAnswers = (values: Record<string, string>) => ({ ...values, answers: unpacked(values.answers) });
const Placed = Asked.extend({ place: z.int().min(0).optional() });

export async function addQuestion(eventId: string, formId: string, _: SetupState, form: FormData): Promise<SetupState> {
  const asked = { ...ids({ formId }), isMandatory: form.get("isMandatory") === "on" };
  const schema = NewQuestionInput.omit({ id: true, sort: true, forms: true });
  const state = await saveForm(form, schema, (ctx, input) => createQuestion(ctx, { ...input, forms: [asked], ...ids({ eventId }) }), withAnswers);
  return state.isSaved ? redirect(`/events/${eventId}/setup/forms/${formId}`) : state;
}

export async function saveQuestion(eventId: string, formId: string, questionId: string, _: SetupState, form: FormData): Promise<SetupState> {
  const state = await saveForm(form, QuestionInput, (ctx, input) => updateQuestion(ctx, { ...input, ...ids({ eventId, formId, questionId }) }), withAnswers);
  return state.isSaved ? redirect(`/events/${eventId}/setup/forms/${formId}`) : state;
}

export async function dropQuestion(eventId: string, questionId: string): Promise<Outcome<NewQuestionInput>> {
  return act((ctx) => removeQuestion(ctx, ids({ eventId, questionId })));
}

export async function restoreQuestion(eventId: string, removed: NewQuestionInput): Promise<Outcome<unknown>> {
  return act((ctx) => createQuestion(ctx, { ...NewQuestionInput.parse(removed), ...ids({ eventId }) }));
}

export async function ask(eventId: string, formId: string, question: z.output<typeof Placed>): Promise<Outcome> {
  return act((ctx) => askQuestion(ctx, { ...Placed.parse(question), ...ids({ eventId, formId }) }));
}

export async function takeOff(eventId: string, formId: string, questionId: string): Promise<Outcome<z.output<typeof Placed>>> {
  return act((ctx) => stopAsking(ctx, ids({ eventId, formId, questionId })));
}

export async function demand(eventId: string, formId: string, questionId: string, isMandatory: boolean): Promise<Outcome> {
  return act((ctx) => setMandatory(ctx, { ...ids({ eventId, formId, questionId }), isMandatory: isMandatory === true }));
}

export async function orderQuestions(eventId: string, formId: string, questionIds: string[]): Promise<Outcome> {
  return act((ctx) => sortQuestions(ctx, { ...ids({ eventId, formId }), questionIds: questionIds.map(String) }));
}
