"use client";

import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { Button } from "@/components/ui/button";
import { useTable } from "./table-state";
import { TimeFields, type TimeRange } from "./time-fields";

/** A filter by time: a button that opens `from` and `until` of the address, either of which may stay open. @param zone  of their clocks, in words */
export function TimeFacet({ zone }: { zone: string }) {
  const { params, change } = useTable();
  const range: TimeRange = { from: params.get("from") ?? "", until: params.get("until") ?? "" };
  const set = names.filter((name) => range[name] !== "").length;

  function take(wanted: TimeRange) {
    change((next) => {
      for (const name of names) {
        if (wanted[name] === "") next.delete(name);
        else next.set(name, wanted[name]);
      }
    });
  }

  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button variant="outline" className="px-3.5">
          Time
          {set > 0 ? <span className="rounded-full bg-primary px-1.5 text-xs text-primary-foreground tabular-nums">{set}</span> : null}
          <ChevronDown aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={8} collisionPadding={12} aria-label="Time" className="z-40 grid w-72 gap-4 rounded-lg border bg-popover p-4 text-sm shadow-lg shadow-foreground/8 outline-none">
          <TimeFields range={range} onTake={take} />
          <p className="text-xs text-muted-foreground">Times are in {zone}.</p>
          {set > 0 ? (
            <Button variant="ghost" size="sm" onClick={() => take({ from: "", until: "" })}>
              Clear
            </Button>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const names = ["from", "until"] as const;
