"use server";

import { action, sentForm } from "@/app/action";
import { type FormState, fieldsOf, toFormState } from "@/app/form-state";
import { requireContext } from "@/app/session";
import { changePassword } from "@/lib/accounts/change-password";
import { PasswordInput } from "@/lib/accounts/schema";

/** Gives no password back, not even to whoever typed it. */
export const savePassword = action(sentForm, async (_, form): Promise<FormState & { isSaved?: boolean }> => {
  const ctx = await requireContext();
  const parsed = PasswordInput.safeParse(fieldsOf(form));
  if (!parsed.success) return toFormState(parsed.error, {});
  try {
    await changePassword(ctx, parsed.data);
  } catch (error) {
    return toFormState(error, {});
  }
  return { values: {}, fields: {}, isSaved: true };
});
