"use client";

import { useState, useTransition } from "react";
import type { Outcome } from "@/app/(dashboard)/_setup/outcome";
import { done } from "@/components/undo";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";

/** Asks before something goes that nobody can bring back. `name`: of what is deleted. */
export function DeleteDialog({ what, name, text, onDelete }: { what: string; name: string; text: string; onDelete: () => Promise<Outcome> }) {
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();

  function remove() {
    start(async () => {
      const outcome = await onDelete();
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      done(`The ${what} is deleted`, name);
    });
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" aria-label={`Delete ${name}`} onClick={() => setFault(undefined)} className="text-destructive">
          Delete
        </Button>
      </DialogTrigger>
      <DialogContent title={`Delete ${name}`} text={text}>
        {fault ? <Alert tone="destructive">{fault}</Alert> : null}
        <div className="flex flex-wrap gap-3">
          <Button onClick={remove} disabled={isPending} aria-busy={isPending}>
            Delete the {what}
          </Button>
          <DialogClose asChild>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
        </div>
      </DialogContent>
    </Dialog>
  );
}
