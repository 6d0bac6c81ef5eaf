import { revalidatePath } from "next/cache";
import { toFormState } from "@/app/form-state";
import type { WebContext } from "@/app/session";
import { requireContext } from "@/app/session";
import type { Right } from "@/lib/accounts/permissions";
import { isVisitError, VisitError } from "@/lib/core/errors";
import type { Outcome } from "../setup/outcome";

/** Does at once what a button says, if the record still is what the page showed. @returns a sentence when it is refused */
export async function act(right: Right, revision: string, verb: (ctx: WebContext) => Promise<unknown>): Promise<Outcome> {
  const ctx = await requireContext("events:read", right);
  try {
    await verb({ ...ctx, expects: (validator) => validator === revision });
  } catch (error) {
    const state = toFormState(inWords(error), {});
    return { kind: "refused", message: Object.values(state.fields).join(" ") || (state.message ?? "") };
  }
  revalidatePath("/", "layout");
  return { kind: "done", value: undefined };
}

/** A lost race in words for people, who know no revisions. */
function inWords(error: unknown): unknown {
  if (!isVisitError(error) || error.code !== "precondition_failed") return error;
  return new VisitError("precondition_failed", "Somebody else has changed this meanwhile. Look at what it is now, and try again.");
}
