"use client";

import { useTable } from "@/components/data-table/table-state";
import { TimeFields, type TimeRange } from "@/components/data-table/time-fields";
import { clockPart, offsetPart } from "../moments";

/**
 * From and Until of a question, neither of which is ever open. The fields are clocks without an offset: a moment that has one, because its hour
 * comes twice, is said beside them, and kept until somebody enters another.
 * @param isLive  until is now, and stays so while only the beginning is changed
 */
export function RangeFields({ from, until, isLive }: TimeRange & { isLive: boolean }) {
  const { change } = useTable();
  const clocks = { from: clockPart(from), until: clockPart(until) };
  const isOrdered = clocks.from < clocks.until; // not where both lie in such an hour: then the fields are for another span
  const range = isOrdered ? clocks : { from: "", until: "" };

  function take(wanted: TimeRange) {
    if (wanted.from === "" || wanted.until === "") return;
    const staysLive = isLive && wanted.until === range.until;
    change((next) => {
      next.set("span", "custom");
      next.set("from", wanted.from === range.from ? from : wanted.from);
      if (staysLive) next.delete("until");
      else next.set("until", wanted.until === range.until ? until : wanted.until);
      next.delete("resolution");
    });
  }

  return (
    <>
      <TimeFields range={range} onTake={take} className="max-sm:w-full sm:w-58" />
      {offsetPart(from) || offsetPart(until) ? (
        <p className="order-last basis-full text-xs text-muted-foreground">
          Clocks are put back here, and some times come twice. Shown is from {told(from)} until {told(until)}.
        </p>
      ) : null}
    </>
  );
}

/** `02:30`, or `02:30 (UTC+01:00)` */
function told(moment: string): string {
  return `${clockPart(moment).slice(11)}${offsetPart(moment)}`;
}
