"use client";

import Link from "next/link";
import { useState } from "react";
import { useAnnouncements } from "@/components/use-announcements";
import { cn } from "@/components/cn";
import { addressWith } from "@/components/data-table/address";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { formatTime } from "@/components/time";
import type { LoggedCall } from "@/lib/statistics/schema";
import { duration, formatWords, size } from "../statistics/words";
import { readNewer } from "./actions";
import { mergeCalls, mostRows } from "./merge-calls";
import { skippedWords } from "./skipped-words";
import { toneOf } from "./status-tone";

type LogTableProps = {
  rows: readonly LoggedCall[];
  /** IANA name */
  zone: string;
  /** the page's own, with its filter */
  query: string;
  /** set while new calls are followed: when the rows were read, and the organisation's revision then */
  live?: { at: Date; revision: string } | undefined;
};

/** A page of the log, the newest first. Followed, new calls come in above, and those that were there stay where they are among each other. */
export function LogTable({ rows, zone, query, live }: LogTableProps) {
  const [newer, setNewer] = useState<{ rows: readonly LoggedCall[]; isCut: boolean; at: Date }>();
  const shown = newer ? mergeCalls(rows, newer.rows) : rows;
  const first = new Set(rows.map(({ requestId }) => requestId));
  const params = new URLSearchParams(query);

  async function add(since: Date) {
    const { rows: found, isCut, at } = await readNewer(query, since);
    setNewer((last) => ({ rows: mergeCalls(last?.rows ?? [], found), isCut: isCut || last?.isCut === true, at }));
  }

  return (
    <>
      {live ? <Follow revision={live.revision} onCalls={() => void add(newer?.at ?? live.at)} count={shown.filter(({ requestId }) => !first.has(requestId)).length} isCut={newer?.isCut === true || shown.length === mostRows} /> : null}
      <Table label="Calls">
        <thead>
          <tr>
            <TableHead>Time</TableHead>
            <TableHead className={wide}>Status</TableHead>
            <TableHead className="max-lg:pl-0">Call</TableHead>
            <TableHead className={wide}>API key</TableHead>
            <TableHead className={cn(wide, "text-right")}>Duration</TableHead>
            <TableHead className={cn(wider, "text-right")}>Bytes</TableHead>
            <TableHead className={cn(wider, "whitespace-nowrap")}>IP address</TableHead>
            <TableHead className={cn(wide, "whitespace-nowrap")}>Request id</TableHead>
          </tr>
        </thead>
        <tbody>
          {shown.map((call) => (
            <tr key={call.requestId} className={cn("hover:bg-muted/50", !first.has(call.requestId) && "animate-[arrive_2s_ease-out]")}>
              <TableCell className="py-2 whitespace-nowrap tabular-nums">
                <time dateTime={call.at.toISOString()} suppressHydrationWarning>
                  {formatTime(call.at, zone, "second")}
                </time>
                <Link href={addressWith(params, { request: call.requestId })} className="block rounded-sm font-mono text-xs underline underline-offset-4 lg:hidden">
                  {call.requestId.slice(0, 8)}
                </Link>
              </TableCell>
              <TableCell className={cn(wide, "py-2")}>
                <Status status={call.status} />
              </TableCell>
              <TableCell className="w-full max-w-0 py-2 max-lg:pl-0">
                <span className="float-right ml-2 lg:hidden">
                  <Status status={call.status} />
                </span>
                <span className="line-clamp-2 font-mono text-xs break-all">
                  <span className="font-semibold">{call.method}</span> {call.path}
                </span>
                <span className="block text-xs text-muted-foreground">
                  {[call.operation, formatWords(call.format), call.origin === "function" ? "by a function" : ""].filter(Boolean).join(" · ")}
                  <span className="lg:hidden"> · {duration(call.durationMs)}</span>
                </span>
                {call.skipped > 0 ? <span className="block text-xs text-warning">{skippedWords(call.skipped)}</span> : null}
              </TableCell>
              <TableCell className={cn(wide, "max-w-60 min-w-52 py-2")}>
                {call.keyId === null ? <None>none</None> : <span title={call.keyLabel ?? undefined} className="line-clamp-2 [overflow-wrap:anywhere]">{call.keyLabel}</span>}
              </TableCell>
              <TableCell className={cn(wide, "py-2 text-right whitespace-nowrap tabular-nums")}>{duration(call.durationMs)}</TableCell>
              <TableCell className={cn(wider, "py-2 text-right whitespace-nowrap tabular-nums")}>{size(call.bytes)}</TableCell>
              <TableCell className={cn(wider, "py-2 font-mono text-xs whitespace-nowrap")}>{call.address ?? <None>unknown</None>}</TableCell>
              <TableCell className={cn(wide, "py-2")}>
                <Link href={addressWith(params, { request: call.requestId })} title={call.requestId} className="rounded-sm font-mono text-xs underline decoration-border-strong underline-offset-4 hover:decoration-current">
                  {call.requestId.slice(0, 8)}
                </Link>
              </TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

/** Hears of calls and says how many came in. */
function Follow({ revision, onCalls, count, isCut }: { revision: string; onCalls: () => void; count: number; /** there are more than can be shown */ isCut: boolean }) {
  useAnnouncements({ topics: ["calls"], since: revision, pauseMs: 1000, everyMs: 5000 }, onCalls); // by itself too: an announcement made before the stream stood is heard by nobody
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-muted-foreground">
      <span aria-hidden className="size-2 animate-pulse rounded-full bg-success" />
      {count === 0 ? "Waiting for calls." : `${count.toLocaleString("en-GB")} new.`}
      {isCut ? " More come than can be followed: the newest are shown." : ""}
    </p>
  );
}

function Status({ status }: { status: number }) {
  return (
    <Badge tone={toneOf(status)} className="tabular-nums">
      {status}
    </Badge>
  );
}

function None({ children }: { children: string }) {
  return <span className="text-muted-foreground">{children}</span>;
}

/** Columns that a narrow screen leaves to the page of one call. */
const wide = "hidden lg:table-cell";
const wider = "hidden 2xl:table-cell";
