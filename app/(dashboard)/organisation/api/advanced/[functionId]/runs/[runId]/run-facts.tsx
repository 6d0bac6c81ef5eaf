import type { ReactNode } from "react";
import Link from "next/link";
import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import type { RunDetails } from "@/lib/functions/schema";
import { byteWords, durationWords } from "../../../function-words";
import { codeWords, originWords } from "../../_run/run-origin";

/** Who had it run, what ran, and what it took. */
export function RunFacts({ run, zone }: { run: RunDetails; zone: string }) {
  const { functionId, version, cpuMs, wallMs, peakMemoryBytes, attempt } = run;
  const facts: [label: string, value: ReactNode][] = [
    ["Trigger", originWords(run)],
    ["Code", version === null ? codeWords(run) : <Link href={`/organisation/api/advanced/${functionId}/versions?from=${version}&to=draft`} className="rounded-sm underline underline-offset-4">{codeWords(run)}</Link>],
    ["Due", <Time key="due" at={run.at} zone={zone} show="second" />],
    ["Duration", wallMs === null ? "none" : durationWords(wallMs)],
    ["CPU time", cpuMs === null ? "none" : durationWords(cpuMs)],
    ["Peak memory", peakMemoryBytes === null ? "none" : byteWords(peakMemoryBytes)],
    ...(attempt > 1 ? [["Attempt", attempt] satisfies [string, ReactNode]] : []),
  ];
  return (
    <Card className="p-5">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 text-sm sm:grid-cols-3 xl:grid-cols-6">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-xs text-muted-foreground">{label}</dt>
            <dd className="tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
