"use server";

import { z } from "zod";
import { act, saveForm } from "@/app/(dashboard)/_setup/act";
import { action, Id, sentForm } from "@/app/action";
import { deleteSecret, saveSecret } from "@/lib/functions/manage-secrets";
import { SecretInput } from "@/lib/functions/schema";

export const save = action([Id, ...sentForm], (functionId, _, form) => saveForm("functions:write", form, SecretInput, (ctx, input) => saveSecret(ctx, functionId, input)));

export const remove = action([Id, z.string().max(64)], (functionId, name) => act("functions:write", (ctx) => deleteSecret(ctx, functionId, name)));
