"use client";

import Link from "next/link";
import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { keepingForm } from "@/components/keeping-form";
import { standsAtFoot } from "@/components/page-foot";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { type Base, type SaveAction, type SaveState, untouched } from "./save-state";

/** What a form's fields need: the value to begin with, which after a refusal is what was typed; what the record says; and the fault. */
export type Fields = {
  text: (name: string) => { name: string; defaultValue: string };
  saved: (name: string) => string;
  error: (name: string) => string | undefined;
};

/** The form of a visitor or partner. It saves against what it was made from, so that two people at once lose nothing. */
export function RegistrationForm({ action, base: made, save, cancel, children }: { action: SaveAction; base: Base; save: string; cancel: string; children: (fields: Fields) => ReactNode }) {
  const [state, submit, isPending] = useActionState(action, untouched);
  // Not the page's present one: the page may renew itself, and what is being edited began with an older state.
  const [opened] = useState(made);
  const form = useRef<HTMLFormElement>(null);
  const base = state.base ?? opened;

  useEffect(() => {
    if (state === untouched) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid=true]") ?? form.current?.querySelector<HTMLElement>("[data-told]");
    (first?.querySelector<HTMLElement>("input") ?? first)?.focus();
  }, [state]); // an answer is told once, whatever else changes

  const isTyped = Object.keys(state.values).length > 0;
  const values = isTyped ? state.values : base.was;
  const fields: Fields = {
    text: (name) => ({ name, defaultValue: values[name] ?? "" }),
    saved: (name) => base.was[name] ?? "",
    error: (name) => state.fields[name],
  };

  return (
    <form ref={form} action={submit} onSubmit={keepingForm(submit)} noValidate className="grid gap-10">
      <input type="hidden" name="was" value={JSON.stringify(base.was)} />
      <input type="hidden" name="revision" value={base.revision} />
      <Told state={state} />
      {/* After a lost race every field begins anew, with what was typed merged into what is there now. What gets the focus stays clear of the bar. */}
      <div key={base.revision} className="grid gap-10 [&_:is(input,select,textarea,button)]:scroll-mb-28">
        {children(fields)}
      </div>
      <div ref={standsAtFoot} className="sticky bottom-0 -mx-6 -mb-6 flex flex-wrap items-center gap-3 rounded-b-xl border-t bg-card px-6 py-4 sm:-mx-8 sm:-mb-8 sm:px-8">
        <Button type="submit" aria-busy={isPending} disabled={isPending}>
          {state.meanwhile ? `${save} again` : save}
        </Button>
        <Button asChild variant="ghost">
          <Link href={cancel}>Cancel</Link>
        </Button>
      </div>
    </form>
  );
}

/** What came back: a refusal with whatever has no field of its own, or what somebody else did meanwhile. */
function Told({ state: { message, fields, meanwhile } }: { state: SaveState }) {
  if (meanwhile) {
    return (
      <div data-told tabIndex={-1} role="alert" className="grid gap-3 rounded-md border border-warning/35 bg-warning-muted px-4 py-3 text-sm text-warning">
        <p className="font-semibold">{meanwhile.by} saved something else while you were typing. Nothing of yours is lost: look at it and save again.</p>
        <ul className="grid gap-1.5">
          {meanwhile.changes.map(({ label, before, now, yours }) => (
            <li key={label}>
              <span className="font-semibold">{label}</span> was {quoted(before)} and is now {quoted(now)}. {yours === undefined ? "Taken over below." : `You typed ${quoted(yours)}, which will replace it.`}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  if (!message) return null;
  const homeless = Object.entries(fields).filter(([field]) => /^(contact\.id|expoId|match|)$/.test(field));
  return (
    <Alert tone="destructive">
      {message}
      {homeless.map(([field, description]) => (
        <span key={field} className="block">
          {field} {description}
        </span>
      ))}
    </Alert>
  );
}

function quoted(text: string): string {
  return text === "" ? "empty" : `“${text}”`;
}
