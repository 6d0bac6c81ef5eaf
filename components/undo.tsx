"use client";

import { X } from "lucide-react";
import { toast, Toaster as Sonner } from "sonner";
import { pageFoot } from "./page-foot";

/**
 * Where messages about what was just done appear: above any bar at the foot of the page, and each with a cross, because one that
 * is pointed at does not go away by itself. Stands once, in the layout of all pages. Alt+T reaches it by keyboard.
 */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={10}
      style={{ fontFamily: "inherit" }} // sonner names a typeface of its own
      offset={{ bottom: `max(1.5rem, calc(${pageFoot} + 0.5rem))` }}
      mobileOffset={{ bottom: `max(1rem, calc(${pageFoot} + 0.5rem))` }}
      closeButton
      icons={{ close: <X aria-hidden className="size-4" /> }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: "Dismiss",
        classNames: {
          toast: "flex w-full items-center gap-3 rounded-lg border bg-popover px-4 py-3 text-sm text-foreground shadow-lg shadow-foreground/8 sm:w-96",
          title: "font-medium",
          description: "text-muted-foreground",
          content: "min-w-0 flex-1",
          icon: "text-muted-foreground",
          closeButton: "order-last -mr-1.5 grid size-8 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground",
          actionButton: "h-8 shrink-0 rounded-md border border-border-strong bg-card px-3 text-sm font-medium hover:bg-muted",
        },
      }}
    />
  );
}

/** Says that something was done. */
export function done(message: string, description?: string): void {
  toast(message, { description });
}

/** Says that something was refused, and why. Stays until it is read. */
export function refused(message: string, description?: string): void {
  toast.error(message, { description, duration: 15_000 });
}

/**
 * Says that something was done, and offers to take it back for a while.
 * @param undo  takes it back; what it throws, or returns, is shown as the reason why that was not possible
 */
export function undoable(message: string, undo: () => Promise<string | undefined | void>, description?: string): void {
  toast(message, {
    description,
    duration: undoMs,
    action: {
      label: "Undo",
      onClick: () => {
        undo().then(
          (reason) => (reason ? refused("Could not be undone", reason) : done("Undone")),
          () => refused("Could not be undone", "Visit did not answer. Reload the page to see what is saved."),
        );
      },
    },
  });
}

/** Long enough to read it, look at the result, and think again. */
const undoMs = 12_000;
