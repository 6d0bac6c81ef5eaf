"use client";

import { useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { Button } from "@/components/ui/button";
import { done, refused, undoable } from "@/components/undo";
import { putBack, remove } from "./actions";

/** Deletes a value of the state, with a way back: it stays sealed on its way. */
export function DeleteValue({ functionId, name }: { functionId: string; name: string }) {
  const [isPending, start] = useTransition();

  function deleteIt() {
    start(async () => {
      const outcome = await reached(remove(functionId, name));
      if (outcome.kind === "refused") return refused("Not deleted", outcome.message);
      const { sealed } = outcome.value;
      if (sealed === null) return done(`“${name}” is deleted`);
      const undo = async () => {
        const back = await putBack(functionId, { key: name, sealed });
        return back.kind === "refused" ? back.message : undefined;
      };
      undoable(`“${name}” is deleted`, undo, "The next run finds nothing under this name, and usually begins from the start.");
    });
  }

  return (
    <Button variant="outline" size="sm" aria-label={`Delete ${name}`} disabled={isPending} aria-busy={isPending} onClick={deleteIt} className="text-destructive">
      Delete
    </Button>
  );
}
