"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { missing, requireContext } from "@/app/session";
import { parseBody } from "@/lib/core/parse-body";
import { deleteVisitor } from "@/lib/visitors/delete-visitor";
import { visitorHistory } from "@/lib/visitors/history";
import { UpdateVisitor } from "@/lib/visitors/schema";
import { updateVisitor } from "@/lib/visitors/update-visitor";
import { findVisitor, readChoices } from "@/lib/visitors/visitor-page";
import { act } from "../../_registration/act";
import { saveRecord } from "../../_registration/save-record";
import type { SaveState } from "../../_registration/save-state";
import { tellValue } from "../../_registration/tell-value";
import { visitorValues } from "../../_registration/values";
import { ids } from "../../setup/act";
import type { Outcome } from "../../setup/outcome";

export async function saveVisitor(eventId: string, visitorId: string, _: SaveState, form: FormData): Promise<SaveState> {
  const ctx = await requireContext("events:read", "visitors:write");
  const ref = ids({ expoId: eventId, visitorId });
  const refused = await saveRecord(ctx, form, {
    update: (inner, body) => updateVisitor(inner, parseBody(UpdateVisitor, { ...body, ...ref })),
    read: async (told) => {
      const visitor = await findVisitor(ctx, ref).catch(missing);
      const choices = await readChoices(ctx, eventId, [visitor.partner?.id, ...told.map(({ partner }) => partner)]);
      return { base: { was: visitorValues(visitor, choices), revision: String(visitor.revision) }, tell: tellValue("visitors", choices) };
    },
    history: () => visitorHistory(ctx, ref, 2),
  });
  if (refused) return refused;
  revalidatePath("/", "layout");
  redirect(`/events/${eventId}/visitors/${visitorId}`);
}

/** @param change  a body of the API, with one thing to change */
export async function changeVisitor(eventId: string, visitorId: string, revision: string, change: { registrationState?: string; attendanceState?: string }): Promise<Outcome> {
  const { registrationState, attendanceState } = change;
  return act("visitors:write", revision, (ctx) => updateVisitor(ctx, parseBody(UpdateVisitor, { registrationState, attendanceState, ...ids({ expoId: eventId, visitorId }) })));
}

export async function removeVisitor(eventId: string, visitorId: string, revision: string): Promise<Outcome> {
  return act("visitors:write", revision, (ctx) => deleteVisitor(ctx, ids({ expoId: eventId, visitorId })));
}
