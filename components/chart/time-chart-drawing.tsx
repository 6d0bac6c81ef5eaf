"use client";

import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { dayLabel, type TimeChartProps } from "./time-chart-parts";

/** Loaded by itself, with its library; see TimeChart. */
export default function TimeChartDrawing({ label, unit, shape, points }: TimeChartProps) {
  const Chart = shape === "bars" ? BarChart : AreaChart;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Chart data={[...points]} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} title={label}>
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis dataKey="day" tickFormatter={(day: string) => dayLabel(day, "short")} tickLine={false} axisLine={{ stroke: "var(--border-strong)" }} tick={tick} minTickGap={28} tickMargin={8} height={30} />
        <YAxis allowDecimals={false} tickFormatter={(count: number) => compact.format(count)} tickLine={false} axisLine={false} tick={tick} width={44} tickMargin={6} />
        <Tooltip
          isAnimationActive={false}
          cursor={shape === "bars" ? { fill: "var(--muted)" } : { stroke: "var(--border-strong)" }}
          content={({ active, payload }) => {
            const point: unknown = active ? payload[0]?.payload : undefined;
            return isPoint(point) ? <Tip when={`${unit === "week" ? "Week of " : ""}${dayLabel(point.day, "long")}`} count={point.value} label={label} /> : null;
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

function Tip({ when, count, label }: { when: string; count: number; label: string }) {
  return (
    <div className="rounded-md border bg-popover px-3 py-2 text-xs shadow-md shadow-foreground/8">
      <p className="text-muted-foreground">{when}</p>
      <p className="font-medium text-foreground">
        {count.toLocaleString("en-GB")} {label.toLowerCase()}
      </p>
    </div>
  );
}

/** The library hands our own points back as anything. */
function isPoint(value: unknown): value is { day: string; value: number } {
  return typeof value === "object" && value !== null && "day" in value && typeof value.day === "string" && "value" in value && typeof value.value === "number";
}

const tick = { fill: "var(--muted-foreground)", fontSize: 13 };
const compact = new Intl.NumberFormat("en-GB", { notation: "compact" });
