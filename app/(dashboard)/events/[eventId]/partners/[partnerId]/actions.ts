"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { action, Id, Seen, sentForm } from "@/app/action";
import { missing, requireContext } from "@/app/session";
import { parseBody } from "@/lib/core/parse-body";
import { deletePartner } from "@/lib/partners/delete-partner";
import { partnerHistory } from "@/lib/partners/history";
import { findPartner, listPartnerTypes } from "@/lib/partners/partner-page";
import { UpdatePartner } from "@/lib/partners/schema";
import { updatePartner } from "@/lib/partners/update-partner";
import { act } from "../../_registration/act";
import { saveRecord } from "../../_registration/save-record";
import type { SaveState } from "../../_registration/save-state";
import { tellValue } from "../../_registration/tell-value";
import { partnerValues } from "../../_registration/values";

export const savePartner = action([Id, Id, ...sentForm], async (eventId, partnerId, _, form): Promise<SaveState> => {
  const ctx = await requireContext("events:read", "partners:write");
  const ref = { expoId: eventId, partnerId };
  const refused = await saveRecord(ctx, form, {
    update: (inner, body) => updatePartner(inner, parseBody(UpdatePartner, { ...body, ...ref })),
    read: async () => {
      const [partner, types] = await Promise.all([findPartner(ctx, ref).catch(missing), listPartnerTypes(ctx, eventId)]);
      return { base: { was: partnerValues(partner), revision: partner.validator }, tell: tellValue("partners", { types }) };
    },
    history: () => partnerHistory(ctx, ref, 2),
  });
  if (refused) return refused;
  revalidatePath("/", "layout");
  return redirect(`/events/${eventId}/partners/${partnerId}`);
});

export const removePartner = action([Id, Id, Seen], (eventId, partnerId, validator) => act("partners:write", validator, (ctx) => deletePartner(ctx, { expoId: eventId, partnerId })));
