import { type Column, figure, sumOf } from "@/components/chart/stacked-chart-parts";
import type { Answer } from "@/lib/statistics/schema";
import { momentWords } from "../moments";
import { rate } from "../words";

/** What the chart shows, for who does not see it: how many there were, when most, and of what. */
export function summaryOf({ totals, from, until, zone, series }: Answer, columns: readonly Column[]): string {
  const sums = columns.map((_, at) => sumOf(series.map(({ calls }) => calls[at] ?? 0)));
  const most = Math.max(...sums);
  const parts = series.map(({ label, calls }) => `${label} ${rate(totals.calls === 0 ? 0 : sumOf(calls) / totals.calls)}`);
  return [
    `${figure(totals.calls)} ${totals.calls === 1 ? "call" : "calls"} from ${momentWords(from, zone)} until ${momentWords(until, zone)}.`,
    ...(columns.length > 1 ? [`The most, ${figure(most)}, in ${columns[sums.indexOf(most)]?.name ?? "none"}.`] : []),
    `${parts.join(", ")}.`,
    ...(columns.length > 1 ? ["Draw across the chart to look closer."] : []),
  ].join(" ");
}
