"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { requireContext } from "@/app/session";
import { parseBody } from "@/lib/core/parse-body";
import { createPartner } from "@/lib/partners/create-partner";
import { CreatePartner } from "@/lib/partners/schema";
import { addRecord } from "../../_registration/add-record";
import type { SaveState } from "../../_registration/save-state";
import { ids } from "../../setup/act";

export async function addPartner(eventId: string, _: SaveState, form: FormData): Promise<SaveState> {
  const ctx = await requireContext("events:read", "partners:write");
  const added = await addRecord(form, (body) => createPartner(ctx, parseBody(CreatePartner, { ...body, ...ids({ expoId: eventId }) })));
  if (added.kind === "refused") return added.state;
  revalidatePath("/", "layout");
  redirect(`/events/${eventId}/partners/${added.id}`);
}
