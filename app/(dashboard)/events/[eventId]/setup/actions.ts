"use server";

import { action, Id, sentForm } from "@/app/action";
import { saveForm } from "@/app/(dashboard)/_setup/act";
import { EventInput } from "@/lib/events/setup-schema";
import { updateEvent } from "@/lib/events/setup";

export const saveEvent = action([Id, ...sentForm], (eventId, _, form) => saveForm("events:write", form, EventInput, (ctx, input) => updateEvent(ctx, { ...input, eventId })));
