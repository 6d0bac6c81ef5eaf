"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";

/** The navigation of a narrow page: opened by its button, closed by arriving. */
export function Drawer({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const pathname = usePathname();
  useEffect(() => setOpen(false), [pathname]);

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Menu" className="-ml-2">
          <Menu aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent side="left" title="Visit">
        {children}
      </DialogContent>
    </Dialog>
  );
}
