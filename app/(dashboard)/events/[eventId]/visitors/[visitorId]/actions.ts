"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action, Id, Seen, sentForm } from "@/app/action";
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

export const saveVisitor = action([Id, Id, ...sentForm], async (eventId, visitorId, _, form): Promise<SaveState> => {
  const ctx = await requireContext("events:read", "visitors:write");
  const ref = { expoId: eventId, visitorId };
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
  return redirect(`/events/${eventId}/visitors/${visitorId}`);
});

/** A part of an API body that the buttons of a visitor's page change, one at a time. */
const Change = z.object({ registrationState: z.string().optional(), attendanceState: z.string().optional() });

export const changeVisitor = action([Id, Id, Seen, Change], (eventId, visitorId, revision, change) =>
  act("visitors:write", revision, (ctx) => updateVisitor(ctx, parseBody(UpdateVisitor, { ...change, expoId: eventId, visitorId }))),
);

export const removeVisitor = action([Id, Id, Seen], (eventId, visitorId, revision) => act("visitors:write", revision, (ctx) => deleteVisitor(ctx, { expoId: eventId, visitorId })));
