"use client";

import { useActionState } from "react";
import { untouchedForm } from "@/app/form-state";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { choosePassword } from "./actions";

export function PasswordForm({ token, email }: { token: string; email: string }) {
  const [state, submit, isPending] = useActionState(choosePassword.bind(null, token), untouchedForm);
  return (
    <form action={submit} onSubmit={keepingForm(submit)} noValidate className="grid gap-5">
      {state.message ? <Alert tone="destructive">{state.message}</Alert> : null}
      <Field label="E-mail" hint="You sign in with it.">
        <Input type="email" value={email} autoComplete="username" readOnly />
      </Field>
      <Field label="Password" hint="At least 10 characters. A few unrelated words are good." error={state.fields.password}>
        <Input name="password" type="password" autoComplete="new-password" required />
      </Field>
      <Button type="submit" disabled={isPending} aria-busy={isPending} className="w-full">
        Set password
      </Button>
    </form>
  );
}
