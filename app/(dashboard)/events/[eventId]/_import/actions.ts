"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, toFormState } from "@/app/form-state";
import { missing, requireContext } from "@/app/session";
import type { Context } from "@/lib/core/context";
import { isVisitError } from "@/lib/core/errors";
import { cancelImport, deleteImport, startCheck, startImport, type ImportRef } from "@/lib/imports/verbs";
import { importPath, SentRef } from "./place";

/** Begins the dry run with the columns as they were chosen: one field `target` for each, in their order. */
export async function checkFile(sent: ImportRef, _: FormState, form: FormData): Promise<FormState> {
  const { ref, ctx } = await open(sent);
  const targets = form.getAll("target").map((target) => (typeof target === "string" ? target : ""));
  try {
    await startCheck(ctx, ref, targets);
  } catch (error) {
    return toFormState(error, {});
  }
  revalidatePath(importPath(ref));
  redirect(importPath(ref));
}

export async function runFile(sent: ImportRef): Promise<void> {
  await act(sent, startImport);
}

export async function stopFile(sent: ImportRef): Promise<void> {
  await act(sent, cancelImport);
}

/** Forgets the file, and goes back to where another can be chosen. */
export async function discardFile(sent: ImportRef): Promise<void> {
  const { resource, eventId } = await act(sent, deleteImport);
  redirect(importPath({ resource, eventId }));
}

async function act(sent: ImportRef, verb: (ctx: Context, ref: ImportRef) => Promise<void>): Promise<ImportRef> {
  const { ref, ctx } = await open(sent);
  try {
    await verb(ctx, ref);
  } catch (error) {
    // Somebody else pressed first: the page shows what it has become.
    if (!isVisitError(error) || error.code !== "conflict") missing(error);
  }
  revalidatePath(importPath(ref));
  return ref;
}

async function open(sent: ImportRef) {
  const ref = SentRef.parse(sent);
  return { ref, ctx: await requireContext("events:read", `${ref.resource}:write`) };
}
