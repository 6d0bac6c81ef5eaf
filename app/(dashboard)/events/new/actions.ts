"use server";

import { redirect } from "next/navigation";
import { createEvent } from "@/lib/events/create-event";
import { NewEventInput } from "@/lib/events/setup-schema";
import { saveForm } from "../[eventId]/setup/act";
import type { SetupState } from "../[eventId]/setup/outcome";

export async function addEvent(_: SetupState, form: FormData): Promise<SetupState> {
  let id = "";
  const state = await saveForm(form, NewEventInput, async (ctx, input) => {
    ({ id } = await createEvent(ctx, input));
  });
  return state.isSaved ? redirect(`/events/${id}/setup`) : state;
}
