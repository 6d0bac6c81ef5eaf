"use server";

import { z } from "zod";
import { act, saveForm } from "@/app/(dashboard)/_setup/act";
import { action, Id, sentForm } from "@/app/action";
import { StoredInput } from "@/lib/functions/schema";
import { deleteStored, putBackStored, saveStored, viewStored } from "@/lib/functions/stored";

const Key = z.string().max(500);

/** @returns the value as JSON text; null: it cannot be decrypted any more */
export const view = action([Id, Key], (functionId, key) => act("functions:read", (ctx) => viewStored(ctx, functionId, key)));

export const save = action([Id, ...sentForm], (functionId, _, form) => saveForm("functions:write", form, StoredInput, (ctx, input) => saveStored(ctx, functionId, input)));

/** @returns the value, sealed, for `putBack`; null: it cannot be put back */
export const remove = action([Id, Key], (functionId, key) => act("functions:write", (ctx) => deleteStored(ctx, functionId, key)));

export const putBack = action([Id, z.object({ key: Key, sealed: z.string().max(1_000_000) })], (functionId, removed) => act("functions:write", (ctx) => putBackStored(ctx, functionId, removed)));
