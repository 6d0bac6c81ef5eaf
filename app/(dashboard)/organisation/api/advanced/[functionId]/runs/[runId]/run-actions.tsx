"use client";

import { CircleStop, CodeXml, Play } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { reached } from "@/app/(dashboard)/_setup/reached";
import { refused } from "@/components/undo";
import { Button } from "@/components/ui/button";
import { cancel, repeat } from "../../actions";

type RunActionsProps = { functionId: string; runId: string; isOver: boolean; isCancelling: boolean; /** what it was given is still known */ hasEvent: boolean };

/** Cancel while it runs; afterwards Run again, and what it was given taken to the editor. */
export function RunActions({ functionId, runId, isOver, isCancelling, hasEvent }: RunActionsProps) {
  const [isPending, start] = useTransition();
  const router = useRouter();

  function stop() {
    start(async () => {
      const outcome = await reached(cancel(runId));
      if (outcome.kind === "refused") refused("Not cancelled", outcome.message);
    });
  }

  function again() {
    start(async () => {
      const outcome = await reached(repeat(runId));
      if (outcome.kind === "refused") return refused("Not run again", outcome.message);
      router.push(`/organisation/api/advanced/${functionId}/runs/${outcome.value.runId}`);
    });
  }

  if (!isOver) {
    return (
      <Button variant="outline" size="sm" disabled={isPending || isCancelling} onClick={stop}>
        <CircleStop aria-hidden />
        {isCancelling ? "Stopping" : "Cancel run"}
      </Button>
    );
  }
  if (!hasEvent) return null;
  return (
    <div className="flex flex-wrap gap-2">
      <Button asChild variant="outline" size="sm">
        <Link href={`/organisation/api/advanced/${functionId}?event=${runId}`}>
          <CodeXml aria-hidden />
          Use in the editor
        </Link>
      </Button>
      <Button variant="outline" size="sm" disabled={isPending} onClick={again} title="The same code with the same input">
        <Play aria-hidden />
        Run again
      </Button>
    </div>
  );
}
