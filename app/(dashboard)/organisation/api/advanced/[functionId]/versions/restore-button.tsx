"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { undoable } from "@/components/undo";
import { tellPutBack } from "../_editor/put-back";
import { restoreVersion, save } from "../actions";

/** Brings a version back as the draft, after a question, and opens it. @param revision  of what the page shows */
export function RestoreButton({ functionId, number, revision }: { functionId: string; number: number; revision: number }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();

  function bringBack() {
    start(async () => {
      const outcome = await reached(restoreVersion(functionId, number, revision));
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      const { replaced, ...restored } = outcome.value;
      undoable(`The draft is version ${number} again`, () => undo(replaced, restored), "It counts once you publish it.");
      router.push(`/organisation/api/advanced/${functionId}`);
    });
  }

  async function undo(replaced: string, restored: { code: string; revision: number }) {
    const back = await save(functionId, replaced, restored);
    if (back.kind === "conflict") return `${back.theirs.savedBy ?? "Somebody"} saved other code in the meantime.`;
    if (back.kind === "refused") return back.message;
    tellPutBack({ functionId, code: replaced, revision: back.value.revision });
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" aria-label={`Restore version ${number}`} onClick={() => setFault(undefined)}>
          Restore
        </Button>
      </DialogTrigger>
      <DialogContent title={`Restore version ${number}`} text="Its code takes the place of the draft. What runs stays as it is until you publish.">
        {fault ? <Alert tone="destructive">{fault}</Alert> : null}
        <Button onClick={bringBack} disabled={isPending} aria-busy={isPending} className="justify-self-start">
          Replace the draft
        </Button>
      </DialogContent>
    </Dialog>
  );
}
