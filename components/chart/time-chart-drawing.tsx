"use client";

import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { grid, Tip, xAxis, yAxis } from "./drawing-look";
import { dayLabel, type TimeChartProps } from "./time-chart-parts";

/** Loaded by itself, with its library; see TimeChart. */
export default function TimeChartDrawing({ label, unit, shape, points }: TimeChartProps) {
  const Chart = shape === "bars" ? BarChart : AreaChart;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Chart data={[...points]} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} title={label}>
        <CartesianGrid {...grid} />
        <XAxis {...xAxis} dataKey="day" tickFormatter={(day: string) => dayLabel(day, "short")} />
        <YAxis {...yAxis(Math.max(0, ...points.map(({ value }) => value)))} />
        <Tooltip
          isAnimationActive={false}
          cursor={shape === "bars" ? { fill: "var(--muted)" } : { stroke: "var(--border-strong)" }}
          content={({ active, payload }) => {
            const point: unknown = active ? payload[0]?.payload : undefined;
            return isPoint(point) ? <Tip when={`${unit === "week" ? "Week of " : ""}${dayLabel(point.day, "long")}`} what={`${point.value.toLocaleString("en-GB")} ${label.toLowerCase()}`} /> : null;
          }}
        />
        {shape === "bars" ? (
          <Bar dataKey="value" name={label} fill="var(--primary)" radius={[3, 3, 0, 0]} maxBarSize={36} isAnimationActive={false} />
        ) : (
          <Area dataKey="value" name={label} type="monotone" stroke="var(--primary)" strokeWidth={2} fill="var(--primary)" fillOpacity={0.14} isAnimationActive={false} activeDot={{ r: 4, fill: "var(--primary)", stroke: "var(--card)" }} />
        )}
      </Chart>
    </ResponsiveContainer>
  );
}

/** The library hands our own points back as anything. */
function isPoint(value: unknown): value is { day: string; value: number } {
  return typeof value === "object" && value !== null && "day" in value && typeof value.day === "string" && "value" in value && typeof value.value === "number";
}
