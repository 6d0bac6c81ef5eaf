"use client";

import { type FormEvent, useState, useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio";
import { rotate } from "../actions";

/** Asks how long the old secret goes on, and hands on the new one. */
export function RotateDialog({ keyId, isUsedByFunctions, onRotated }: { keyId: string; isUsedByFunctions: boolean; onRotated: (secret: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const grace = String(new FormData(event.currentTarget).get("grace"));
    start(async () => {
      const outcome = await reached(rotate(keyId, grace));
      if (outcome.kind === "refused") return setFault(outcome.message);
      setOpen(false);
      onRotated(outcome.value.secret);
    });
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" onClick={() => setFault(undefined)}>
          Rotate
        </Button>
      </DialogTrigger>
      <DialogContent title="Rotate the key" text={`The key gets a new secret. All that is set about it stays.${isUsedByFunctions ? " Functions need no secret: those that work with it go on." : ""}`}>
        <form onSubmit={submit} className="grid gap-5">
          {fault ? <Alert tone="destructive">{fault}</Alert> : null}
          <RadioGroup legend="The old secret ends" name="grace" choices={graces} defaultValue="24h" />
          <Button type="submit" disabled={isPending} aria-busy={isPending} className="justify-self-start">
            Make a new secret
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

const graces = [
  { value: "now", label: "Now", text: "When it may have got into wrong hands." },
  { value: "1h", label: "In 1 hour" },
  { value: "24h", label: "In 24 hours" },
  { value: "7d", label: "In 7 days" },
];
