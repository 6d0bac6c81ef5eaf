"use client";

import { Facet } from "@/components/data-table/facet";
import { SearchBox } from "@/components/data-table/search-box";
import { TimeFacet } from "@/components/data-table/time-facet";
import type { Option } from "@/lib/core/browsing";

/** What is looked for in the log. @param zone  of its times, in words */
export function LogFilters({ keys, statuses, zone }: { keys: readonly Option[]; statuses: readonly Option[]; zone: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox name="path" label="Path" placeholder="Path" className="flex-[1_1_12rem]" />
      <SearchBox name="address" label="IP address" placeholder="IP address" className="flex-[1_1_12rem]" />
      <SearchBox name="request" label="Request id" placeholder="Request id" className="flex-[1_1_12rem]" />
      <TimeFacet zone={zone} />
      <Facet label="Status" name="status" options={statuses} />
      <Facet label="API key" name="key" options={keys} isLong />
    </div>
  );
}
