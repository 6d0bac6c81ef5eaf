"use client";

import { Menu } from "lucide-react";
import { type MouseEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";

/** The navigation of a narrow page: opened by its button, closed by following a link. */
export function Drawer({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);

  /** Also when the link leads to where one is, or stands in a menu that lies over the drawer. */
  function followed({ target }: MouseEvent) {
    if (target instanceof Element && target.closest("a")) setOpen(false);
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Menu" className="-ml-2">
          <Menu aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent side="left" title="Visit" onClick={followed}>
        {children}
      </DialogContent>
    </Dialog>
  );
}
