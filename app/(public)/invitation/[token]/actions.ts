"use server";

import { redirect } from "next/navigation";
import { type FormState, fieldsOf, toFormState } from "@/app/form-state";
import { acceptInvitation } from "@/lib/accounts/account-link";
import { NewPassword } from "@/lib/accounts/schema";

/** Takes nothing but a password from the form: whose it becomes, the link says. */
export async function choosePassword(token: string, _: FormState, form: FormData): Promise<FormState> {
  const parsed = NewPassword.safeParse(fieldsOf(form).password);
  if (!parsed.success) return { values: {}, fields: { password: parsed.error.issues[0]?.message ?? "" }, message: "The password needs another look." };
  try {
    await acceptInvitation(String(token), parsed.data, new Date());
  } catch (error) {
    return toFormState(error, {});
  }
  redirect("/sign-in?chosen");
}
