"use client";

import { type FormEvent, useState, useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { done } from "@/components/undo";
import type { FunctionState, Kind } from "@/lib/functions/schema";
import { publishDraft } from "../actions";

type PublishDialogProps = { functionId: string; kind: Kind; state: FunctionState; nextVersion: number; isDisabled: boolean; /** keeps what is not saved yet */ onKeep: () => Promise<number | undefined> };

/** Asks what is new in the version, and makes it the one that runs: now, or once the function is switched on. */
export function PublishDialog({ functionId, kind, state, nextVersion, isDisabled, onKeep }: PublishDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();
  const effect = effectOf(kind, state);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note"));
    start(async () => {
      const revision = await onKeep();
      if (revision === undefined) return setOpen(false); // the page says why
      const outcome = await reached(publishDraft(functionId, note, revision));
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      done(`Version ${outcome.value.number} is published`, effect);
    });
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" disabled={isDisabled} onClick={() => setFault(undefined)}>
          Publish
        </Button>
      </DialogTrigger>
      <DialogContent title={`Publish version ${nextVersion}`} text={effect}>
        <form onSubmit={submit} noValidate className="grid gap-5">
          <Field label="Note" hint="What is new, for whoever looks at the versions later." error={fault}>
            <Input name="note" autoComplete="off" maxLength={500} />
          </Field>
          <Button type="submit" disabled={isPending} aria-busy={isPending} className="justify-self-start">
            Publish
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** What becomes of the code. */
function effectOf(kind: Kind, state: FunctionState): string {
  if (state !== "active") return `The function is ${state}: this code counts once it is enabled again, under Settings.`;
  return kind === "task" ? "The background task runs this code from now on." : "The endpoint answers with this code from now on.";
}
