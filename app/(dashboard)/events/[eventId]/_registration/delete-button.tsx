"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { done } from "@/components/undo";
import type { Outcome } from "@/app/(dashboard)/_setup/outcome";

/** Asks first, and says what goes: a tombstone cannot be brought back to life. @param list  where to go when it is gone */
export function DeleteButton({ name, noun, text, list, remove }: { name: string; noun: string; text: string; list: string; remove: () => Promise<Outcome> }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [refusal, setRefusal] = useState("");

  function confirm() {
    start(async () => {
      const outcome = await remove();
      if (outcome.kind === "refused") return setRefusal(outcome.message);
      router.push(list);
      done(`${name} was deleted`);
    });
  }

  return (
    <Dialog onOpenChange={() => setRefusal("")}>
      <DialogTrigger asChild>
        <Button variant="outline" className="text-destructive">
          <Trash2 aria-hidden />
          Delete
        </Button>
      </DialogTrigger>
      <DialogContent title={`Delete ${name}?`} text={text}>
        {refusal ? <Alert tone="destructive">{refusal}</Alert> : null}
        <div className="flex flex-wrap justify-end gap-3">
          <DialogClose asChild>
            <Button variant="outline">Keep</Button>
          </DialogClose>
          <Button onClick={confirm} disabled={isPending} aria-busy={isPending} className="bg-destructive text-background hover:bg-destructive">
            Delete {noun}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
