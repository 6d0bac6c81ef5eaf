import { z } from "zod";
import { isVisitError } from "@/lib/core/errors";

/** What a form's action gives back: the values as they were typed, a sentence per wrong field, and one for the whole. */
export type FormState = { values: Record<string, string>; fields: Record<string, string>; message?: string };

export const untouchedForm: FormState = { values: {}, fields: {} };

/** The text fields of a form; what Next adds for itself is left out. */
export function fieldsOf(form: FormData): Record<string, string> {
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string" && !entry[0].startsWith("$"));
  return Object.fromEntries(texts);
}

/** A refusal in the words of a form. What is not an expected refusal is thrown on, to the error page. */
export function toFormState(error: unknown, values: Record<string, string>): FormState {
  if (error instanceof z.ZodError) {
    const fields: Record<string, string> = {};
    for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
    return { values, fields, message: "Some fields need another look." };
  }
  if (!isVisitError(error)) throw error;
  const fields = Object.fromEntries((error.more.errors ?? []).map((fault) => [fault.field, fault.description]));
  return { values, fields, message: Object.keys(fields).length > 0 ? "Some fields need another look." : error.message };
}
