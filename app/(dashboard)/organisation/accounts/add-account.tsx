"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import { keepingForm } from "@/components/keeping-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { type MadeLink, untouchedAccount } from "./account-form-state";
import { add } from "./actions";
import { LinkToCopy } from "./link-to-copy";

type Role = { id: string; name: string };

/** Asks who it is, and then shows the link that sets their password. */
export function AddAccount({ roles }: { roles: readonly Role[] }) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<MadeLink>();

  function open(isOpening: boolean) {
    setOpen(isOpening);
    if (isOpening) setMade(undefined);
  }

  return (
    <Dialog open={isOpen} onOpenChange={open}>
      <DialogTrigger asChild>
        <Button>+ Add</Button>
      </DialogTrigger>
      {made ? (
        <DialogContent title={`${made.name} has an account`} text="It is new until a password is set with this link." onInteractOutside={(event) => event.preventDefault()}>
          <LinkToCopy link={made.link} />
          <Button onClick={() => setOpen(false)} className="justify-self-start">
            Done
          </Button>
        </DialogContent>
      ) : (
        <DialogContent title="Add an account" text="You get a link for this person, with which they choose their own password." onInteractOutside={(event) => event.preventDefault()}>
          <AccountForm roles={roles} onMade={setMade} />
        </DialogContent>
      )}
    </Dialog>
  );
}

function AccountForm({ roles, onMade }: { roles: readonly Role[]; onMade: (made: MadeLink) => void }) {
  const [state, submit, isPending] = useActionState(add, untouchedAccount);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.made) onMade(state.made);
    else if (Object.keys(state.fields).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, onMade]);

  return (
    <form ref={form} action={submit} onSubmit={keepingForm(submit)} noValidate className="grid gap-5">
      {state.message ? <Alert tone="destructive">{state.message}</Alert> : null}
      <Field label="Name" error={state.fields.name}>
        <Input name="name" defaultValue={state.values.name} autoComplete="off" required />
      </Field>
      <Field label="E-mail" hint="They sign in with it." error={state.fields.email}>
        <Input name="email" type="email" defaultValue={state.values.email} autoComplete="off" required />
      </Field>
      <Field label="Role" hint="What they may do. It can be changed at any time." error={state.fields.roleId}>
        <Select name="roleId" defaultValue={state.values.roleId ?? roles.at(-1)?.id}>
          {roles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" disabled={isPending} aria-busy={isPending} className="justify-self-start">
        Add
      </Button>
    </form>
  );
}
