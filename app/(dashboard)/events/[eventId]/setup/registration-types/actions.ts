"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { action, Id, sentForm } from "@/app/action";
import { act, saveForm, unpacked } from "@/app/(dashboard)/_setup/act";
import { createRegistrationType, removeRegistrationType, sortRegistrationTypes, updateRegistrationType } from "@/lib/registration-types/setup";
import { NewTypeInput, TypeInput } from "@/lib/registration-types/setup-schema";

const withStaff = (values: Record<string, string>) => ({ ...values, staff: unpacked(values.staff) });

export const addType = action([Id, ...sentForm], async (eventId, _, form) => {
  const state = await saveForm("events:write", form, NewTypeInput.omit({ id: true, sort: true }), (ctx, input) => createRegistrationType(ctx, { ...input, eventId }), withStaff);
  return state.isSaved ? redirect(`/events/${eventId}/setup/registration-types`) : state;
});

export const saveType = action([Id, Id, ...sentForm], async (eventId, typeId, _, form) => {
  const state = await saveForm("events:write", form, TypeInput, (ctx, input) => updateRegistrationType(ctx, { ...input, eventId, typeId }), withStaff);
  return state.isSaved ? redirect(`/events/${eventId}/setup/registration-types`) : state;
});

export const removeType = action([Id, Id], (eventId, typeId) => act("events:write", (ctx) => removeRegistrationType(ctx, { eventId, typeId })));

export const restoreType = action([Id, NewTypeInput], (eventId, removed) => act("events:write", (ctx) => createRegistrationType(ctx, { ...removed, eventId })));

export const orderTypes = action([Id, z.array(Id)], (eventId, typeIds) => act("events:write", (ctx) => sortRegistrationTypes(ctx, { eventId, typeIds })));
