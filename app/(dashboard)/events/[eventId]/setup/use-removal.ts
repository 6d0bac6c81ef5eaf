"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import type { Outcome } from "./outcome";

/**
 * Removes things with a way back: what the removal gave is what the undo saves again.
 * @param restore  brings back what was removed
 */
export function useRemoval<Removed>(restore: (removed: Removed) => Promise<Outcome<unknown>>) {
  const [isPending, start] = useTransition();

  /** @param then  once it is gone, for a page that showed nothing else */
  function remove(name: string, removal: () => Promise<Outcome<Removed>>, then?: () => void) {
    start(async () => {
      const outcome = await removal();
      if (outcome.kind === "refused") return void toast.error(outcome.message);
      then?.();
      toast(`“${name}” was removed.`, { duration: undoMs, action: { label: "Undo", onClick: () => undo(name, outcome.value) } });
    });
  }

  function undo(name: string, removed: Removed) {
    start(async () => {
      const outcome = await restore(removed);
      if (outcome.kind === "refused") toast.error(outcome.message);
      else toast.success(`“${name}” is back.`);
    });
  }

  return { remove, isPending };
}

const undoMs = 15_000;
