"use server";

import { redirect } from "next/navigation";
import { action, sentForm } from "@/app/action";
import { saveForm } from "@/app/(dashboard)/_setup/act";
import { createEvent } from "@/lib/events/create-event";
import { NewEventInput } from "@/lib/events/setup-schema";

export const addEvent = action(sentForm, async (_, form) => {
  let id = "";
  const state = await saveForm("events:write", form, NewEventInput, async (ctx, input) => {
    ({ id } = await createEvent(ctx, input));
  });
  return state.isSaved ? redirect(`/events/${id}/setup`) : state;
});
