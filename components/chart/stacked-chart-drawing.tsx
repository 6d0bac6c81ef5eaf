"use client";

import { useEffect, useMemo, useState } from "react";
import { Bar, BarChart, CartesianGrid, type MouseHandlerDataParam, ReferenceArea, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { figure, type StackedChartProps, sumOf } from "./stacked-chart-parts";

type Row = { at: number; values: number[] };

/** Loaded by itself, with its library; see StackedChart. */
export default function StackedChartDrawing({ label, columns, stacks, onChoose }: StackedChartProps) {
  const rows = useMemo(() => columns.map((_, at): Row => ({ at, values: stacks.map(({ values }) => values[at] ?? 0) })), [columns, stacks]);
  const ticks = useMemo(() => columns.flatMap(({ tick: text }, at) => (text === undefined ? [] : [at])), [columns]);
  const { drawn, handlers } = useDrawing(onChoose);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={{ top: 8, right: 18, bottom: 0, left: 0 }} barCategoryGap={columns.length > 100 ? 0 : "12%"} title={label} className={onChoose ? "cursor-crosshair select-none" : undefined} {...handlers}>
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis dataKey="at" ticks={ticks} tickFormatter={(at: number) => columns[at]?.tick ?? ""} tickLine={false} axisLine={{ stroke: "var(--border-strong)" }} tick={tick} minTickGap={24} tickMargin={8} height={30} />
        <YAxis allowDecimals={false} tickFormatter={(count: number) => compact.format(count)} tickLine={false} axisLine={false} tick={tick} width={44} tickMargin={6} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--muted)" }}
          content={({ active, label: at }) => (active && typeof at === "number" && !drawn ? <Tip at={at} label={label} columns={columns} stacks={stacks} /> : null)}
        />
        {stacks.map(({ id, label: name, colour }, index) => (
          <Bar key={id} dataKey={({ values }: Row) => values[index]} name={name} stackId="all" fill={colour} maxBarSize={48} isAnimationActive={false} {...(columns.length <= 100 && { stroke: "var(--card)", strokeWidth: 0.75 })} />
        ))}
        {drawn ? <ReferenceArea x1={Math.min(drawn.from, drawn.to)} x2={Math.max(drawn.from, drawn.to)} fill="var(--primary)" fillOpacity={0.16} stroke="var(--primary)" strokeOpacity={0.6} /> : null}
      </BarChart>
    </ResponsiveContainer>
  );
}

function Tip({ at, label, columns, stacks }: Pick<StackedChartProps, "label" | "columns" | "stacks"> & { at: number }) {
  const parts = stacks.filter(({ values }) => (values[at] ?? 0) > 0).reverse(); // as they stand, the uppermost first
  const all = sumOf(stacks.map(({ values }) => values[at] ?? 0));
  return (
    <div className="max-w-72 rounded-md border bg-popover px-3 py-2 text-xs shadow-md shadow-foreground/8">
      <p className="text-muted-foreground">{columns[at]?.name}</p>
      <p className="font-medium text-foreground">
        {figure(all)} {label}
      </p>
      {parts.length > 1 || stacks.length > 1 ? (
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
    </div>
  );
}

/** Follows a mouse that is drawn across the columns with its button held, also when it lets go beside the chart; Escape gives up. */
function useDrawing(onChoose: StackedChartProps["onChoose"]) {
  const [drawn, setDrawn] = useState<{ from: number; to: number }>();

  useEffect(() => {
    if (!drawn) return;
    const end = () => {
      setDrawn(undefined);
      if (drawn.from !== drawn.to) onChoose?.(Math.min(drawn.from, drawn.to), Math.max(drawn.from, drawn.to));
    };
    const giveUp = ({ key }: KeyboardEvent) => key === "Escape" && setDrawn(undefined);
    window.addEventListener("mouseup", end);
    window.addEventListener("keydown", giveUp);
    return () => {
      window.removeEventListener("mouseup", end);
      window.removeEventListener("keydown", giveUp);
    };
  }, [drawn, onChoose]);

  if (!onChoose) return { drawn: undefined, handlers: {} };
  const columnOf = ({ activeTooltipIndex }: MouseHandlerDataParam) => (activeTooltipIndex === undefined || activeTooltipIndex === null ? undefined : Number(activeTooltipIndex));
  return {
    drawn,
    handlers: {
      onMouseDown: (state: MouseHandlerDataParam) => {
        const at = columnOf(state);
        if (at !== undefined) setDrawn({ from: at, to: at });
      },
      onMouseMove: (state: MouseHandlerDataParam) => {
        const at = columnOf(state);
        if (at !== undefined) setDrawn((last) => last && { ...last, to: at });
      },
    },
  };
}

const tick = { fill: "var(--muted-foreground)", fontSize: 13 };
const compact = new Intl.NumberFormat("en-GB", { notation: "compact" });
