import { notFound } from "next/navigation";
import { z } from "zod";
import { unpacked } from "@/app/(dashboard)/_setup/act";
import { fieldsOf, toFormState } from "@/app/form-state";
import type { Context } from "@/lib/core/context";
import { isVisitError } from "@/lib/core/errors";
import type { HistoryEntry } from "@/lib/history/tell-changes";
import type { Base, Meanwhile, SaveState } from "./save-state";
import { changedBody, normal, type Values } from "./values";
import { whoDid } from "./who-did";

/** What saving needs to know of a visitor or partner. */
export type Saved = {
  /** the record as its form would be made from it now, and how its values and those `told` are told to people */
  read: (told: readonly Values[]) => Promise<{ base: Base; tell: (name: string, text: string) => { label: string; text: string } }>;
  update: (ctx: Context, body: Record<string, unknown>) => Promise<unknown>;
  history: () => Promise<readonly HistoryEntry[]>;
};

/**
 * Saves what differs from what the form was made from, if the record still is what it was then. A lost race loses nothing: what was
 * typed is merged into the newer state, and the form says what changed meanwhile, to be looked at and saved again. A change that
 * shows nowhere in the form, an entry at the gate or another guest, is none of its business.
 * @returns undefined when saved
 */
export async function saveRecord(ctx: Context, form: FormData, { read, update, history }: Saved): Promise<SaveState | undefined> {
  const { was: sentWas, revision: sentRevision, ...values } = typedIn(form);
  const { success, data: seen } = Base.safeParse({ was: unpacked(sentWas), revision: sentRevision });
  if (!success) notFound(); // no form of ours
  const body = changedBody(values, seen.was);
  if (Object.keys(body).length === 0) return undefined;
  for (let base = seen, attempts = 0; ; attempts++) {
    try {
      await update({ ...ctx, expects: (validator) => validator === base.revision }, body);
      return undefined;
    } catch (error) {
      if (!isLostRace(error) || attempts === mostAttempts) return { ...toFormState(error, values), base: seen };
      const current = await read([seen.was, values]);
      const changes = changesBetween(seen.was, current.base.was, values, current.tell);
      if (changes.length > 0) return lostRace(values, seen, current.base, { by: await lastActor(history), changes });
      base = current.base;
    }
  }
}

/** What a form holds, without the names by which its radio buttons know each other. */
export function typedIn(form: FormData): Values {
  return Object.fromEntries(Object.entries(fieldsOf(form)).filter(([name]) => !name.startsWith("shown.")));
}

function isLostRace(error: unknown): boolean {
  return isVisitError(error) && error.code === "precondition_failed";
}

function lostRace(values: Values, seen: Base, base: Base, meanwhile: NonNullable<SaveState["meanwhile"]>): SaveState {
  const typed = Object.entries(values).filter(([name, text]) => normal(text) !== normal(seen.was[name]));
  return { values: { ...base.was, ...Object.fromEntries(typed) }, fields: {}, base, meanwhile };
}

/** What shows in the form and is no longer what it was; not what the form asks for itself. */
function changesBetween(was: Values, now: Values, typed: Values, tell: (name: string, text: string) => { label: string; text: string }): Meanwhile[] {
  return Object.keys(now).flatMap((name) => {
    const [before, after, yours] = [normal(was[name]), normal(now[name]), name in typed ? normal(typed[name]) : undefined];
    if (before === after || after === yours) return [];
    const told = { label: tell(name, after).label, before: tell(name, before).text, now: tell(name, after).text };
    return [yours === undefined || yours === before ? told : { ...told, yours: tell(name, yours).text }];
  });
}

async function lastActor(history: Saved["history"]): Promise<string> {
  const [latest] = await history();
  return latest ? whoDid(latest.by) : "Somebody";
}

/** A stranger's word, like all of a form; it decides what is sent, never what may be. */
const Base = z.object({ was: z.record(z.string(), z.string()), revision: z.string().max(60) });
/** Each takes up a change that shows nowhere; at the gate they come by the second. */
const mostAttempts = 5;
