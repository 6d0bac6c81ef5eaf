"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action, Id, sentForm } from "@/app/action";
import { act, saveForm as saveSent } from "@/app/(dashboard)/_setup/act";
import { createForm, removeForm, sortForms, updateForm } from "@/lib/forms/setup";
import { FormInput, NewFormInput } from "@/lib/forms/setup-schema";

export const addForm = action([Id, ...sentForm], async (eventId, _, form) => {
  let id = "";
  const state = await saveSent("events:write", form, NewFormInput.omit({ id: true, sort: true, questions: true }), async (ctx, input) => {
    ({ id } = await createForm(ctx, { ...input, questions: [], eventId }));
  });
  return state.isSaved ? redirect(`/events/${eventId}/setup/forms/${id}`) : state;
});

export const saveForm = action([Id, Id, ...sentForm], (eventId, formId, _, form) => saveSent("events:write", form, FormInput, (ctx, input) => updateForm(ctx, { ...input, eventId, formId })));

export const dropForm = action([Id, Id], (eventId, formId) => act("events:write", (ctx) => removeForm(ctx, { eventId, formId })));

export const restoreForm = action([Id, NewFormInput], (eventId, removed) => act("events:write", (ctx) => createForm(ctx, { ...removed, eventId })));

export const orderForms = action([Id, z.array(Id)], (eventId, formIds) => act("events:write", (ctx) => sortForms(ctx, { eventId, formIds })));
