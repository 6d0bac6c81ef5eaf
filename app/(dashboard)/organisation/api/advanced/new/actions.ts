"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { action, Query, sentForm } from "@/app/action";
import { type FormState, fieldsOf, toFormState } from "@/app/form-state";
import { requireContext } from "@/app/session";
import { createFunction } from "@/lib/functions/manage";
import { FunctionInput } from "@/lib/functions/schema";
import { suggestKey } from "@/lib/functions/verbs";
import { linkOf } from "../endpoint-url";
import { type SampleCall, sampleCallOf } from "../sample-call";
import { offered } from "./offered";

/** `made`: an endpoint function once it is saved; its link is told now and never again. */
export type NewFunctionState = FormState & { made?: { id: string; link: string; sample: SampleCall } };

/** Makes a function; of a task the code is opened at once. */
export const addFunction = action(sentForm, async (_, form): Promise<NewFunctionState> => {
  const ctx = await requireContext("functions:write");
  const values = fieldsOf(form);
  const code = offered.find(({ id, kind }) => id === values.template && kind === values.kind)?.code;
  const parsed = FunctionInput.safeParse({ ...values, code });
  if (!parsed.success) return toFormState(parsed.error, values);
  const made = await createFunction(ctx, parsed.data).catch((error: unknown) => toFormState(error, values));
  if ("fields" in made) return made;
  revalidatePath("/organisation/api/advanced", "layout");
  if (made.linkToken === undefined) redirect(`/organisation/api/advanced/${made.id}`);
  return { values: {}, fields: {}, made: { id: made.id, link: linkOf(ctx.organisationId, parsed.data.key, made.linkToken), sample: sampleCallOf(parsed.data.code) } };
});

/** A key that is free, made of a name as it is being typed. */
export const suggest = action([Query], async (name) => suggestKey(await requireContext("functions:write"), name));
