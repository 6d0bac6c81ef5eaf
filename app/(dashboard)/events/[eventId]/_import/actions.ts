"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { action, sentForm } from "@/app/action";
import { toFormState } from "@/app/form-state";
import { missing, requireContext } from "@/app/session";
import type { Context } from "@/lib/core/context";
import { isVisitError } from "@/lib/core/errors";
import { cancelImport, deleteImport, startCheck, startImport, type ImportRef } from "@/lib/imports/verbs";
import { importPath, SentRef } from "./place";

/** Begins the dry run with the columns as they were chosen: one field `target` for each, in their order. */
export const checkFile = action([SentRef, ...sentForm], async (ref, _, form) => {
  const ctx = await open(ref);
  const targets = form.getAll("target").map((target) => (typeof target === "string" ? target : ""));
  try {
    await startCheck(ctx, ref, targets);
  } catch (error) {
    return toFormState(error, {});
  }
  revalidatePath(importPath(ref));
  return redirect(importPath(ref));
});

export const runFile = action([SentRef], (ref) => act(ref, startImport));

export const stopFile = action([SentRef], (ref) => act(ref, cancelImport));

/** Forgets the file, and goes back to where another can be chosen. */
export const discardFile = action([SentRef], async (ref) => {
  await act(ref, deleteImport);
  redirect(importPath({ resource: ref.resource, eventId: ref.eventId }));
});

async function act(ref: ImportRef, verb: (ctx: Context, ref: ImportRef) => Promise<void>): Promise<void> {
  const ctx = await open(ref);
  try {
    await verb(ctx, ref);
  } catch (error) {
    // Somebody else pressed first: the page shows what it has become.
    if (!isVisitError(error) || error.code !== "conflict") missing(error);
  }
  revalidatePath(importPath(ref));
}

function open({ resource }: ImportRef): Promise<Context> {
  return requireContext("events:read", `${resource}:write`);
}
