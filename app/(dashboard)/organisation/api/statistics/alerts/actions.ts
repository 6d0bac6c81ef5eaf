"use server";

import { action, Id, sentForm } from "@/app/action";
import { act, saveForm } from "@/app/(dashboard)/_setup/act";
import type { SetupState } from "@/app/(dashboard)/_setup/outcome";
import { deleteAlert, saveAlert } from "@/lib/statistics/alerts";
import { AlertInput } from "@/lib/statistics/schema";

export const addAlert = action(sentForm, async (_, form) => save(undefined, form));

export const changeAlert = action([Id, ...sentForm], async (id, _, form) => save(id, form));

export const removeAlert = action([Id], (id) => act("organisation:write", (ctx) => deleteAlert(ctx, id)));

async function save(id: string | undefined, form: FormData): Promise<SetupState> {
  const state = await saveForm("organisation:write", form, AlertInput, (ctx, input) => saveAlert(ctx, id, input), toInput);
  const mailTo = Object.entries(state.fields).find(([field]) => field.startsWith("mailTo"))?.[1];
  return mailTo === undefined ? state : { ...state, fields: { ...state.fields, mailTo } };
}

function toInput({ about, keyId, against, limit, isBelow, minutes, mailTo = "", isEnabled }: Record<string, string>) {
  return {
    about,
    keyId: keyId || null,
    against,
    limit: Number(limit?.replace(",", ".")),
    isBelow: isBelow === "true",
    minutes: Number(minutes),
    mailTo: mailTo.split(/[\s,;]+/).filter(Boolean),
    isEnabled: isEnabled === "on",
  };
}
