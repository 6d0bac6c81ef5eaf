import Link from "next/link";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { FunctionRow } from "@/lib/functions/schema";
import { durationWords, kindWords, scheduleWords } from "../function-words";
import { runWords } from "../run-words";
import { StateBadge } from "../state-badge";
import { OutcomeChart } from "./outcome-chart";

/** Columns a narrow screen leaves to the function's own pages. */
const wide = "hidden lg:table-cell";

export function FunctionTable({ functions, zone }: { functions: readonly FunctionRow[]; zone: string }) {
  return (
    <Table label="Functions" className="lg:min-w-[56rem]">
      <thead>
        <tr>
          <TableHead>Name</TableHead>
          <TableHead className={wide}>State</TableHead>
          <TableHead>Last run</TableHead>
          <TableHead className={wide}>Next run</TableHead>
          <TableHead className="hidden sm:table-cell">Last 24 hours</TableHead>
        </tr>
      </thead>
      <tbody>
        {functions.map((row) => (
          <tr key={row.id} className="hover:bg-muted/50">
            <TableCell className="max-w-72">
              <Link href={`/organisation/api/advanced/${row.id}`} className="rounded-sm font-medium [overflow-wrap:anywhere] underline-offset-4 hover:underline">
                {row.name}
              </Link>
              <span className="mt-1 block text-xs text-muted-foreground">{kindWords[row.kind]}</span>
              {row.key === null ? null : <code className="mt-0.5 block font-mono text-xs [overflow-wrap:anywhere] text-muted-foreground">{row.key}</code>}
              <span className="mt-2 block lg:hidden">
                <StateBadge state={row.state} publishedVersion={row.publishedVersion} />
              </span>
            </TableCell>
            <TableCell className={wide}>
              <StateBadge state={row.state} publishedVersion={row.publishedVersion} />
            </TableCell>
            <TableCell>
              <LastRun row={row} zone={zone} />
            </TableCell>
            <TableCell className={wide}>
              {row.nextRunAt ? <Time at={row.nextRunAt} zone={zone} className="whitespace-nowrap" /> : <span className="text-muted-foreground">{row.kind === "endpoint" && row.state === "active" && row.publishedVersion !== null ? "when it is called" : "none"}</span>}
              {row.schedule ? <span className="block text-xs text-muted-foreground">{scheduleWords(row.schedule)}</span> : null}
            </TableCell>
            <TableCell className="hidden sm:table-cell">
              <OutcomeChart recent={row.recent} />
            </TableCell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function LastRun({ row: { id, lastRun }, zone }: { row: FunctionRow; zone: string }) {
  if (!lastRun) return <span className="text-muted-foreground">never</span>;
  const { tone, word } = runWords[lastRun.state];
  return (
    <>
      <Link href={`/organisation/api/advanced/${id}/runs/${lastRun.id}`} className="rounded-full underline-offset-4 hover:underline">
        <Badge tone={tone}>{word}</Badge>
      </Link>
      <span className="mt-1.5 block text-xs text-muted-foreground">
        <Time at={lastRun.startedAt ?? lastRun.at} zone={zone} />
        {lastRun.wallMs === null ? null : <span className="whitespace-nowrap"> · {durationWords(lastRun.wallMs)}</span>}
      </span>
    </>
  );
}
