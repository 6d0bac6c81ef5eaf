/** One place on the chart's line of time, in words. */
export type Column = {
  key: string;
  /** below the line, where there is room; absent: never */
  tick?: string | undefined;
  /** `Tue, 24 Nov 2026, 14:00 – 15:00` */
  name: string;
};

export type Stack = {
  id: string;
  label: string;
  /** of CSS: `var(--chart-1)` */
  colour: string;
  /** one a column */
  values: readonly number[];
};

export type StackedChartProps = {
  /** what is counted, as a plural: `API calls` */
  label: string;
  columns: readonly Column[];
  /** the first stands at the bottom */
  stacks: readonly Stack[];
  /** The columns that somebody drew across, the first and the last; or the one whose name was pressed in the table. */
  onChoose?: ((first: number, last: number) => void) | undefined;
};

/** `12,345` */
export function figure(count: number): string {
  return count.toLocaleString("en-GB");
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Which of so many columns of one width stands at a place; beside them all, the nearest. @param x  from where the first begins */
export function columnAt(x: number, width: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((x / Math.max(1, width)) * count)));
}
