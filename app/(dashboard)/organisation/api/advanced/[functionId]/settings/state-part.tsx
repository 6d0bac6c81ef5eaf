"use client";

import { useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { done, refused, undoable } from "@/components/undo";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { FunctionState } from "@/lib/functions/schema";
import { changeState } from "./actions";
import { Part } from "./part";

type StatePartProps = { functionId: string; state: FunctionState; failuresInRow: number; isPublished: boolean };

/** Whether it runs at all, and the button that changes it. */
export function StatePart({ functionId, state, failuresInRow, isPublished }: StatePartProps) {
  const [isPending, start] = useTransition();
  const isActive = state === "active";

  function change() {
    start(async () => {
      const outcome = await reached(changeState(functionId, isActive ? "disabled" : "active"));
      if (outcome.kind === "refused") return refused(isActive ? "Not disabled" : "Not enabled", outcome.message);
      if (!isActive) return done("The function is enabled");
      undoable("The function is disabled", async () => {
        const back = await changeState(functionId, "active");
        return back.kind === "refused" ? back.message : undefined;
      });
    });
  }

  return (
    <Part title="State" text={isPublished || !isActive ? texts[state] : "It runs once it is published."}>
      {state === "paused" && failuresInRow > 0 ? <Alert tone="destructive">It failed {failuresInRow === 1 ? "once" : `${failuresInRow} times in a row`}.</Alert> : null}
      <Button variant="outline" size="sm" disabled={isPending} onClick={change} className="justify-self-start">
        {isActive ? "Disable" : "Enable"}
      </Button>
    </Part>
  );
}

const texts: Readonly<Record<FunctionState, string>> = {
  active: "It is active.",
  paused: "Visit has paused it. Enable it when what went wrong is mended; the failures are then forgotten.",
  disabled: "It is disabled: it does not run, and calls of it lead nowhere. Run now still works.",
};
