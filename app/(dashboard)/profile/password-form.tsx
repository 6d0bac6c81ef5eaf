"use client";

import { Check } from "lucide-react";
import { signIn } from "next-auth/react";
import { useActionState, useEffect, useRef } from "react";
import { type FormState, untouchedForm } from "@/app/form-state";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { savePassword } from "./actions";

type State = FormState & { isSaved?: boolean };

/** The old password opened the session at hand, so a change ends it too; the new one opens the next. */
export function PasswordForm({ email }: { email: string }) {
  const [state, submit, isPending] = useActionState<State, FormData>(change, untouchedForm);
  const form = useRef<HTMLFormElement>(null);

  async function change(before: State, sent: FormData): Promise<State> {
    const after = await savePassword(before, sent);
    if (!after.isSaved) return after;
    const outcome = await signIn("credentials", { email, password: String(sent.get("newPassword")), redirect: false }).catch(() => undefined);
    if (!outcome?.ok) window.location.assign("/sign-in?chosen");
    return after;
  }

  useEffect(() => {
    if (state.isSaved) form.current?.reset();
    else if (Object.keys(state.fields).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);

  return (
    <form ref={form} action={submit} onSubmit={keepingForm(submit)} noValidate className="grid gap-5 sm:max-w-md">
      {state.message ? <Alert tone="destructive">{state.message}</Alert> : null}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Old password" error={state.fields.oldPassword}>
        <Input name="oldPassword" type="password" autoComplete="current-password" required />
      </Field>
      <Field label="New password" hint="At least 10 characters. A few unrelated words are good." error={state.fields.newPassword}>
        <Input name="newPassword" type="password" autoComplete="new-password" required />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={isPending} aria-busy={isPending}>
          Change password
        </Button>
        <p role="status" className="flex items-center gap-1.5 text-sm text-success">
          {state.isSaved && !isPending ? (
            <>
              <Check aria-hidden className="size-4" />
              Password changed
            </>
          ) : null}
        </p>
      </div>
    </form>
  );
}
