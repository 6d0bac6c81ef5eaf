"use client";

import { type FormEvent, useState, useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { done } from "@/components/undo";
import type { Kind } from "@/lib/functions/schema";
import { publishDraft } from "../actions";

type PublishDialogProps = { functionId: string; kind: Kind; nextVersion: number; isDisabled: boolean; /** keeps what is not saved yet */ onKeep: () => Promise<number | undefined> };

/** Asks what is new in the version, and makes it the one that runs. */
export function PublishDialog({ functionId, kind, nextVersion, isDisabled, onKeep }: PublishDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note"));
    start(async () => {
      const revision = await onKeep();
      if (revision === undefined) return setOpen(false); // the page says why
      const outcome = await reached(publishDraft(functionId, note, revision));
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      done(`Version ${outcome.value.number} is published`, kind === "task" ? "It runs from now on." : "It answers from now on.");
    });
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" disabled={isDisabled} onClick={() => setFault(undefined)}>
          Publish
        </Button>
      </DialogTrigger>
      <DialogContent title={`Publish version ${nextVersion}`} text={kind === "task" ? "The background task runs this code from now on." : "The endpoint answers with this code from now on."}>
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
