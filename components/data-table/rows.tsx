"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { useTable } from "./table-state";

/** Around the table: dimmed while the rows are not yet those that were asked for. */
export function TableBody({ children }: { children: ReactNode }) {
  const { isPending } = useTable();
  return (
    <div aria-busy={isPending} className={cn("transition-opacity", isPending && "opacity-60 delay-150")}>
      {children}
    </div>
  );
}

/** A row with its tick box. Its first link reaches over the whole row. `canSelect`: whether anything may be done with it. */
export function Row({ id, name, canSelect, children }: { id: string; name: string; canSelect: boolean; children: ReactNode }) {
  const { selected, select, leaving } = useTable();
  const isSelected = selected.has(id);
  const isLeaving = leaving.has(id);
  return (
    <tr data-selected={isSelected || undefined} className={cn("relative hover:bg-muted/60", isSelected && "bg-muted hover:bg-muted", isLeaving && "line-through opacity-45")} {...(isLeaving && { "aria-disabled": true })}>
      {canSelect ? (
        <td className="w-px border-b py-0 pl-4 align-top [tr:last-child>&]:border-b-0">
          <label className="relative z-10 -mx-2 mt-0.5 -mb-2 grid size-11 place-items-center">
            <input
              type="checkbox"
              aria-label={`Select ${name}`}
              checked={isSelected}
              disabled={isLeaving}
              onChange={({ target }) => select(target.checked ? [...selected, id] : [...selected].filter((one) => one !== id))}
              className="size-4.5 accent-primary"
            />
          </label>
        </td>
      ) : null}
      {children}
    </tr>
  );
}

/** The tick box of the heading: all rows of this page, or none of them. */
export function SelectPage({ ids }: { ids: readonly string[] }) {
  const { selected, select } = useTable();
  const count = ids.filter((id) => selected.has(id)).length;
  return (
    <th scope="col" className="w-px border-b bg-muted pl-4">
      <label className="-m-2 grid size-11 place-items-center">
        <input
          type="checkbox"
          aria-label="Select all on this page"
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && count < ids.length;
          }}
          checked={ids.length > 0 && count === ids.length}
          onChange={({ target }) => select(target.checked ? [...selected, ...ids] : [...selected].filter((id) => !ids.includes(id)))}
          className="size-4.5 accent-primary"
        />
      </label>
    </th>
  );
}
