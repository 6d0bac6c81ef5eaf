"use client";

import { X } from "lucide-react";
import { type ReactNode, Suspense, use, useState } from "react";
import { standsAtFoot } from "@/components/page-foot";
import { Button } from "@/components/ui/button";
import { refused } from "@/components/undo";
import { counted } from "./run-many";
import { useTable } from "./table-state";
import { useMany } from "./use-many";

type Props = {
  /** how many the filter lets through */
  matching: Promise<number>;
  /** the ids of all of them */
  load: () => Promise<string[]>;
  /** what can be done with those selected */
  children: ReactNode;
};

/** Over the foot of the page while rows are selected: how many, and what can be done with them. */
export function SelectionBar({ matching, load, children }: Props) {
  const { selected, select } = useTable();
  const { noun, running } = useMany();
  if (selected.size === 0 && !running) return null;
  return (
    <section ref={standsAtFoot} aria-label={`Selected ${noun[1]}`} className="pointer-events-none fixed inset-x-0 bottom-0 z-20 flex justify-center px-4 pb-4 lg:pl-68">
      <div className="pointer-events-auto flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-border-strong bg-popover px-4 py-2.5 shadow-xl shadow-foreground/10">
        {running ? (
          <>
            <progress aria-label="Progress" value={running.done} max={running.total} className="h-2 w-32 accent-primary" />
            <p className="text-sm tabular-nums">
              {running.done.toLocaleString("en-GB")} of {counted(running.total, noun)}
            </p>
            <Button variant="outline" size="sm" onClick={running.stop}>
              Stop
            </Button>
          </>
        ) : (
          <>
            <p role="status" className="text-sm font-medium tabular-nums">
              {counted(selected.size, noun)} selected
            </p>
            <Suspense>
              <SelectAll matching={matching} load={load} />
            </Suspense>
            <div className="flex flex-wrap items-center gap-2">
              {children}
              <Button variant="ghost" size="icon" aria-label="Clear the selection" onClick={() => select([])} className="size-9">
                <X aria-hidden />
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function SelectAll({ matching, load }: Pick<Props, "matching" | "load">) {
  const { selected, select } = useTable();
  const [isLoading, setIsLoading] = useState(false);
  const all = use(matching);
  if (selected.size >= all) return null;
  async function selectAll() {
    setIsLoading(true);
    await load().then(select, () => refused("Not selected", "Visit did not answer. Try again."));
    setIsLoading(false);
  }
  return (
    <Button variant="ghost" size="sm" aria-busy={isLoading} onClick={() => void selectAll()} className="text-primary underline underline-offset-4">
      Select all {all.toLocaleString("en-GB")}
    </Button>
  );
}
