"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { ChartFrame, DrawingLoading } from "./chart-frame";
import { figure, type StackedChartProps, sumOf } from "./stacked-chart-parts";

const Drawing = dynamic(() => import("./stacked-chart-drawing"), { ssr: false, loading: DrawingLoading });

type Props = StackedChartProps & {
  /** what a column is: `Hour` */
  columnLabel: string;
  /** see ChartFrame */
  summary: ReactNode;
  children?: ReactNode;
};

/** Counts over time that add up, above one another. */
export function StackedChart({ columnLabel, summary, children, ...drawing }: Props) {
  return (
    <ChartFrame label={drawing.label} drawing={<Drawing {...drawing} />} summary={summary} table={<Numbers columnLabel={columnLabel} {...drawing} />}>
      {children}
    </ChartFrame>
  );
}

/** The drawing's numbers, and its columns to choose without drawing. */
function Numbers({ columnLabel, label, columns, stacks, onChoose }: StackedChartProps & Pick<Props, "columnLabel">) {
  return (
    <Table label={`${label} as a table`}>
      <thead>
        <tr>
          <TableHead>{columnLabel}</TableHead>
          {stacks.map(({ id, label: name }) => (
            <TableHead key={id} className="text-right whitespace-nowrap">
              {name}
            </TableHead>
          ))}
          <TableHead className="text-right">Total</TableHead>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ key, name }, at) => (
          <tr key={key}>
            <TableCell className="py-1.5 whitespace-nowrap">
              {onChoose && columns.length > 1 ? (
                <button type="button" onClick={() => onChoose(at, at)} aria-label={`Only ${name}`} title="Look closer" className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current">
                  {name}
                </button>
              ) : (
                name
              )}
            </TableCell>
            {stacks.map(({ id, values }) => (
              <TableCell key={id} className="py-1.5 text-right tabular-nums">
                {figure(values[at] ?? 0)}
              </TableCell>
            ))}
            <TableCell className="py-1.5 text-right font-medium tabular-nums">{figure(sumOf(stacks.map(({ values }) => values[at] ?? 0)))}</TableCell>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <TableCell className="border-t py-1.5 font-medium">Total</TableCell>
          {stacks.map(({ id, values }) => (
            <TableCell key={id} className="border-t py-1.5 text-right font-medium tabular-nums">
              {figure(sumOf(values))}
            </TableCell>
          ))}
          <TableCell className="border-t py-1.5 text-right font-medium tabular-nums">{figure(sumOf(stacks.flatMap(({ values }) => values)))}</TableCell>
        </tr>
      </tfoot>
    </Table>
  );
}
