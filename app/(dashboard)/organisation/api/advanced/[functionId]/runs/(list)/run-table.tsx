import Link from "next/link";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { RunRow } from "@/lib/functions/schema";
import { byteWords, durationWords } from "../../../function-words";
import { runWords } from "../../../run-words";
import { codeWords, originWords } from "../../_run/run-origin";

/** Columns a narrow screen leaves to the run's own page. */
const wide = "hidden md:table-cell";
const widest = "hidden xl:table-cell";

export function RunTable({ address, runs, zone }: { address: string; runs: readonly RunRow[]; zone: string }) {
  return (
    <Table label="Runs">
      <thead>
        <tr>
          <TableHead>Time</TableHead>
          <TableHead>Outcome</TableHead>
          <TableHead className={wide}>Trigger</TableHead>
          <TableHead className={`${wide} text-right`}>Duration</TableHead>
          <TableHead className={`${widest} text-right whitespace-nowrap`}>CPU time</TableHead>
          <TableHead className={`${widest} text-right whitespace-nowrap`}>Peak memory</TableHead>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id} className="hover:bg-muted/50">
            <TableCell className="whitespace-nowrap">
              <Link href={`${address}/${run.id}`} className="rounded-sm font-medium underline-offset-4 hover:underline">
                <Time at={run.startedAt ?? run.at} zone={zone} show="second" />
              </Link>
              <span className="mt-0.5 block text-xs whitespace-normal text-muted-foreground [overflow-wrap:anywhere] md:hidden">
                {originWords(run)}
                {run.wallMs === null ? null : <span className="whitespace-nowrap">, {durationWords(run.wallMs)}</span>}
              </span>
            </TableCell>
            <TableCell className="w-full">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Badge tone={runWords[run.state].tone}>{runWords[run.state].word}</Badge>
                {run.isDryRun ? <span className="text-xs text-muted-foreground">Dry run</span> : null}
              </span>
              {run.error ? (
                <span className="mt-1 line-clamp-2 text-xs [overflow-wrap:anywhere] text-muted-foreground">
                  {run.error.line === undefined ? "" : `Line ${run.error.line}: `}
                  {run.error.message}
                </span>
              ) : null}
            </TableCell>
            <TableCell className={`${wide} min-w-56 [overflow-wrap:anywhere]`}>
              {originWords(run)}
              <span className="block text-xs text-muted-foreground">{codeWords(run)}</span>
            </TableCell>
            <TableCell className={`${wide} text-right whitespace-nowrap tabular-nums`}>{run.wallMs === null ? <None /> : durationWords(run.wallMs)}</TableCell>
            <TableCell className={`${widest} text-right whitespace-nowrap tabular-nums`}>{run.cpuMs === null ? <None /> : durationWords(run.cpuMs)}</TableCell>
            <TableCell className={`${widest} text-right whitespace-nowrap tabular-nums`}>{run.peakMemoryBytes === null ? <None /> : byteWords(run.peakMemoryBytes)}</TableCell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function None() {
  return <span className="text-muted-foreground">none</span>;
}
