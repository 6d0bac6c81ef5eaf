"use client";

import { ChevronDown } from "lucide-react";
import { useTable } from "@/components/data-table/table-state";
import { Button } from "@/components/ui/button";
import { Dropdown, DropdownContent, DropdownRadioGroup, DropdownRadioItem, DropdownTrigger } from "@/components/ui/dropdown";
import type { Resolution, ResolutionChoice } from "@/lib/statistics/schema";
import { resolutionWords } from "../words";

/** How fine the columns are. Those that make no sense for the span can be seen too, with the reason. */
export function ResolutionMenu({ chosen, choices }: { chosen: Resolution; choices: readonly ResolutionChoice[] }) {
  const { change } = useTable();
  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button variant="outline" className="px-3.5">
          <span>
            Resolution: <span className="font-normal">{resolutionWords[chosen]}</span>
          </span>
          <ChevronDown aria-hidden />
        </Button>
      </DropdownTrigger>
      <DropdownContent align="start" className="w-72">
        <DropdownRadioGroup value={chosen} onValueChange={(resolution) => change((next) => next.set("resolution", resolution))}>
          {choices.map(({ resolution, refusal }) => (
            <DropdownRadioItem key={resolution} value={resolution} disabled={refusal !== undefined} className="data-disabled:cursor-default">
              <span>
                <span className={refusal === undefined ? undefined : "text-muted-foreground"}>{resolutionWords[resolution]}</span>
                {refusal === undefined ? null : <span className="block text-xs text-muted-foreground">{refusal}</span>}
              </span>
            </DropdownRadioItem>
          ))}
        </DropdownRadioGroup>
      </DropdownContent>
    </Dropdown>
  );
}
