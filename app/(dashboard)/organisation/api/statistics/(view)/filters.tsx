"use client";

import Link from "next/link";
import { cn } from "@/components/cn";
import { addressWith } from "@/components/data-table/address";
import { Facet } from "@/components/data-table/facet";
import { useTable } from "@/components/data-table/table-state";
import type { Option } from "@/lib/core/browsing";
import { type Preset, presets, type Resolution, type ResolutionChoice } from "@/lib/statistics/schema";
import { RangeFields } from "./range-fields";
import { ResolutionMenu } from "./resolution-menu";

type FiltersProps = {
  preset: Preset | "custom";
  /** as the address has them: `2026-11-24T09:00` */
  from: string;
  until: string;
  isLive: boolean;
  resolution: Resolution;
  choices: readonly ResolutionChoice[];
  types: readonly Option[];
  keys: readonly Option[];
};

/** What is asked, in the manual's words. All of it stands in the address. */
export function Filters({ preset, from, until, isLive, resolution, choices, types, keys }: FiltersProps) {
  const { params } = useTable();
  return (
    <div className="grid gap-4">
      <nav aria-label="Span" className="flex">
        <ul className="flex flex-wrap gap-1 rounded-md bg-muted p-1">
          {presets.map(({ name, label }) => (
            <li key={name}>
              <Link
                href={addressWith(params, { span: name, from: undefined, until: undefined, resolution: undefined })}
                prefetch={false}
                scroll={false}
                aria-current={name === preset ? "true" : undefined}
                className={cn("block rounded-sm px-3 py-1.5 text-sm font-medium whitespace-nowrap", name === preset ? "bg-card text-foreground shadow-xs" : "text-muted-foreground hover:text-foreground")}
              >
                {label}
              </Link>
            </li>
          ))}
          {preset === "custom" ? (
            <li aria-current="true" className="rounded-sm bg-card px-3 py-1.5 text-sm font-medium shadow-xs">
              Custom
            </li>
          ) : null}
        </ul>
      </nav>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-4">
        <Facet label="Type" name="type" options={types} isLong />
        <RangeFields from={from} until={until} isLive={isLive} />
        <ResolutionMenu chosen={resolution} choices={choices} />
        <Facet label="API key" name="key" options={keys} isLong />
      </div>
    </div>
  );
}
