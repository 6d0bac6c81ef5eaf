export type TimePoint = { /** `2026-03-09`; of a week its Monday */ day: string; value: number };

export type TimeChartProps = {
  /** what is counted */
  label: string;
  unit: "day" | "week";
  /** bars for counts of their own, an area for what adds up */
  shape: "bars" | "area";
  points: readonly TimePoint[];
  /** what the drawing shows, in a sentence */
  summary: string;
};

/** A calendar day, which is in no zone any more: `9 Mar`, or `9 March 2026`. */
export function dayLabel(day: string, length: "short" | "long"): string {
  const parts: Intl.DateTimeFormatOptions = length === "short" ? { day: "numeric", month: "short" } : { day: "numeric", month: "long", year: "numeric" };
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" }).format(new Date(day));
}
