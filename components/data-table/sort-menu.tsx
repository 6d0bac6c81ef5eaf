"use client";

import { Select } from "@/components/ui/input";
import { useTable } from "./table-state";

/** What a narrow table is sorted by; a wide one has its headings for that. */
export function SortMenu({ sorted, choices }: { sorted: string; choices: readonly { value: string; label: string }[] }) {
  const { change } = useTable();
  return (
    <Select aria-label="Sort by" value={sorted} onChange={({ target }) => change((next) => next.set("sort", target.value))} className="w-auto text-sm md:hidden">
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
