"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { action, Id, sentForm } from "@/app/action";
import { requireContext } from "@/app/session";
import { parseBody } from "@/lib/core/parse-body";
import { createPartner } from "@/lib/partners/create-partner";
import { CreatePartner } from "@/lib/partners/schema";
import { addRecord } from "../../_registration/add-record";
import type { SaveState } from "../../_registration/save-state";

export const addPartner = action([Id, ...sentForm], async (eventId, _, form): Promise<SaveState> => {
  const ctx = await requireContext("events:read", "partners:write");
  const added = await addRecord(form, (body) => createPartner(ctx, parseBody(CreatePartner, { ...body, expoId: eventId })));
  if (added.kind === "refused") return added.state;
  revalidatePath("/", "layout");
  return redirect(`/events/${eventId}/partners/${added.id}`);
});
