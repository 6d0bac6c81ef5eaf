"use client";

import { useTable } from "@/components/data-table/table-state";
import { TimeFields, type TimeRange } from "@/components/data-table/time-fields";

/** From and Until of a question, neither of which is ever open. @param isLive  until is now, and stays so while only the beginning is changed */
export function RangeFields({ from, until, isLive }: TimeRange & { isLive: boolean }) {
  const { change } = useTable();

  function take(wanted: TimeRange) {
    if (wanted.from === "" || wanted.until === "") return;
    const staysLive = isLive && wanted.until === until;
    change((next) => {
      next.set("span", "custom");
      next.set("from", wanted.from);
      if (staysLive) next.delete("until");
      else next.set("until", wanted.until);
      next.delete("resolution");
    });
  }

  return <TimeFields range={{ from, until }} onTake={take} className="max-sm:w-full sm:w-58" />;
}
