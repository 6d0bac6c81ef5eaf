import Link from "next/link";
import { Time } from "@/components/time";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { HistoryRow } from "@/lib/functions/schema";
import { actionWords, detailOf } from "../audit-words";

/** Columns that a narrow screen tells below what was done. */
const wide = "hidden md:table-cell";

export function HistoryTable({ rows, zone }: { rows: readonly HistoryRow[]; zone: string }) {
  return (
    <Table label="History">
      <thead>
        <tr>
          <TableHead className={wide}>Time</TableHead>
          <TableHead className={wide}>By</TableHead>
          <TableHead>Function</TableHead>
          <TableHead>What was done</TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="hover:bg-muted/50">
            <TableCell className={`${wide} whitespace-nowrap`}>
              <Time at={row.at} zone={zone} />
            </TableCell>
            <TableCell className={`${wide} max-w-56 [overflow-wrap:anywhere]`}>{row.by}</TableCell>
            <TableCell className="w-2/5 [overflow-wrap:anywhere] md:w-auto md:max-w-72">
              <FunctionName row={row} />
            </TableCell>
            <TableCell className="[overflow-wrap:anywhere]">
              {actionWords[row.action]}
              {detailOf(row) && detailOf(row) !== row.functionName ? <span className="block text-xs text-muted-foreground">{detailOf(row)}</span> : null}
              <span className="mt-1 block text-xs text-muted-foreground md:hidden">
                <Time at={row.at} zone={zone} /> by {row.by}
              </span>
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
