import Link from "next/link";
import type { ReactNode } from "react";
import { figure } from "@/components/chart/stacked-chart-parts";
import type { Totals } from "@/lib/statistics/schema";
import { percentileWords, rate, size } from "../words";

type FiguresProps = { totals: Totals; /** of the span before; null where its counts are gone */ before: Totals | null; /** `the 24 hours before` */ than: string; /** addresses of the same view, of errors and of functions only */ errors: string; functions: string };

/** What it came to, each against the span of the same length before. */
export function Figures({ totals, before, than, errors, functions }: FiguresProps) {
  const change = (name: "calls" | "bytes" | "byFunctions") => (before ? changeWords(totals[name], before[name]) : "");
  return (
    <div className="grid gap-2">
      <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-card lg:grid-cols-5 [&>*]:border-border max-lg:[&>*:nth-child(n+3)]:border-t max-lg:[&>*:nth-child(even)]:border-l max-lg:[&>*:last-child]:col-span-2 max-lg:[&>*:last-child]:border-l-0 lg:[&>*+*]:border-l">
        <Figure label="Calls" value={figure(totals.calls)}>
          {change("calls")}
        </Figure>
        <Figure label="Error rate" value={rate(totals.errorRate)} href={errors}>
          {figure(totals.errors)} with 4xx or 5xx{before && before.calls > 0 ? `; ${rate(before.errorRate)} before` : ""}
        </Figure>
        <Figure label="Duration, p95" value={percentileWords(totals.p95Ms)}>
          {totals.p50Ms === null || totals.p99Ms === null ? "" : `p50 ${percentileWords(totals.p50Ms)}, p99 ${percentileWords(totals.p99Ms)}`}
          {before && before.p95Ms !== null ? `; p95 ${percentileWords(before.p95Ms)} before` : ""}
        </Figure>
        <Figure label="Data sent" value={size(totals.bytes)}>
          {change("bytes")}
        </Figure>
        <Figure label="Calls of functions" value={figure(totals.byFunctions)} href={functions}>
          {change("byFunctions")}
        </Figure>
      </dl>
      <p className="text-xs text-muted-foreground">{before ? `Compared with ${than}.` : "Of the time before, nothing is kept to compare with."}</p>
    </div>
  );
}

function Figure({ label, value, href, children }: { label: string; value: string; href?: string; children: ReactNode }) {
  return (
    <div className="relative grid content-start gap-0.5 px-5 py-5 has-[a]:transition-colors has-[a]:hover:bg-muted">
      <dt className="text-sm text-muted-foreground">
        {href ? (
          <Link href={href} prefetch={false} scroll={false} className="after:absolute after:inset-0 focus-visible:outline-offset-4">
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd className="text-xl font-semibold whitespace-nowrap tabular-nums 2xl:text-2xl">{value}</dd>
      <dd className="text-xs text-muted-foreground">{children}</dd>
    </div>
  );
}

/** `12% more than before` */
function changeWords(now: number, before: number): string {
  if (before === 0) return now === 0 ? "none before either" : "none before";
  const change = Math.round(((now - before) / before) * 100);
  return change === 0 ? "as before" : `${figure(Math.abs(change))}% ${change > 0 ? "more" : "less"} than before`;
}
