"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useState } from "react";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { figure, type StackedChartProps, sumOf } from "./stacked-chart-parts";

// As the other chart's: it comes after the page stands, into a place of its size.
const Drawing = dynamic(() => import("./stacked-chart-drawing"), { ssr: false, loading: () => <div aria-hidden className="h-full animate-pulse rounded-md bg-muted" /> });

type Props = StackedChartProps & {
  /** what a column is: `Hour` */
  columnLabel: string;
  /** what the drawing shows, in a sentence */
  summary: ReactNode;
  /** between the drawing and its table, such as what the colours stand for */
  children?: ReactNode;
};

/** Counts over time that add up, drawn above one another, said in a sentence, and as a table of the same numbers. */
export function StackedChart({ columnLabel, summary, children, ...drawing }: Props) {
  const { label } = drawing;
  const [isOpen, setOpen] = useState(false);
  const noticed = useCallback((details: HTMLDetailsElement | null) => setOpen(details?.open ?? false), []); // opened while the page was still coming to life
  return (
    <figure className="grid min-w-0 gap-4">
      <div role="group" aria-label={`${label}, drawn`} className="h-64 text-xs sm:h-80">
        <Drawing {...drawing} />
      </div>
      {children}
      <figcaption className="text-sm text-muted-foreground">{summary}</figcaption>
      <details ref={noticed} className="min-w-0 text-sm" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="w-fit rounded-sm font-medium text-primary underline decoration-border-strong underline-offset-4 hover:decoration-current">As a table</summary>
        <div className="mt-3 max-h-96 overflow-y-auto">{isOpen ? <Numbers columnLabel={columnLabel} {...drawing} /> : null}</div>
      </details>
    </figure>
  );
}

/** The drawing's numbers, and its columns to choose without drawing. Made when it is opened: it may have thousands of cells. */
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
