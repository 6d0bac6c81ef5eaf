"use server";

import { redirect } from "next/navigation";
import { createRegistrationType, removeRegistrationType, sortRegistrationTypes, updateRegistrationType } from "@/lib/registration-types/setup";
import { NewTypeInput, TypeInput } from "@/lib/registration-types/setup-schema";
import { act, ids, saveForm, unpacked } from "../act";
import type { Outcome, SetupState } from "../outcome";

const withStaff = (values: Record<string, string>) => ({ ...values, staff: unpacked(values.staff) });

export async function addType(eventId: string, _: SetupState, form: FormData): Promise<SetupState> {
  const state = await saveForm(form, NewTypeInput.omit({ id: true, sort: true }), (ctx, input) => createRegistrationType(ctx, { ...input, ...ids({ eventId }) }), withStaff);
  return state.isSaved ? redirect(`/events/${eventId}/setup/registration-types`) : state;
}

export async function saveType(eventId: string, typeId: string, _: SetupState, form: FormData): Promise<SetupState> {
  const state = await saveForm(form, TypeInput, (ctx, input) => updateRegistrationType(ctx, { ...input, ...ids({ eventId, typeId }) }), withStaff);
  return state.isSaved ? redirect(`/events/${eventId}/setup/registration-types`) : state;
}

export async function removeType(eventId: string, typeId: string): Promise<Outcome<NewTypeInput>> {
  return act((ctx) => removeRegistrationType(ctx, ids({ eventId, typeId })));
}

export async function restoreType(eventId: string, removed: NewTypeInput): Promise<Outcome<unknown>> {
  return act((ctx) => createRegistrationType(ctx, { ...NewTypeInput.parse(removed), ...ids({ eventId }) }));
}

export async function orderTypes(eventId: string, typeIds: string[]): Promise<Outcome> {
  return act((ctx) => sortRegistrationTypes(ctx, { ...ids({ eventId }), typeIds: typeIds.map(String) }));
}
