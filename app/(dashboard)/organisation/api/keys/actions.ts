"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action, Id, sentForm } from "@/app/action";
import { act } from "@/app/(dashboard)/_setup/act";
import { fieldsOf, toFormState } from "@/app/form-state";
import { missing, requireContext, type WebContext } from "@/app/session";
import { checkKey, KeyQuestion } from "@/lib/api-keys/check-key";
import type { Decision } from "@/lib/api-keys/decide";
import { deleteKey } from "@/lib/api-keys/delete-key";
import { lockedOut } from "@/lib/api-keys/key-activity";
import { Grace, KeyInput } from "@/lib/api-keys/key-input";
import { rotateKey } from "@/lib/api-keys/rotate-key";
import { createKey, setKeyState, updateKey } from "@/lib/api-keys/save-key";
import { getKey } from "@/lib/api-keys/verbs";
import { isVisitError, VisitError } from "@/lib/core/errors";
import type { KeyFormState } from "./key-form-state";

export const addKey = action(sentForm, async (_, form): Promise<KeyFormState> => {
  const ctx = await requireContext("userAccountManagement:write");
  const values = fieldsOf(form);
  const parsed = parse(form, values);
  if (!parsed.success) return toFormState(parsed.error, values);
  try {
    const made = await createKey(ctx, parsed.data);
    revalidatePath("/organisation/api/keys");
    return { values: {}, fields: {}, made };
  } catch (error) {
    return toFormState(error, values);
  }
});

export const saveKey = action([Id, ...sentForm], async (id, _, form): Promise<KeyFormState> => {
  const ctx = await requireContext("userAccountManagement:write");
  const values = fieldsOf(form);
  const parsed = parse(form, values);
  if (!parsed.success) return toFormState(parsed.error, values);
  const locked = values.lockOut === "on" ? [] : await newlyLockedOut(ctx, id, parsed.data);
  if (locked.length > 0) return { values, fields: {}, lockedOut: locked };
  try {
    await updateKey({ ...ctx, expects: (validator) => validator === values.version }, id, parsed.data);
  } catch (error) {
    return toFormState(inWords(error), values);
  }
  revalidatePath("/organisation/api/keys", "layout");
  return { values: {}, fields: {}, isSaved: true };
});

export const changeState = action([Id, z.enum(["Active", "Disabled"])], (keyId, state) => act("userAccountManagement:write", (ctx) => setKeyState(ctx, keyId, state)));

export const rotate = action([Id, z.string().pipe(Grace)], (keyId, grace) => act("userAccountManagement:write", (ctx) => rotateKey(ctx, keyId, grace)));

export const remove = action([Id, z.string().max(1000)], (keyId, typed) => act("userAccountManagement:write", (ctx) => deleteKey(ctx, keyId, typed)));

/** Only looks, so the right to read is enough. */
export type CheckState = { values: Record<string, string>; fields: Record<string, string>; message?: string; decision?: Decision };
export const check = action([Id, ...sentForm], async (keyId, _, form): Promise<CheckState> => {
  const ctx = await requireContext("userAccountManagement:read");
  const values = fieldsOf(form);
  const parsed = KeyQuestion.safeParse(values);
  if (!parsed.success) return toFormState(parsed.error, values);
  const decision = await checkKey(ctx, keyId, parsed.data).catch(missing);
  return { values, fields: {}, decision };
});

function parse(form: FormData, values: Record<string, string>) {
  const rights = Object.entries(values).flatMap(([name, level]) => (name.startsWith("rights.") ? [[name.slice(7), level]] : []));
  return KeyInput.safeParse({ ...values, events: form.getAll("events"), rights: Object.fromEntries(rights) });
}

/** A list that shuts out as much as before is no news. */
async function newlyLockedOut(ctx: WebContext, keyId: string, { addresses, addressScope }: KeyInput): Promise<string[]> {
  const lines = addresses.map(({ text }) => text);
  const known = await getKey(ctx, keyId).catch(missing);
  if (lines.length === 0 && addressScope === "any") return [];
  if (known.addressScope === "listed" && known.addresses.join("\n") === lines.join("\n")) return [];
  return lockedOut(ctx, keyId, lines);
}

function inWords(error: unknown): unknown {
  if (!isVisitError(error) || error.code !== "precondition_failed") return error;
  return new VisitError("precondition_failed", "Somebody else has changed this key since you opened it, so nothing was saved. Load the page again to see what it is now.");
}
