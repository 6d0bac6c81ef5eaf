import { ChartColumnStacked } from "lucide-react";
import Link from "next/link";
import { addressWith, clearedAddress } from "@/components/data-table/address";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import type { Answer } from "@/lib/statistics/schema";
import { momentWords } from "../moments";

/** Where nothing was counted: since when, and what to do about it. */
export function NoCalls({ answer: { from, until, zone }, params, isFiltered }: { answer: Answer; params: URLSearchParams; isFiltered: boolean }) {
  return (
    <EmptyState
      Icon={ChartColumnStacked}
      title={isFiltered ? "No such calls" : "No calls"}
      text={`${isFiltered ? "None of what is chosen" : "None"} was counted from ${momentWords(from, zone)} until ${momentWords(until, zone)}. A call is seen here within seconds of its answer.`}
    >
      {isFiltered ? (
        <Button asChild variant="outline" size="sm">
          <Link href={clearedAddress(params, ["type", "key"])}>Clear filters</Link>
        </Button>
      ) : null}
      {params.get("span") === "30d" ? null : (
        <Button asChild variant="outline" size="sm">
          <Link href={addressWith(params, { span: "30d", from: undefined, until: undefined, resolution: undefined })}>Look at the last 30 days</Link>
        </Button>
      )}
    </EmptyState>
  );
}
