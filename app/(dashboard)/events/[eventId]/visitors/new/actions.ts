"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { action, Id, sentForm } from "@/app/action";
import { requireContext } from "@/app/session";
import { parseBody } from "@/lib/core/parse-body";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { CreateVisitor } from "@/lib/visitors/schema";
import { addRecord } from "../../_registration/add-record";
import type { SaveState } from "../../_registration/save-state";

export const addVisitor = action([Id, ...sentForm], async (eventId, _, form): Promise<SaveState> => {
  const ctx = await requireContext("events:read", "visitors:write");
  const added = await addRecord(form, (body) => createVisitor(ctx, parseBody(CreateVisitor, { contact: {}, ...body, expoId: eventId })));
  if (added.kind === "refused") return added.state;
  revalidatePath("/", "layout");
  return redirect(`/events/${eventId}/visitors/${added.id}`);
});
