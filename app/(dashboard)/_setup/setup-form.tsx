"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { type SetupState, untouched } from "./outcome";

type Action = (state: SetupState, form: FormData) => Promise<SetupState>;
/** A form's values as the page made them: text, or whether a box is ticked. */
type Initial = Record<string, string | boolean | null>;

/** What a form's fields need: the value to begin with, which after a refusal is what was typed, and the fault. */
export type SetupFields = {
  text: (name: string) => { name: string; defaultValue: string };
  ticked: (name: string) => { name: string; defaultChecked: boolean };
  error: (name: string) => string | undefined;
};

/** A form of a setup, the organisation's or an event's: its fields, and a bar that saves and says so. `cancel`: where to go instead. `revision`: what the page shows. */
export function SetupForm({
  action,
  initial,
  revision,
  save,
  cancel,
  onSaved,
  onCancel,
  children,
}: {
  action: Action;
  initial: Initial;
  revision?: bigint | undefined;
  save: string;
  cancel?: string;
  onSaved?: () => void;
  onCancel?: () => void;
  children: (fields: SetupFields) => ReactNode;
}) {
  const [state, submit, isPending] = useActionState(action, untouched);
  const [editedIn, setEditedIn] = useState<SetupState>();
  // Not the page's present one: the page renews itself, and what is being edited began with an older state.
  const [seen, setSeen] = useState(revision);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(state.fields).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    if (!state.isSaved) return;
    setSeen(revision);
    onSaved?.();
  }, [state]); // an answer is told once, whatever else changes

  const isTyped = Object.keys(state.values).length > 0;
  const value = (name: string) => (isTyped ? (state.values[name] ?? "") : String(initial[name] ?? ""));
  const fields: SetupFields = {
    text: (name) => ({ name, defaultValue: value(name) }),
    ticked: (name) => ({ name, defaultChecked: isTyped ? name in state.values : initial[name] === true }),
    error: (name) => state.fields[name],
  };
  const isSavedShown = state.isSaved && editedIn !== state && !isPending;

  return (
    <form ref={form} action={submit} onSubmit={keepingForm(submit)} onChange={() => setEditedIn(state)} noValidate className="grid gap-6">
      {seen === undefined ? null : <input type="hidden" name="revision" value={String(seen)} />}
      {state.message ? <Alert tone="destructive">{state.message}</Alert> : null}
      {children(fields)}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" aria-busy={isPending} disabled={isPending}>
          {save}
        </Button>
        {cancel ? (
          <Button asChild variant="ghost">
            <Link href={cancel} data-changes>
              Cancel
            </Link>
          </Button>
        ) : null}
        {onCancel ? (
          <Button variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <p role="status" className="flex items-center gap-1.5 text-sm text-success">
          {isSavedShown ? (
            <>
              <Check aria-hidden className="size-4" />
              Saved
            </>
          ) : null}
        </p>
      </div>
    </form>
  );
}
