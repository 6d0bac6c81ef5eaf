import type { ReactNode } from "react";
import { ticksFor } from "./ticks";

// How all drawings look, as their library wants it said.

const tick = { fill: "var(--muted-foreground)", fontSize: 13 };
const compact = new Intl.NumberFormat("en-GB", { notation: "compact" });
/** Room for the numbers beside the columns. */
export const yAxisWidth = 44;
export const grid = { vertical: false, stroke: "var(--border)" } as const;
export const xAxis = { tickLine: false, axisLine: { stroke: "var(--border-strong)" }, tick, minTickGap: 26, tickMargin: 8, height: 30 } as const;

/** @param most  the highest column */
export function yAxis(most: number) {
  const ticks = ticksFor(most);
  return { ticks, domain: [0, ticks.at(-1) ?? 1], interval: 0, tickFormatter: (count: number) => compact.format(count), tickLine: false, axisLine: false, tick, width: yAxisWidth, tickMargin: 6 };
}

/** What is told of the place that is pointed at. */
export function Tip({ when, what, children }: { when: ReactNode; /** `1,204 API calls` */ what: ReactNode; children?: ReactNode }) {
  return (
    <div className="max-w-72 rounded-md border bg-popover px-3 py-2 text-xs shadow-md shadow-foreground/8">
      <p className="text-muted-foreground">{when}</p>
      <p className="font-medium text-foreground tabular-nums">{what}</p>
      {children}
    </div>
  );
}
