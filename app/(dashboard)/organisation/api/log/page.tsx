import { Radio, ScrollText, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireContext } from "@/app/session";
import { addressWith, clearedAddress, type SearchParams, toParams } from "@/components/data-table/address";
import { TableBody } from "@/components/data-table/rows";
import { ActiveFilters } from "@/components/data-table/table-parts";
import { TableProvider } from "@/components/data-table/table-state";
import { figure, sumOf } from "@/components/chart/stacked-chart-parts";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { zoneName } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { keyName } from "@/lib/api-keys/key-name";
import { listKeys } from "@/lib/api-keys/verbs";
import { runtime } from "@/lib/core/runtime";
import { listLoggedCalls, logCursorIn, logCursorParam } from "@/lib/statistics/request-log";
import type { LogCursor, LogPage } from "@/lib/statistics/schema";
import { Faults } from "../statistics/faults";
import { momentWords } from "../statistics/moments";
import { activeFilters, filterNames } from "./active-filters";
import { CallFacts } from "./call-facts";
import { filterIn } from "./filter-in";
import { LogFilters } from "./log-filters";
import { LogTable } from "./log-table";
import { statusOptions } from "./status-options";

export const metadata: Metadata = { title: "Request log" };

export default async function LogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireContext("organisation:read");
  const { timezone: zone, revision } = ctx.account.organisation;
  const { requestLogDays, requestLogRate } = runtime().settings;
  const params = toParams(await searchParams);
  const { filter, faults } = filterIn(params, zone);
  const cursor = logCursorIn(params);
  const [page, { keys }] = await Promise.all([listLoggedCalls(ctx, filter, cursor), listKeys(ctx, {})]);
  const options = keys.map((key) => ({ value: key.id, label: keyName(key) }));
  const active = activeFilters(filter, options, zone, params);
  const isLive = params.has("live") && !cursor;
  const [only] = page.rows;
  return (
    <>
      <PageHeader
        title="Request log"
        trail={[]}
        text="Every call of the API by itself: when, by whom, and how it was answered. The request id that an error names is found here."
        actions={
          <Button asChild variant={isLive ? "primary" : "outline"}>
            <Link href={addressWith(params, { live: isLive ? undefined : "1" })} scroll={false} replace>
              <Radio aria-hidden />
              {isLive ? "Stop following" : "Follow live"}
            </Link>
          </Button>
        }
      />
      <TableProvider filterKey="">
        <div className="grid gap-4 [&>*]:min-w-0">
          <Faults faults={faults} />
          <LogFilters keys={options} statuses={statusOptions()} zone={zoneName(zone, ctx.now)} />
          <ActiveFilters active={active} params={params} names={filterNames} />
          <Skipped count={sumOf(page.rows.map(({ skipped }) => skipped))} />
          <TableBody>
            <div className="grid gap-4 [&>*]:min-w-0">
              {only && page.rows.length === 1 && filter.requestId !== "" && !isLive ? (
                <CallFacts call={only} zone={zone} />
              ) : only || isLive ? (
                <LogTable key={params.toString()} rows={page.rows} zone={zone} query={params.toString()} live={isLive ? { at: ctx.now, revision } : undefined} />
              ) : (
                <Nothing isFiltered={active.length > 0} isUnfinished={page.stoppedAt !== undefined} params={params} />
              )}
              {page.stoppedAt ? <Stopped at={page.stoppedAt} zone={zone} isBackwards={cursor?.side === "before"} /> : null}
              <Pages page={page} cursor={cursor} params={params} />
            </div>
          </TableBody>
          <p className="text-xs text-muted-foreground">
            Calls are kept here for {requestLogDays} days, without bodies, queries and secrets. When a server process answers more than {figure(requestLogRate)} a second it keeps errors and some of the others, and of callers that show no key a few a minute. How many were left out, of
            whatever kind, stands at the next row, and the statistics count them all.{only ? ` Times are in ${zoneName(zone, ctx.now)}.` : ""}
          </p>
        </div>
      </TableProvider>
    </>
  );
}

/** The log has gaps where there was too much to log: nobody is to take what is shown for everything. */
function Skipped({ count }: { count: number }) {
  if (count === 0) return null;
  return <Alert tone="info">Between these, {count === 1 ? "1 call" : `${figure(count)} calls`} came that could not be kept one by one: there were too many at once. The rows say where, and the statistics count them all.</Alert>;
}

/** Of a long log a page looks through a part only: what it did not find may still be there. */
function Stopped({ at, zone, isBackwards }: { at: Date; zone: string; isBackwards: boolean }) {
  return (
    <Alert tone="info">
      Few calls match, and there are very many: this page has looked through those {isBackwards ? "up to" : "back to"} {momentWords(at, zone)}. {isBackwards ? "Newer" : "Older"} looks on from there.
    </Alert>
  );
}

/** @param isUnfinished  not all was looked through */
function Nothing({ isFiltered, isUnfinished, params }: { isFiltered: boolean; isUnfinished: boolean; params: URLSearchParams }) {
  if (!isFiltered) return <EmptyState Icon={ScrollText} title="No calls yet" text="Every call with one of this organisation’s API keys stands here within seconds of its answer." />;
  return (
    <EmptyState Icon={SearchX} title={isUnfinished ? "No call matches so far" : "No call matches"} text="Nothing is found with these filters. A call is seen here within seconds of its answer.">
      <Button asChild variant="outline" size="sm">
        <Link href={clearedAddress(params, filterNames)}>Clear filters</Link>
      </Button>
    </EmptyState>
  );
}

function Pages({ page: { previous, next }, cursor, params }: { page: LogPage; cursor: LogCursor | undefined; params: URLSearchParams }) {
  const toward = (to: LogCursor) => addressWith(params, { ...Object.fromEntries([logCursorParam(to)]), live: undefined });
  const links = [
    { label: "Newest", href: cursor ? addressWith(params, {}) : undefined },
    { label: "Newer", href: previous && toward(previous) },
    { label: "Older", href: next && toward(next) },
  ];
  return (
    <nav aria-label="Pages" className="flex flex-wrap gap-3 empty:hidden">
      {links.map(({ label, href }) =>
        href ? (
          <Button key={label} asChild variant="outline" size="sm">
            <Link href={href}>{label}</Link>
          </Button>
        ) : null,
      )}
    </nav>
  );
}
