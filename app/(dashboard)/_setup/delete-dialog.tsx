"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { done } from "@/components/undo";
import type { Outcome } from "./outcome";
import { reached } from "./reached";

type DeleteDialogProps = {
  /** `key`, `visitor` */
  noun: string;
  name: string;
  /** what goes with it, and that it cannot come back */
  text: string;
  /** why one should think twice */
  warning?: string | undefined;
  /** whoever deletes it types its name */
  isNamed?: boolean;
  /** one of a list's, whose button says which */
  isInRow?: boolean;
  /** of the buttons beside it */
  size?: "sm" | "md";
  /** where to go when it is gone; absent: the page stays */
  list?: string;
  onDelete: (typed: string) => Promise<Outcome>;
};

/** Asks before something goes that nobody can bring back. */
export function DeleteDialog({ noun, name, text, warning, isNamed = false, isInRow = false, size = "sm", list, onDelete }: DeleteDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();
  const router = useRouter();

  function open(isToOpen: boolean) {
    setFault(undefined);
    setOpen(isToOpen);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("typed") ?? "").trim();
    if (isNamed && typed !== name) return setFault(`must be “${name}”`);
    start(async () => {
      const outcome = await reached(onDelete(typed));
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      done(`The ${noun} is deleted`, name);
      if (list !== undefined) router.push(list);
    });
  }

  return (
    <Dialog open={isOpen} onOpenChange={open}>
      <DialogTrigger asChild>
        <Button variant="outline" size={size} {...(isInRow && { "aria-label": `Delete ${name}` })} className="justify-self-start text-destructive">
          {size === "md" ? <Trash2 aria-hidden /> : null}
          Delete
        </Button>
      </DialogTrigger>
      <DialogContent title={`Delete ${name}?`} text={text}>
        <form onSubmit={submit} noValidate className="grid gap-5">
          {warning === undefined ? null : <Alert tone="destructive">{warning}</Alert>}
          {isNamed ? (
            <Field label={`Type “${name}” to delete it`} {...(fault !== undefined && { error: fault })}>
              <Input name="typed" autoComplete="off" />
            </Field>
          ) : fault === undefined ? null : (
            <Alert tone="destructive">{fault}</Alert>
          )}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" disabled={isPending} aria-busy={isPending} className="bg-destructive text-background hover:bg-destructive">
              Delete the {noun}
            </Button>
            <DialogClose asChild>
              <Button variant="ghost">Cancel</Button>
            </DialogClose>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
