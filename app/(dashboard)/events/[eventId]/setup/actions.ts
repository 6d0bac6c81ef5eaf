"use server";

import { EventInput } from "@/lib/events/setup-schema";
import { updateEvent } from "@/lib/events/setup";
import { ids, saveForm } from "./act";
import type { SetupState } from "./outcome";

export async function saveEvent(eventId: string, _: SetupState, form: FormData): Promise<SetupState> {
  return saveForm(form, EventInput, (ctx, input) => updateEvent(ctx, { ...input, ...ids({ eventId }) }));
}
