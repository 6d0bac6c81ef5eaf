import Link from "next/link";
import type { ReactNode } from "react";
import { figure } from "@/components/chart/stacked-chart-parts";
import type { Totals } from "@/lib/statistics/schema";
import { percentileWords, rate, size } from "../words";

type FiguresProps = {
  totals: Totals;
  /** of the span before; null where its counts are gone */
  before: Totals | null;
  /** `the 24 hours before` */
  than: string;
  /** of the calls that endpoint functions answered */
  toFunctions: Pick<Totals, "calls" | "errorRate"> | undefined;
  /** addresses of the same view of some calls only */
  only: { errors: string; byFunctions: string; toFunctions: string };
};

/** What it came to, each against the span of the same length before. */
export function Figures({ totals, before, than, toFunctions, only }: FiguresProps) {
  const change = (name: "calls" | "bytes" | "byFunctions") => (before ? changeWords(totals[name], before[name]) : "");
  const { p50Ms, p95Ms, p99Ms, p95Bytes } = totals;
  return (
    <div className="grid gap-2">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border lg:grid-cols-3 2xl:grid-cols-6">
        <Figure label="Calls" value={figure(totals.calls)}>
          {change("calls")}
        </Figure>
        <Figure label="Error rate" value={rate(totals.errorRate)} href={only.errors}>
          {figure(totals.errors)} with 4xx or 5xx{before && before.calls > 0 ? `; ${rate(before.errorRate)} before` : ""}
        </Figure>
        <Figure label="Duration, p95" value={percentileWords(p95Ms)}>
          p50 {percentileWords(p50Ms)}, p99 {percentileWords(p99Ms)}
          {before && before.p95Ms !== null ? `; p95 ${percentileWords(before.p95Ms)} before` : ""}
        </Figure>
        <Figure label="Data sent" value={size(totals.bytes)}>
          {change("bytes")}
          {typeof p95Bytes === "number" ? `; p95 ${size(Math.round(p95Bytes))} an answer` : ""}
        </Figure>
        <Figure label="Calls by functions" value={figure(totals.byFunctions)} href={only.byFunctions}>
          {change("byFunctions")}
        </Figure>
        <Figure label="Calls to functions" value={figure(toFunctions?.calls ?? 0)} href={only.toFunctions}>
          {toFunctions ? `${rate(toFunctions.errorRate)} with 4xx or 5xx` : "none was called"}
        </Figure>
      </dl>
      <p className="text-xs text-muted-foreground">{before ? `Compared with ${than}.` : "Of the time before, nothing is kept to compare with."}</p>
    </div>
  );
}

function Figure({ label, value, href, children }: { label: string; value: string; href?: string; children: ReactNode }) {
  return (
    <div className="relative grid content-start gap-0.5 bg-card px-5 py-5 has-[a]:transition-colors has-[a]:hover:bg-muted">
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
