"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { act } from "@/app/(dashboard)/_setup/act";
import type { Outcome } from "@/app/(dashboard)/_setup/outcome";
import { action, Id } from "@/app/action";
import { toFormState } from "@/app/form-state";
import { missing, requireContext } from "@/app/session";
import { isVisitError } from "@/lib/core/errors";
import { publish, restore, saveDraft } from "@/lib/functions/manage";
import { PublishInput } from "@/lib/functions/schema";
import { cancelRun, runAgain, runNow } from "@/lib/functions/start-run";
import { getFunction } from "@/lib/functions/verbs";
import { faultOfCode } from "./_editor/fault-of-code";

/** `conflict`: somebody else saved other code in the meantime, and nothing was written over it. */
export type SaveOutcome = Outcome<{ revision: number }> | { kind: "conflict"; theirs: { code: string; revision: number; savedBy: string | null } };

/** What the editor had when it was last told what is stored. */
const Stored = z.object({ code: z.string(), revision: z.int() });

/** Keeps the code as the draft. Changed settings are no conflict: only other code is. */
export const save = action([Id, z.string(), Stored], async (functionId, text, seen): Promise<SaveOutcome> => {
  const ctx = await requireContext("functions:write");
  const fault = faultOfCode(text);
  if (fault !== undefined) return { kind: "refused", message: fault };
  const keep = (expected: number) => saveDraft({ ...ctx, expects: (validator) => validator === String(expected) }, functionId, { code: text });
  try {
    return done(await keep(seen.revision));
  } catch (error) {
    if (!isVisitError(error) || error.code !== "precondition_failed") return refused(error);
  }
  const now = await getFunction(ctx, functionId).catch(missing);
  if (now.draft !== seen.code && now.draft !== text) return { kind: "conflict", theirs: { code: now.draft, revision: now.revision, savedBy: now.draftSavedBy } };
  return keep(now.revision).then(done, refused);
});

/** What stands in the editor, and an event written there or that of another run. In an object, because React takes no arguments with more than a million characters. */
const RunInput = z.object({ code: z.string(), event: z.union([z.string(), z.object({ runId: Id })]), isDryRun: z.boolean() });

/** @returns the run, to be watched */
export const run = action([Id, RunInput], async (functionId, input): Promise<Outcome<{ runId: string }>> => {
  const fault = faultOfCode(input.code);
  return fault === undefined ? act("functions:write", (ctx) => runNow(ctx, functionId, input)) : { kind: "refused", message: fault };
});

export const cancel = action([Id], (runId) => act("functions:write", (ctx) => cancelRun(ctx, runId)));

/** The same code with the same input. @returns the new run */
export const repeat = action([Id], (runId) => act("functions:write", (ctx) => runAgain(ctx, runId)));

/** The revision is of what was seen: somebody else's code is not published unread. */
export const publishDraft = action([Id, z.string(), z.int()], (functionId, note, revision) =>
  act("functions:write", (ctx) => publish({ ...ctx, expects: (validator) => validator === String(revision) }, functionId, PublishInput.parse({ note }))),
);

/** The revision is of what was seen: a draft that somebody saved meanwhile is not replaced unread. */
export const restoreVersion = action([Id, z.int(), z.int()], (functionId, number, revision) =>
  act("functions:write", (ctx) => restore({ ...ctx, expects: (validator) => validator === String(revision) }, functionId, number)),
);

function done(value: { revision: number }): SaveOutcome {
  revalidatePath("/organisation/api/advanced", "layout");
  return { kind: "done", value };
}

function refused(error: unknown): SaveOutcome {
  const state = toFormState(error, {});
  return { kind: "refused", message: Object.values(state.fields)[0] ?? state.message ?? "" };
}
