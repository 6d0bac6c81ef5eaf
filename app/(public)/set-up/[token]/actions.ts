"use server";

import { redirect } from "next/navigation";
import { openAction, sentForm, Token } from "@/app/action";
import { fieldsOf, toFormState } from "@/app/form-state";
import { SetUpInput } from "@/lib/organisations/schema";
import { setUp } from "@/lib/organisations/setup";

export const setUpAction = openAction([Token, ...sentForm], async (token, _, form) => {
  const { password, ...shown } = fieldsOf(form); // a password is never sent back
  const parsed = SetUpInput.safeParse({ ...shown, password });
  if (!parsed.success) return toFormState(parsed.error, shown);
  try {
    await setUp(token, parsed.data, new Date());
  } catch (error) {
    return toFormState(error, shown);
  }
  redirect("/sign-in?welcome");
});
