"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
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
import { ids } from "../../setup/act";
import type { Outcome } from "../../setup/outcome";

export async function savePartner(eventId: string, partnerId: string, _: SaveState, form: FormData): Promise<SaveState> {
  const ctx = await requireContext("events:read", "partners:write");
  const ref = ids({ expoId: eventId, partnerId });
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
  redirect(`/events/${eventId}/partners/${partnerId}`);
}

export async function removePartner(eventId: string, partnerId: string, validator: string): Promise<Outcome> {
  return act("partners:write", validator, (ctx) => deletePartner(ctx, ids({ expoId: eventId, partnerId })));
}
