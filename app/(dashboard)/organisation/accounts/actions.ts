"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action, Id, sentForm } from "@/app/action";
import { act } from "@/app/(dashboard)/_setup/act";
import { fieldsOf, toFormState } from "@/app/form-state";
import { requireContext } from "@/app/session";
import { addAccount, renewLink, setAccountDisabled, setAccountRole } from "@/lib/accounts/manage-accounts";
import { AccountInput } from "@/lib/accounts/schema";
import { runtime } from "@/lib/core/runtime";
import type { AccountFormState } from "./account-form-state";

export const add = action(sentForm, async (_, form): Promise<AccountFormState> => {
  const ctx = await requireContext("userAccountManagement:write");
  const values = fieldsOf(form);
  const parsed = AccountInput.safeParse(values);
  if (!parsed.success) return toFormState(parsed.error, values);
  try {
    const { linkPath } = await addAccount(ctx, parsed.data);
    revalidatePath("/organisation/accounts");
    return { values: {}, fields: {}, made: { name: parsed.data.name, link: whole(linkPath) } };
  } catch (error) {
    return toFormState(error, values);
  }
});

export const changeRole = action([Id, Id], (accountId, roleId) => act("userAccountManagement:write", (ctx) => setAccountRole(ctx, accountId, roleId)));

export const disable = action([Id, z.boolean()], (accountId, isDisabled) => act("userAccountManagement:write", (ctx) => setAccountDisabled(ctx, accountId, isDisabled)));

export const newLink = action([Id], (accountId) => act("userAccountManagement:write", async (ctx) => whole(await renewLink(ctx, accountId))));

/** Under the public address of this Visit, which the operator sets: never what a request's Host says. */
function whole(path: string): string {
  return runtime().settings.url + path;
}
