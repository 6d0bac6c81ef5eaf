"use server";

import { type Location, removeLocation, saveLocation as save } from "@/lib/events/locations";
import { LocationInput } from "@/lib/events/setup-schema";
import { act, ids, saveForm } from "../act";
import type { Outcome, SetupState } from "../outcome";

export async function saveLocation(eventId: string, id: string | undefined, _: SetupState, form: FormData): Promise<SetupState> {
  const ref = id === undefined ? ids({ eventId }) : ids({ eventId, id });
  return saveForm(form, LocationInput.omit({ id: true }), (ctx, input) => save(ctx, { ...input, ...ref }));
}

export async function dropLocation(eventId: string, id: string): Promise<Outcome<Location>> {
  return act((ctx) => removeLocation(ctx, ids({ eventId, id })));
}

export async function restoreLocation(eventId: string, removed: Location): Promise<Outcome<unknown>> {
  return act((ctx) => save(ctx, { ...LocationInput.parse(removed), ...ids({ eventId }) }));
}
