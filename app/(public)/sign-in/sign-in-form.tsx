"use client";

import { signIn } from "next-auth/react";
import { useActionState } from "react";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type State = { refusal?: string };

export function SignInForm({ target }: { target: string }) {
  const [state, submit, isPending] = useActionState(attempt, {});

  async function attempt(_: State, form: FormData): Promise<State> {
    try {
      const outcome = await signIn("credentials", { email: String(form.get("email")), password: String(form.get("password")), redirect: false });
      if (!outcome?.ok) return { refusal: outcome?.error === "throttled" ? refusals.throttled : refusals.wrong };
    } catch {
      return { refusal: refusals.unreachable };
    }
    window.location.assign(target); // a whole new page: nothing of the signed-out one stays in memory
    return {};
  }

  return (
    <form onSubmit={keepingForm(submit)} className="grid gap-5">
      {state.refusal ? <Alert tone="destructive">{state.refusal}</Alert> : null}
      <Field label="E-mail">
        <Input type="email" name="email" autoComplete="username" required />
      </Field>
      <Field label="Password">
        <Input type="password" name="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" aria-busy={isPending} disabled={isPending} className="mt-1 w-full">
        {isPending ? "Signing in …" : "Sign in"}
      </Button>
    </form>
  );
}

const refusals = {
  wrong: "The e-mail address and the password do not belong together.",
  throttled: "Too many failed attempts. Wait a quarter of an hour and try again.",
  unreachable: "Visit did not answer. Check your connection and try again.",
};
