import Link from "next/link";
import { Time } from "@/components/time";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { HistoryRow } from "@/lib/functions/schema";
import { actionWords, detailOf } from "../audit-words";

/** Of a narrow screen the time's cell says it as well. */
const wide = "hidden md:table-cell";

export function HistoryTable({ rows, zone }: { rows: readonly HistoryRow[]; zone: string }) {
  return (
    <Table label="History">
      <thead>
        <tr>
          <TableHead>Time</TableHead>
          <TableHead className={wide}>By</TableHead>
          <TableHead>Function</TableHead>
          <TableHead>What was done</TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="hover:bg-muted/50">
            <TableCell className="align-top md:whitespace-nowrap">
              <Time at={row.at} zone={zone} />
              <span className="mt-0.5 block text-xs [overflow-wrap:anywhere] text-muted-foreground md:hidden">{row.by}</span>
            </TableCell>
            <TableCell className={`${wide} min-w-32 align-top [overflow-wrap:anywhere]`}>{row.by}</TableCell>
            <TableCell className="min-w-24 align-top [overflow-wrap:anywhere]">
              <FunctionName row={row} />
            </TableCell>
            <TableCell className="w-full align-top [overflow-wrap:anywhere]">
              {actionWords[row.action]}
              {detailOf(row) && detailOf(row) !== row.functionName ? <span className="block text-xs text-muted-foreground">{detailOf(row)}</span> : null}
            </TableCell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function FunctionName({ row: { functionId, functionName, isDeleted } }: { row: HistoryRow }) {
  if (isDeleted) {
    return (
      <>
        {functionName}
        <span className="block text-xs text-muted-foreground">deleted</span>
      </>
    );
  }
  return (
    <Link href={`/organisation/api/advanced/${functionId}`} prefetch={false} className="rounded-sm font-medium underline-offset-4 hover:underline">
      {functionName}
    </Link>
  );
}
