"use server";

import { z } from "zod";
import { act, saveForm } from "@/app/(dashboard)/_setup/act";
import { action, Id, sentForm } from "@/app/action";
import { deleteFunction, renewLinkToken, setFunctionState, updateSettings } from "@/lib/functions/manage";
import { SettingsInput } from "@/lib/functions/schema";
import { getFunction } from "@/lib/functions/verbs";
import { linkOf } from "../../endpoint-url";
import { settingsMark } from "./settings-mark";

export const saveSettings = action([Id, ...sentForm], (functionId, _, form) =>
  saveForm("functions:write", form, SettingsInput, async (ctx, input) => {
    const now = await getFunction(ctx, functionId);
    const isAsSeen = ctx.expects?.(String(settingsMark(now))) ?? true;
    await updateSettings({ ...ctx, expects: (validator) => isAsSeen && validator === String(now.revision) }, functionId, input);
  }),
);

export const changeState = action([Id, z.enum(["active", "disabled"])], (functionId, state) => act("functions:write", (ctx) => setFunctionState(ctx, functionId, state)));

/** @returns the link, once and never again */
export const renewLink = action([Id], (functionId) =>
  act("functions:write", async (ctx) => {
    const { linkToken } = await renewLinkToken(ctx, functionId);
    const { key } = await getFunction(ctx, functionId);
    return linkOf(ctx.organisationId, key ?? "", linkToken);
  }),
);

export const remove = action([Id], (functionId) => act("functions:write", (ctx) => deleteFunction(ctx, functionId)));
