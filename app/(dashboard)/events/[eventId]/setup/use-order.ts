"use client";

import { startTransition, useOptimistic } from "react";
import { refused } from "@/components/undo";
import type { Outcome } from "@/app/(dashboard)/_setup/outcome";

/** Rows in an order that is shown at once and saved behind it; should the save be refused, they go back. */
export function useOrder<Row extends { id: string }>(rows: readonly Row[], save: (ids: string[]) => Promise<Outcome>) {
  const [shown, show] = useOptimistic(rows, (current, ids: readonly string[]) => ids.flatMap((id) => current.filter((row) => row.id === id)));
  function order(ids: string[]) {
    startTransition(async () => {
      show(ids);
      const outcome = await save(ids);
      if (outcome.kind === "refused") refused("The order was not saved", outcome.message);
    });
  }
  return { shown, order };
}
