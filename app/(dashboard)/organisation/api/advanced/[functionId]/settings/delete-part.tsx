"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { done } from "@/components/undo";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { remove } from "./actions";
import { Part } from "./part";

/** What is deleted cannot come back, so it is named by whoever deletes it. */
export function DeletePart({ functionId, name }: { functionId: string; name: string }) {
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();
  const router = useRouter();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("typed"));
    if (typed.trim() !== name) return setFault(`must be “${name}”`);
    start(async () => {
      const outcome = await remove(functionId);
      if (outcome.kind === "refused") return setFault(outcome.message);
      done("The function is deleted", name);
      router.push("/organisation/api/advanced");
    });
  }

  return (
    <Part title="Delete" text="With its versions, runs, secrets and state. This cannot be undone; Disable can.">
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="outline" size="sm" onClick={() => setFault(undefined)} className="justify-self-start text-destructive">
            Delete
          </Button>
        </DialogTrigger>
        <DialogContent title="Delete the function" text="Its versions, runs, secrets and state are deleted with it. This cannot be undone.">
          <form onSubmit={submit} noValidate className="grid gap-5">
            <Field label={`Type “${name}” to delete it`} {...(fault !== undefined && { error: fault })}>
              <Input name="typed" autoComplete="off" />
            </Field>
            <div className="flex flex-wrap gap-3">
              <Button type="submit" disabled={isPending} aria-busy={isPending}>
                Delete the function
              </Button>
              <DialogClose asChild>
                <Button variant="ghost">Cancel</Button>
              </DialogClose>
            </div>
          </form>
        </DialogContent>
      </Dialog>
    </Part>
  );
}
