"use client";

import dynamic from "next/dynamic";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { ChartFrame, DrawingLoading } from "./chart-frame";
import { dayLabel, type TimeChartProps } from "./time-chart-parts";

const Drawing = dynamic(() => import("./time-chart-drawing"), { ssr: false, loading: DrawingLoading });

/** One count over days or weeks. */
export function TimeChart(props: TimeChartProps) {
  return <ChartFrame label={props.label} drawing={<Drawing {...props} />} summary={props.summary} table={<Numbers {...props} />} />;
}

function Numbers({ label, unit, points }: TimeChartProps) {
  return (
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
  );
}
