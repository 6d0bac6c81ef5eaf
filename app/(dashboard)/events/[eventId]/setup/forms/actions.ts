"use server";

import { redirect } from "next/navigation";
import { createForm, removeForm, sortForms, updateForm } from "@/lib/forms/setup";
import { FormInput, NewFormInput } from "@/lib/forms/setup-schema";
import { act, ids, saveForm as saveSent } from "../act";
import type { Outcome, SetupState } from "../outcome";

export async function addForm(eventId: string, _: SetupState, form: FormData): Promise<SetupState> {
  let id = "";
  const state = await saveSent(form, NewFormInput.omit({ id: true, sort: true, questions: true }), async (ctx, input) => {
    ({ id } = await createForm(ctx, { ...input, questions: [], ...ids({ eventId }) }));
  });
  return state.isSaved ? redirect(`/events/${eventId}/setup/forms/${id}`) : state;
}

export async function saveForm(eventId: string, formId: string, _: SetupState, form: FormData): Promise<SetupState> {
  return saveSent(form, FormInput, (ctx, input) => updateForm(ctx, { ...input, ...ids({ eventId, formId }) }));
}

export async function dropForm(eventId: string, formId: string): Promise<Outcome<NewFormInput>> {
  return act((ctx) => removeForm(ctx, ids({ eventId, formId })));
}

export async function restoreForm(eventId: string, removed: NewFormInput): Promise<Outcome<unknown>> {
  return act((ctx) => createForm(ctx, { ...NewFormInput.parse(removed), ...ids({ eventId }) }));
}

export async function orderForms(eventId: string, formIds: string[]): Promise<Outcome> {
  return act((ctx) => sortForms(ctx, { ...ids({ eventId }), formIds: formIds.map(String) }));
}
