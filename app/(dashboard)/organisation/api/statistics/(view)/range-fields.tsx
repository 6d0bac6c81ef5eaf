"use client";

import { useTable } from "@/components/data-table/table-state";
import { TimeFields, type TimeRange } from "@/components/data-table/time-fields";
import { clockPart, offsetPart } from "../moments";

/**
 * From and Until of a question, neither of which is ever open. The fields are clocks without an offset: a moment that has one, because its hour
 * comes twice, is said beside them, and kept until somebody enters another.
 * @param isLive  until is now, and stays so while only the beginning is changed
 */
export function RangeFields({ isLive, ...shown }: TimeRange & { isLive: boolean }) {
  const { params, isPending, change } = useTable();
  // Until the page has followed, what was just chosen: whoever goes on to the other field must not lose it.
  const from = (isPending && params.get("from")) || shown.from;
  const until = (isPending && params.get("until")) || shown.until;
  const clocks = { from: clockPart(from), until: clockPart(until) };
  const hasOffset = offsetPart(from) !== "" || offsetPart(until) !== "";
  // Where both lie in such an hour, their clocks may stand the wrong way round: then the fields are for another span.
  const range = hasOffset && clocks.from >= clocks.until ? { from: "", until: "" } : clocks;

  function take(wanted: TimeRange) {
    if (wanted.from === "" || wanted.until === "") return;
    const staysLive = isLive && wanted.until === range.until && until === shown.until;
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
      <TimeFields range={range} onTake={take} className="max-sm:order-first max-sm:w-full sm:w-58" />
      {hasOffset ? (
        <p className="order-last basis-full text-xs text-muted-foreground">
          Clocks are put back here, and some times come twice. Shown is from {told(from)} until {told(until)}.
        </p>
      ) : null}
    </>
  );
}

/** `02:30`, or `02:30 (GMT+01:00)` */
function told(moment: string): string {
  return `${clockPart(moment).slice(11)}${offsetPart(moment)}`;
}
