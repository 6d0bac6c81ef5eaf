import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { changeMany, type ManyResult } from "@/lib/core/many";
import { Tag, tagAfter } from "@/lib/core/tags";
import { deleteVisitor } from "./delete-visitor";
import { registrationStates, type RegistrationState } from "./states";
import { currentVisitor, updateVisitor, type Current } from "./update-visitor";

const State = z.enum(registrationStates);

/**
 * What can be done to many visitors at once. `back` undoes a change of state: each goes back to the state it had, if nobody has changed
 * it since and if the way back is one that visitors may go.
 */
export const VisitorsChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("state"), state: State }),
  z.object({ kind: z.literal("back"), states: z.record(z.string(), z.object({ state: State, registerTime: z.iso.datetime().nullable(), revision: z.string().max(20) })) }),
  z.object({ kind: z.literal("addTag"), tag: Tag }),
  z.object({ kind: z.literal("removeTag"), tag: Tag }),
  z.object({ kind: z.literal("delete") }),
]);
export type VisitorsChange = z.output<typeof VisitorsChange>;

/** A changed visitor: what it was before, and the revision that the change gave it; that is empty when it was deleted. */
export type ChangedVisitor = { id: string; state: RegistrationState; registerTime: string | null; revision: string };

/** Does the same to many visitors, by the verbs that do it to one. */
export function changeVisitors(ctx: Context, { eventId, ids, change }: { eventId: string; ids: readonly string[]; change: VisitorsChange }): Promise<ManyResult<ChangedVisitor>> {
  return changeMany(ctx, ids, async (tx, inner, visitorId) => {
    const ref = { expoId: eventId, visitorId };
    const current = await currentVisitor(tx, inner, ref);
    const before = { id: visitorId, state: State.parse(current.registrationState), registerTime: current.registerTime?.toISOString() ?? null };
    if (change.kind === "delete") {
      await deleteVisitor(inner, ref);
      return { ...before, revision: "" };
    }
    const body = bodyOf(change, current);
    if (!body) return undefined;
    const { revision } = await updateVisitor(expecting(inner, change, visitorId), { ...ref, ...body });
    return { ...before, revision: String(revision) };
  });
}

/** The body that does it; undefined when the visitor is so already. */
function bodyOf(change: Exclude<VisitorsChange, { kind: "delete" }>, { id, registrationState, tags }: Current) {
  switch (change.kind) {
    case "state":
      return change.state === registrationState ? undefined : { registrationState: change.state };
    case "back": {
      const was = change.states[id]; // who was registered before is so since then, not since now
      return was && was.state !== registrationState ? { registrationState: was.state, registerTime: was.registerTime } : undefined;
    }
    default: {
      const after = tagAfter(change, tags);
      return after && { tags: after };
    }
  }
}

function expecting(ctx: Context, change: VisitorsChange, id: string): Context {
  if (change.kind !== "back") return ctx;
  const seen = change.states[id]?.revision;
  return { ...ctx, expects: (validator) => validator === seen };
}
