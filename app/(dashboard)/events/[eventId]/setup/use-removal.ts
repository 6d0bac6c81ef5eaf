"use client";

import { useTransition } from "react";
import { refused, undoable } from "@/components/undo";
import type { Outcome } from "@/app/(dashboard)/_setup/outcome";

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
      if (outcome.kind === "refused") return refused("Not removed", outcome.message);
      then?.();
      undoable(`“${name}” was removed`, async () => {
        const back = await restore(outcome.value);
        return back.kind === "refused" ? back.message : undefined;
      });
    });
  }

  return { remove, isPending };
}
