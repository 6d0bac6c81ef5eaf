"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { StackedChart } from "@/components/chart/stacked-chart";
import { type Column, figure, type Stack, sumOf } from "@/components/chart/stacked-chart-parts";
import { cn } from "@/components/cn";
import { addressWith } from "@/components/data-table/address";
import { useTable } from "@/components/data-table/table-state";
import { momentText } from "@/lib/statistics/question";
import { rate } from "../words";
import { type Condition, narrowedAddress } from "./narrowed";

type CallsChartProps = {
  columnLabel: string;
  columns: readonly (Column & { start: Date; end: Date })[];
  /** IANA name: the organisation's */
  zone: string;
  /** `filter`: the filter that leaves only this one, as the address has it */
  stacks: readonly (Stack & { filter?: Condition | undefined })[];
  summary: string;
};

/** The calls over time. Drawing across the columns looks closer; a name below leaves only its calls. */
export function CallsChart({ columnLabel, columns, zone, stacks, summary }: CallsChartProps) {
  const router = useRouter();
  const { params } = useTable();

  function zoom(first: number, last: number) {
    const [start, end] = [columns[first]?.start, columns[last]?.end];
    if (!start || !end) return;
    router.push(addressWith(params, { span: "custom", from: momentText(zone, start), until: momentText(zone, end), resolution: undefined }), { scroll: false });
  }

  const all = sumOf(stacks.flatMap(({ values }) => values));
  return (
    <StackedChart label="API calls" columnLabel={columnLabel} columns={columns} stacks={stacks} summary={summary} onChoose={zoom}>
      <ul aria-label="What the colours stand for" className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
        {stacks.map(({ id, label, colour, values, filter }) => {
          const calls = sumOf(values);
          return (
            <li key={id} className="flex max-w-full items-center gap-2">
              <span aria-hidden className="size-3 shrink-0 rounded-xs" style={{ background: colour }} />
              {filter && !params.getAll(filter.name).includes(filter.value) ? (
                <Link href={narrowedAddress(params, [filter])} prefetch={false} scroll={false} title={`Only ${label}`} className={cn(name, "rounded-sm underline-offset-4 hover:underline")}>
                  {label}
                </Link>
              ) : (
                <span className={name}>{label}</span>
              )}
              <span className="text-xs whitespace-nowrap text-muted-foreground tabular-nums">
                {figure(calls)} · {rate(all === 0 ? 0 : calls / all)}
              </span>
            </li>
          );
        })}
      </ul>
    </StackedChart>
  );
}

const name = "min-w-0 truncate";
