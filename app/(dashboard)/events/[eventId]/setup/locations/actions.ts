"use server";

import { action, Id, sentForm } from "@/app/action";
import { act, saveForm } from "@/app/(dashboard)/_setup/act";
import { removeLocation, saveLocation as save } from "@/lib/events/locations";
import { LocationInput } from "@/lib/events/setup-schema";

export const saveLocation = action([Id, Id.optional(), ...sentForm], (eventId, id, _, form) =>
  saveForm("events:write", form, LocationInput.omit({ id: true }), (ctx, input) => save(ctx, { ...input, eventId, ...(id !== undefined && { id }) })),
);

export const dropLocation = action([Id, Id], (eventId, id) => act("events:write", (ctx) => removeLocation(ctx, { eventId, id })));

export const restoreLocation = action([Id, LocationInput], (eventId, removed) => act("events:write", (ctx) => save(ctx, { ...removed, eventId })));
