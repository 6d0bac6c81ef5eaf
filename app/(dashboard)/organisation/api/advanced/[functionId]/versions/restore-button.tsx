"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { done } from "@/components/undo";
import { restoreVersion } from "../actions";

/** Brings a version back as the draft, after a question, and opens it. */
export function RestoreButton({ functionId, number }: { functionId: string; number: number }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();

  function bringBack() {
    start(async () => {
      const outcome = await reached(restoreVersion(functionId, number));
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      done(`The draft is version ${number} again`, "It counts once you publish it.");
      router.push(`/organisation/api/advanced/${functionId}`);
    });
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
