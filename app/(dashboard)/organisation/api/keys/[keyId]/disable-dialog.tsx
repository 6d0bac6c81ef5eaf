"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";

/** Asks before a key is disabled that functions work with. */
export function DisableDialog({ warning, isPending, onDisable }: { warning: string; isPending: boolean; onDisable: () => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" disabled={isPending}>
          Disable
        </Button>
      </DialogTrigger>
      <DialogContent title="Disable the key?" text="Programs that use it are refused until it is enabled again.">
        <Alert tone="destructive">{warning}</Alert>
        <div className="flex flex-wrap gap-3">
          <Button
            onClick={() => {
              setOpen(false);
              onDisable();
            }}
          >
            Disable the key
          </Button>
          <DialogClose asChild>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
        </div>
      </DialogContent>
    </Dialog>
  );
}
