"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { done, refused } from "@/components/undo";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { removeAlert } from "../actions";

export function DeleteAlert({ id }: { id: string }) {
  const [isPending, start] = useTransition();
  const router = useRouter();

  function remove() {
    start(async () => {
      const outcome = await removeAlert(id);
      if (outcome.kind === "refused") return void refused("The alert was not deleted", outcome.message);
      done("The alert is deleted");
      router.push("/organisation/api/statistics/alerts");
    });
  }

  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" className="text-destructive">
          Delete
        </Button>
      </DialogTrigger>
      <DialogContent title="Delete the alert" text="Nobody is told by it any more. It can also be set to off.">
        <div className="flex flex-wrap gap-3">
          <Button disabled={isPending} aria-busy={isPending} onClick={remove}>
            Delete the alert
          </Button>
          <DialogClose asChild>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
        </div>
      </DialogContent>
    </Dialog>
  );
}
