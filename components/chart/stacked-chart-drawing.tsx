"use client";

import { useMemo } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceArea, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { cn } from "@/components/cn";
import { grid, Tip, xAxis, yAxis, yAxisWidth } from "./drawing-look";
import { figure, type StackedChartProps, sumOf } from "./stacked-chart-parts";
import { useDrawnSpan } from "./use-drawn-span";

type Row = { at: number; values: number[] };

/** Loaded by itself, with its library; see StackedChart. */
export default function StackedChartDrawing({ label, columns, stacks, onChoose }: StackedChartProps) {
  const rows = useMemo(() => columns.map((_, at): Row => ({ at, values: stacks.map(({ values }) => values[at] ?? 0) })), [columns, stacks]);
  const most = useMemo(() => Math.max(0, ...rows.map(({ values }) => sumOf(values))), [rows]);
  const ticks = useMemo(() => columns.flatMap(({ tick: text }, at) => (text === undefined ? [] : [at])), [columns]);
  const { drawn, isDrawing, handlers } = useDrawnSpan({ count: columns.length, before: yAxisWidth, after: margin.right, onChoose });
  return (
    <div className={cn("h-full", handlers && "cursor-crosshair touch-pan-y touch-pinch-zoom select-none")} {...handlers}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={margin} barCategoryGap={columns.length > 100 ? 0 : "12%"} title={label}>
          <CartesianGrid {...grid} />
          <XAxis {...xAxis} dataKey="at" ticks={ticks} tickFormatter={(at: number) => columns[at]?.tick ?? ""} />
          <YAxis {...yAxis(most)} />
          <Tooltip
            isAnimationActive={false}
            cursor={isDrawing ? false : { fill: "var(--muted)" }}
            content={({ active, label: at }) => (active && typeof at === "number" && !isDrawing ? <ColumnTip at={at} label={label} columns={columns} stacks={stacks} /> : null)}
          />
          {stacks.map(({ id, label: name, colour }, index) => (
            <Bar key={id} dataKey={({ values }: Row) => values[index]} name={name} stackId="all" fill={colour} maxBarSize={48} isAnimationActive={false} {...(columns.length <= 100 && { stroke: "var(--card)", strokeWidth: 0.75 })} />
          ))}
          {drawn ? <ReferenceArea x1={drawn.first} x2={drawn.last} fill="var(--primary)" fillOpacity={0.16} stroke="var(--primary)" strokeOpacity={0.6} /> : null}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function ColumnTip({ at, label, columns, stacks }: Pick<StackedChartProps, "label" | "columns" | "stacks"> & { at: number }) {
  const parts = stacks.filter(({ values }) => (values[at] ?? 0) > 0).reverse(); // as they stand, the uppermost first
  const all = sumOf(stacks.map(({ values }) => values[at] ?? 0));
  return (
    <Tip when={columns[at]?.name} what={`${figure(all)} ${label}`}>
      {stacks.length > 1 && parts.length > 0 ? (
        <ul className="mt-1.5 grid gap-0.5">
          {parts.map(({ id, label: name, colour, values }) => (
            <li key={id} className="flex items-center gap-2 text-foreground">
              <span aria-hidden className="size-2.5 shrink-0 rounded-xs" style={{ background: colour }} />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="tabular-nums">{figure(values[at] ?? 0)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Tip>
  );
}

const margin = { top: 8, right: 18, bottom: 0, left: 0 };
