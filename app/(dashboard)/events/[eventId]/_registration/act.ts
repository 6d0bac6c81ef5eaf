import { revalidatePath } from "next/cache";
import { requireContext, type WebContext } from "@/app/session";
import type { Right } from "@/lib/accounts/permissions";
import { isVisitError } from "@/lib/core/errors";
import type { Outcome } from "@/app/(dashboard)/_setup/outcome";

/** Does at once what a button says, if the record still is what the page showed. @returns a sentence when it is refused */
export async function act(right: Right, revision: string, verb: (ctx: WebContext) => Promise<unknown>): Promise<Outcome> {
  const ctx = await requireContext("events:read", right);
  try {
    await verb({ ...ctx, expects: (validator) => validator === revision });
  } catch (error) {
    return { kind: "refused", message: inWords(error) };
  }
  revalidatePath("/", "layout");
  return { kind: "done", value: undefined };
}

/** A refusal for people, who know no revisions and see no fields: `sector, interests must be answered before …`. */
function inWords(error: unknown): string {
  if (!isVisitError(error)) throw error;
  if (error.code === "precondition_failed") return "Somebody else has changed this meanwhile. Look at what it is now, and try again.";
  const faults = error.more.errors ?? [];
  const descriptions = [...new Set(faults.map(({ description }) => description))];
  const named = (description: string) => faults.filter((fault) => fault.description === description).map(({ field }) => field.slice(field.indexOf(".") + 1));
  return descriptions.map((description) => `${named(description).join(", ")} ${description}.`).join(" ") || error.message;
}
