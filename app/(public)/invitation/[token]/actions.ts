"use server";

import { redirect } from "next/navigation";
import { openAction, sentForm, Token } from "@/app/action";
import { fieldsOf, toFormState } from "@/app/form-state";
import { acceptInvitation } from "@/lib/accounts/account-link";
import { NewPassword } from "@/lib/accounts/schema";

/** Takes nothing but a password from the form: whose it becomes, the link says. */
export const choosePassword = openAction([Token, ...sentForm], async (token, _, form) => {
  const parsed = NewPassword.safeParse(fieldsOf(form).password);
  if (!parsed.success) return { values: {}, fields: { password: parsed.error.issues[0]?.message ?? "" }, message: "The password needs another look." };
  try {
    await acceptInvitation(token, parsed.data, new Date());
  } catch (error) {
    return toFormState(error, {});
  }
  redirect("/sign-in?chosen");
});
