import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { type FormState, fieldsOf, toFormState } from "@/app/form-state";
import { requireContext, type WebContext } from "@/app/session";
import type { Right } from "@/lib/accounts/permissions";
import { isVisitError, VisitError } from "@/lib/core/errors";
import type { Outcome, SetupState } from "./outcome";

/**
 * Saves what a form sent: parsed with the verb's own schema, refusals told at their fields.
 * @param toInput  makes the schema's input of the form's texts, where they are not the same
 */
export async function saveForm<Input>(
  right: Right,
  form: FormData,
  schema: z.ZodType<Input>,
  verb: (ctx: WebContext, input: Input) => Promise<unknown>,
  toInput: (values: Record<string, string>) => unknown = (values) => values,
): Promise<SetupState> {
  const ctx = await requireContext(right);
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
export async function act<Value>(right: Right, verb: (ctx: WebContext) => Promise<Value>): Promise<Outcome<Value>> {
  const ctx = await requireContext(right);
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
