"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { requireContext } from "@/app/session";
import { parseBody } from "@/lib/core/parse-body";
import { createVisitor } from "@/lib/visitors/create-visitor";
import { CreateVisitor } from "@/lib/visitors/schema";
import { addRecord } from "../../_registration/add-record";
import type { SaveState } from "../../_registration/save-state";
import { ids } from "../../setup/act";

export async function addVisitor(eventId: string, _: SaveState, form: FormData): Promise<SaveState> {
  const ctx = await requireContext("events:read", "visitors:write");
  const added = await addRecord(form, (body) => createVisitor(ctx, parseBody(CreateVisitor, { contact: {}, ...body, ...ids({ expoId: eventId }) })));
  if (added.kind === "refused") return added.state;
  revalidatePath("/", "layout");
  redirect(`/events/${eventId}/visitors/${added.id}`);
}
