"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { toFormState } from "@/app/form-state";
import { missing, requireContext, type WebContext } from "@/app/session";
import { isVisitError, VisitError } from "@/lib/core/errors";
import { RecordId } from "@/lib/core/wire-schema";
import { publish, restore, saveDraft } from "@/lib/functions/manage";
import { DraftInput, PublishInput } from "@/lib/functions/schema";
import { cancelRun, runNow } from "@/lib/functions/start-run";
import { getFunction } from "@/lib/functions/verbs";

export type Outcome<Value = void> = { kind: "done"; value: Value } | { kind: "refused"; message: string };
/** `conflict`: somebody else saved other code in the meantime, and nothing was written over it. */
export type SaveOutcome = Outcome<{ revision: number }> | { kind: "conflict"; theirs: { code: string; revision: number; savedBy: string | null } };

/** What the editor had when it was last told what is stored. */
const Seen = z.object({ code: z.string(), revision: z.int() });

/** Keeps the code as the draft. Changed settings are no conflict: only other code is. */
export async function save(functionId: string, code: string, seen: z.input<typeof Seen>): Promise<SaveOutcome> {
  const ctx = await requireContext("functions:write");
  const id = idOf(functionId);
  const { code: before, revision } = Seen.parse(seen);
  const input = DraftInput.safeParse({ code });
  if (!input.success) return { kind: "refused", message: `The code ${input.error.issues[0]?.message ?? "cannot be kept"}.` };
  const keep = (known: number) => saveDraft({ ...ctx, expects: (validator) => validator === String(known) }, id, input.data);
  try {
    return done(await keep(revision));
  } catch (error) {
    if (!isStale(error)) return refusal(error);
  }
  const now = await getFunction(ctx, id).catch(missing);
  if (now.draft !== before && now.draft !== code) return { kind: "conflict", theirs: { code: now.draft, revision: now.revision, savedBy: now.draftSavedBy } };
  return keep(now.revision).then(done, refusal);
}

/** Runs the code as it stands in the editor, with a made-up or recorded event. @returns the run, to be watched */
export async function run(functionId: string, code: string, event: string, isDryRun: boolean): Promise<Outcome<{ runId: string }>> {
  return act((ctx) => runNow(ctx, idOf(functionId), { ...DraftInput.parse({ code }), event: Event.parse(event), isDryRun: z.boolean().parse(isDryRun) }), false);
}

export async function cancel(runId: string): Promise<Outcome> {
  return act((ctx) => cancelRun(ctx, idOf(runId)).then(() => undefined), false);
}

/** @param revision  of what was seen: somebody else's code is not published unread */
export async function publishDraft(functionId: string, note: string, revision: number): Promise<Outcome<{ number: number }>> {
  return act((ctx) => publish({ ...ctx, expects: (validator) => validator === String(revision) }, idOf(functionId), PublishInput.parse({ note })));
}

export async function restoreVersion(functionId: string, number: number): Promise<Outcome<{ revision: number }>> {
  return act((ctx) => restore(ctx, idOf(functionId), z.int().parse(number)));
}

/** @param isShown  whether what it did changes what pages show */
async function act<Value>(verb: (ctx: WebContext) => Promise<Value>, isShown = true): Promise<Outcome<Value>> {
  const ctx = await requireContext("functions:write");
  try {
    const value = await verb(ctx);
    return isShown ? done(value) : { kind: "done", value };
  } catch (error) {
    return refusal(error);
  }
}

function done<Value>(value: Value): { kind: "done"; value: Value } {
  revalidatePath("/organisation/api/advanced", "layout");
  return { kind: "done", value };
}

function refusal(error: unknown): { kind: "refused"; message: string } {
  const told = isStale(error) ? new VisitError("precondition_failed", "Somebody else has changed this function since you opened it. Load the page again to see what it is now.") : error;
  const state = toFormState(told, {});
  return { kind: "refused", message: Object.values(state.fields)[0] ?? state.message ?? "" };
}

function isStale(error: unknown): boolean {
  return isVisitError(error) && error.code === "precondition_failed";
}

/** JSON, small enough to have come from somewhere. */
const Event = z
  .string()
  .max(6 * 1024 * 1024)
  .refine((text) => {
    try {
      return JSON.parse(text) !== undefined;
    } catch {
      return false;
    }
  }, "The event must be JSON.");

/** What a page sends to an action is a stranger's word: an id that is none leads nowhere. */
function idOf(sent: string): string {
  const id = RecordId.safeParse(sent);
  return id.success ? id.data : missing(new VisitError("not_found", "There is no such function."));
}
