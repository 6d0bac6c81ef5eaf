import type { Point } from "./read-counts";
import type { Series, Split } from "./schema";

/** How calls over time are told apart. */
export type Grouping = {
  split: Split;
  /** ids of the series in their order; what belongs to none goes to `other` */
  order: readonly string[];
  hasRest: boolean;
  /** by id of a kind of call */
  kindGroups: ReadonlyMap<number, string>;
  /** set when keys are told apart: points of group `all` are then the sum that the keys are taken from */
  keyIds?: readonly string[];
};

/** The series of a chart: those without a call are left out, but for the first of nothing at all. */
export function seriesOf({ split, order, hasRest, keyIds }: Grouping, points: readonly Point[], buckets: number, labelOf: (keyId: string) => string): Series[] {
  const series = order.map((id) => ({ id, label: split === "key" ? labelOf(id) : (labels[id] ?? id), calls: new Array<number>(buckets).fill(0) }));
  const rest = { id: "other", label: "Other", calls: new Array<number>(buckets).fill(0) };
  const byId = new Map(series.map((one) => [one.id, one]));
  for (const { bucket, group, calls } of points) {
    const own = byId.get(group);
    if (own) own.calls[bucket] = (own.calls[bucket] ?? 0) + calls;
    if (keyIds ? group === "all" || own : !own) rest.calls[bucket] = (rest.calls[bucket] ?? 0) + (keyIds && own ? -calls : calls);
  }
  return [...series, ...(hasRest ? [rest] : [])].filter(({ calls }) => calls.some((count) => count !== 0));
}

const labels: Record<string, string> = { json: "JSON", xml: "XML", ndjson: "NDJSON", csv: "CSV", other: "Other" };
