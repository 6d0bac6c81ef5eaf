"use server";

import { action, Id, sentForm } from "@/app/action";
import { act, saveForm } from "@/app/(dashboard)/_setup/act";
import { removeCustomField, saveCustomField } from "@/lib/events/custom-fields";
import { CustomFieldInput } from "@/lib/events/setup-schema";

export const saveField = action([Id, Id.optional(), ...sentForm], (eventId, id, _, form) =>
  saveForm("events:write", form, CustomFieldInput.omit({ id: true }), (ctx, input) => saveCustomField(ctx, { ...input, eventId, ...(id !== undefined && { id }) })),
);

export const removeField = action([Id, Id], (eventId, id) => act("events:write", (ctx) => removeCustomField(ctx, { eventId, id })));

export const restoreField = action([Id, CustomFieldInput], (eventId, removed) => act("events:write", (ctx) => saveCustomField(ctx, { ...removed, eventId })));
