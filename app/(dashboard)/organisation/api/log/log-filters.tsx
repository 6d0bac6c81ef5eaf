"use client";

import { Facet } from "@/components/data-table/facet";
import { SearchBox } from "@/components/data-table/search-box";
import { TimeFacet } from "@/components/data-table/time-facet";
import type { Option } from "@/lib/core/browsing";

/** What is looked for in the log. @param zone  of its times, in words */
export function LogFilters({ keys, zone }: { keys: readonly Option[]; zone: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox name="path" label="Path" placeholder="Path" className="flex-[1_1_12rem]" />
      <SearchBox name="address" label="Address" placeholder="Address" className="flex-[1_1_12rem]" />
      <SearchBox name="request" label="Request id" placeholder="Request id" className="flex-[1_1_12rem]" />
      <TimeFacet zone={zone} />
      <Facet label="Status" name="status" options={statuses} />
      <Facet label="API key" name="key" options={keys} isLong />
    </div>
  );
}

export const statuses: readonly Option[] = [
  { value: "error", label: "Every error" },
  { value: "2xx", label: "2xx – done" },
  { value: "3xx", label: "3xx – not modified" },
  { value: "4xx", label: "4xx – refused" },
  { value: "5xx", label: "5xx – failed" },
  ...[400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503].map((status) => ({ value: String(status), label: String(status) })),
];
