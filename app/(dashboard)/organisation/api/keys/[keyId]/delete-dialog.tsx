"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { done } from "@/components/undo";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { remove } from "../actions";

/** A deleted key cannot come back, so one that is in use must be named by whoever deletes it. */
export function DeleteDialog({ keyId, name, isInUse }: { keyId: string; name: string; isInUse: boolean }) {
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();
  const router = useRouter();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("typed") ?? "");
    start(async () => {
      const outcome = await remove(keyId, typed);
      if (outcome.kind === "refused") return setFault(outcome.message);
      done("The key is deleted", name);
      router.push("/organisation/api/keys");
    });
  }

  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" onClick={() => setFault(undefined)} className="text-destructive">
          Delete
        </Button>
      </DialogTrigger>
      <DialogContent title="Delete the key" text="Programs that use it are refused from now on. This cannot be undone; Disable can.">
        <form onSubmit={submit} className="grid gap-5">
          {isInUse ? (
            <>
              <Alert tone="destructive">This key was used in the last 7 days.</Alert>
              <Field label={`Type “${name}” to delete it`} error={fault}>
                <Input name="typed" autoComplete="off" />
              </Field>
            </>
          ) : fault ? (
            <Alert tone="destructive">{fault}</Alert>
          ) : null}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" disabled={isPending} aria-busy={isPending}>
              Delete the key
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
