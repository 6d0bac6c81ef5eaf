import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { type FormState, fieldsOf, toFormState } from "@/app/form-state";
import { requireContext } from "@/app/session";
import type { Context } from "@/lib/core/context";
import { isVisitError, VisitError } from "@/lib/core/errors";
import type { Outcome, SetupState } from "./outcome";

/** What a page sends to an action is a stranger's word, whatever its type says: ids that are no ids lead nowhere. */
export function ids<Name extends string>(sent: Record<Name, string>): Record<Name, string> {
  const parsed = z.record(z.string(), z.string().regex(/^[0-9a-z]{1,13}$/)).safeParse(sent);
  return parsed.success ? sent : notFound();
}

/**
 * Saves what a form sent: parsed with the verb's own schema, refusals told at their fields.
 * @param toInput  makes the schema's input of the form's texts, where they are not the same
 */
export async function saveForm<Input>(
  form: FormData,
  schema: z.ZodType<Input>,
  verb: (ctx: Context, input: Input) => Promise<unknown>,
  toInput: (values: Record<string, string>) => unknown = (values) => values,
): Promise<SetupState> {
  const ctx = await requireContext("events:write");
  const values = fieldsOf(form);
  const parsed = schema.safeParse(toInput(values));
  if (!parsed.success) return toFormState(parsed.error, values);
  const seen = values.revision;
  try {
    await verb(seen ? { ...ctx, expects: (validator) => validator === seen } : ctx, parsed.data);
  } catch (error) {
    return toFormState(inWords(error), values);
  }
  revalidatePath("/", "layout");
  return { values: {}, fields: {}, isSaved: true };
}

/** Does at once what a button says. @returns what the verb gave, or a sentence why not */
export async function act<Value>(verb: (ctx: Context) => Promise<Value>): Promise<Outcome<Value>> {
  const ctx = await requireContext("events:write");
  try {
    const value = await verb(ctx);
    revalidatePath("/", "layout");
    return { kind: "done", value };
  } catch (error) {
    const state: FormState = toFormState(inWords(error), {});
    return { kind: "refused", message: Object.values(state.fields)[0] ?? state.message ?? "" };
  }
}

/** A list that a form carries in one field, as JSON; text that is none is left for the schema to refuse. */
export function unpacked(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** A lost race in words for people, who know no revisions. */
function inWords(error: unknown): unknown {
  if (!isVisitError(error) || error.code !== "precondition_failed") return error;
  return new VisitError("precondition_failed", "Somebody else has changed this since you opened it, so nothing was saved. Load the page again to see what it is now.");
}
