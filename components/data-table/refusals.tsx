"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { Refusal } from "./run-many";

/** Who was refused, and why each. */
export function Refusals({ title, refusals, onClose }: { title: string; refusals: readonly Refusal[]; onClose: () => void }) {
  const shown = refusals.slice(0, mostShown);
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent title={title} text="They are still selected, so that you can do something else with them.">
        <ul tabIndex={0} aria-label={title} className="max-h-80 divide-y overflow-y-auto rounded-md border">
          {shown.map(({ id, name, reason }) => (
            <li key={id} className="px-4 py-3 text-sm">
              <span className="block font-medium [overflow-wrap:anywhere]">{name}</span>
              <span className="block text-muted-foreground first-letter:uppercase [overflow-wrap:anywhere]">{reason}</span>
            </li>
          ))}
        </ul>
        {refusals.length > shown.length ? <p className="text-sm text-muted-foreground">And {(refusals.length - shown.length).toLocaleString("en-GB")} more.</p> : null}
        <DialogClose asChild>
          <Button variant="outline" className="justify-self-end">
            Close
          </Button>
        </DialogClose>
      </DialogContent>
    </Dialog>
  );
}

const mostShown = 200;
