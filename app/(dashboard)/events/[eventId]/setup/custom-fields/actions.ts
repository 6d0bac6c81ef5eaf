"use server";

import { type CustomField, removeCustomField, saveCustomField } from "@/lib/events/custom-fields";
import { CustomFieldInput } from "@/lib/events/setup-schema";
import { act, ids, saveForm } from "../act";
import type { Outcome, SetupState } from "../outcome";

export async function saveField(eventId: string, id: string | undefined, _: SetupState, form: FormData): Promise<SetupState> {
  const ref = id === undefined ? ids({ eventId }) : ids({ eventId, id });
  return saveForm(form, CustomFieldInput.omit({ id: true }), (ctx, input) => saveCustomField(ctx, { ...input, ...ref }));
}

export async function removeField(eventId: string, id: string): Promise<Outcome<CustomField>> {
  return act((ctx) => removeCustomField(ctx, ids({ eventId, id })));
}

export async function restoreField(eventId: string, removed: CustomField): Promise<Outcome<unknown>> {
  return act((ctx) => saveCustomField(ctx, { ...CustomFieldInput.parse(removed), ...ids({ eventId }) }));
}
