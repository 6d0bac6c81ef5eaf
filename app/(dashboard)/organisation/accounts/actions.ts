"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { fieldsOf, toFormState } from "@/app/form-state";
import { missing, requireContext, type WebContext } from "@/app/session";
import { addAccount, renewLink, setAccountDisabled, setAccountRole } from "@/lib/accounts/manage-accounts";
import { AccountInput } from "@/lib/accounts/schema";
import { VisitError } from "@/lib/core/errors";
import { runtime } from "@/lib/core/runtime";
import { RecordId } from "@/lib/core/wire-schema";
import type { AccountFormState, AccountOutcome } from "./account-form-state";

export async function add(_: AccountFormState, form: FormData): Promise<AccountFormState> {
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
}

export async function changeRole(accountId: string, roleId: string): Promise<AccountOutcome> {
  return act((ctx) => setAccountRole(ctx, idOf(accountId), idOf(roleId)));
}

export async function disable(accountId: string, isDisabled: boolean): Promise<AccountOutcome> {
  return act((ctx) => setAccountDisabled(ctx, idOf(accountId), z.boolean().parse(isDisabled)));
}

export async function newLink(accountId: string): Promise<AccountOutcome<string>> {
  return act(async (ctx) => whole(await renewLink(ctx, idOf(accountId))));
}

async function act<Value>(verb: (ctx: WebContext) => Promise<Value>): Promise<AccountOutcome<Value>> {
  const ctx = await requireContext("userAccountManagement:write");
  try {
    const value = await verb(ctx);
    revalidatePath("/organisation/accounts");
    return { kind: "done", value };
  } catch (error) {
    const state = toFormState(error, {});
    return { kind: "refused", message: Object.values(state.fields)[0] ?? state.message ?? "" };
  }
}

/** What a page sends to an action is a stranger's word: an id that is none leads nowhere. */
function idOf(sent: string): string {
  const id = RecordId.safeParse(sent);
  return id.success ? id.data : missing(new VisitError("not_found", "There is no such account."));
}

/** Under the public address of this Visit, which the operator sets: never what a request's Host says. */
function whole(path: string): string {
  return runtime().settings.url + path;
}
