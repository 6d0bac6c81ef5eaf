"use client";

import dynamic from "next/dynamic";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { dayLabel, type TimeChartProps } from "./time-chart-parts";

// The drawing library weighs more than the rest of the page: it comes after the page stands, into a place of its size.
const Drawing = dynamic(() => import("./time-chart-drawing"), { ssr: false, loading: () => <div aria-hidden className="h-full animate-pulse rounded-md bg-muted" /> });

/** Counts over time, drawn, said in a sentence, and as a table. */
export function TimeChart(props: TimeChartProps) {
  const { label, unit, points, summary } = props;
  return (
    <figure className="grid gap-3">
      <div role="group" aria-label={`${label}, drawn`} className="h-64 text-xs sm:h-72">
        <Drawing {...props} />
      </div>
      <figcaption className="text-sm text-muted-foreground">{summary}</figcaption>
      <details className="group text-sm">
        <summary className="w-fit rounded-sm font-medium text-primary underline decoration-border-strong underline-offset-4 hover:decoration-current">As a table</summary>
        <div className="mt-3 max-h-80 overflow-y-auto">
          <Table label={label}>
            <thead>
              <tr>
                <TableHead>{unit === "week" ? "Week of" : "Day"}</TableHead>
                <TableHead className="text-right">{label}</TableHead>
              </tr>
            </thead>
            <tbody>
              {points.map(({ day, value }) => (
                <tr key={day}>
                  <TableCell className="py-1.5">{dayLabel(day, "long")}</TableCell>
                  <TableCell className="py-1.5 text-right tabular-nums">{value.toLocaleString("en-GB")}</TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </details>
    </figure>
  );
}
