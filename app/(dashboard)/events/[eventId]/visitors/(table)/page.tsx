import { Upload, UserPlus, Users, UserSearch } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { requireContext, requireEvent } from "@/app/session";
import { type SearchParams, chosenColumns, filterPart, orderIn, toParams } from "@/components/data-table/address";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { TableBody } from "@/components/data-table/rows";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { ActiveFilters, clearedAddress, ExportMenu, Pager, Total } from "@/components/data-table/table-parts";
import { TableProvider } from "@/components/data-table/table-state";
import { ManyProvider } from "@/components/data-table/use-many";
import { EmptyState } from "@/components/empty-state";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { zoneName } from "@/components/time";
import { Button } from "@/components/ui/button";
import { allows } from "@/lib/accounts/permissions";
import { cursorIn } from "@/lib/core/cursor";
import { partnersCalled } from "@/lib/partners/browse";
import { typeNames } from "@/lib/registration-types/type-names";
import { browseVisitors, countVisitors, visitorSorts } from "@/lib/visitors/browse";
import { filterNames, visitorFilter } from "@/lib/visitors/filter";
import { allMatching } from "./actions";
import { activeFilters, VisitorFilters } from "./visitor-filters";
import { VisitorActions } from "./visitor-actions";
import { visitorColumns, VisitorTable } from "./visitor-table";

export const metadata: Metadata = { title: "Visitors" };

type Props = { params: Promise<{ eventId: string }>; searchParams: Promise<SearchParams> };

export default async function VisitorsPage({ params: place, searchParams }: Props) {
  const ctx = await requireContext("visitors:read");
  const event = await requireEvent((await place).eventId);
  const params = toParams(await searchParams);
  const filter = visitorFilter(params);
  const filtered = filterPart(params, filterNames);
  const order = orderIn(params, visitorSorts, { by: "name", isDescending: false });
  const counts = countVisitors(ctx, { eventId: event.id, filter });
  const [page, types, partners, jar] = await Promise.all([
    browseVisitors(ctx, { eventId: event.id, filter, order, cursor: cursorIn(params, visitorSorts[order.by]) }),
    typeNames(ctx, { eventId: event.id, type: "visitor" }),
    filter.partners.length > 0 ? partnersCalled(ctx, { eventId: event.id, ids: filter.partners }) : [],
    cookies(),
  ]);
  const mayWrite = allows(ctx.account.permissions, "visitors:write");
  const base = `/events/${event.id}`;
  const shown = chosenColumns(jar.get(columnCookie)?.value, visitorColumns);
  const active = activeFilters(filter, types, partners);
  const isEmpty = page.rows.length === 0;
  return (
    <>
      <PageHeader trail={[{ label: event.name, href: base }]} title="Visitors" actions={mayWrite ? <Add base={base} /> : null} />
      {isEmpty && active.length === 0 ? (
        <NoVisitors base={base} mayAdd={mayWrite} />
      ) : (
        <TableProvider filterKey={filtered.toString()}>
          <ManyProvider noun={noun}>
            <div className="grid gap-4 pb-20 [&>*]:min-w-0">
              <VisitorFilters eventId={event.id} types={types} partners={partners} counts={counts} filtered={filtered} order={order} />
              <ActiveFilters active={active} params={params} names={filterNames} />
              <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <Total counts={counts} noun={noun} filterKey={filtered.toString()} note={shown.some((name) => "isTime" in visitorColumns[name]) ? zoneName(event.timezone, ctx.now) : undefined} />
                <div className="flex flex-wrap items-center gap-1">
                  <ColumnMenu cookie={columnCookie} columns={Object.entries(visitorColumns).map(([name, { label }]) => ({ name, label }))} shown={shown} />
                  <ExportMenu address={`${base}/visitors/export`} filter={filtered} />
                </div>
              </div>
              {mayWrite ? (
                <SelectionBar matching={counts.then(({ matching }) => matching)} load={allMatching.bind(null, event.id, filtered.toString())}>
                  <VisitorActions eventId={event.id} />
                </SelectionBar>
              ) : null}
              <TableBody>
                {isEmpty ? (
                  <NoMatch clear={clearedAddress(params, filterNames)} />
                ) : (
                  <VisitorTable rows={page.rows} shown={shown} order={order} params={params} canSelect={mayWrite} base={base} zone={event.timezone} />
                )}
              </TableBody>
              <Pager page={page} params={params} label="Pages of visitors" />
            </div>
          </ManyProvider>
        </TableProvider>
      )}
      <Live topics={[`visitors:${event.id}`]} since={ctx.account.organisation.revision} />
    </>
  );
}

function Add({ base }: { base: string }) {
  return (
    <>
      <Button asChild variant="outline">
        <Link href={`${base}/visitors/import`}>
          <Upload aria-hidden />
          Import
        </Link>
      </Button>
      <Button asChild>
        <Link href={`${base}/visitors/new`}>
          <UserPlus aria-hidden />
          Add a visitor
        </Link>
      </Button>
    </>
  );
}

function NoVisitors({ base, mayAdd }: { base: string; mayAdd: boolean }) {
  return (
    <EmptyState Icon={Users} title="No visitors yet" text="Whoever registers, through the API or by hand, stands here. A list you have already can be imported from Excel or CSV.">
      {mayAdd ? (
        <>
          <Button asChild>
            <Link href={`${base}/visitors/new`}>Add a visitor</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={`${base}/visitors/import`}>Import a file</Link>
          </Button>
        </>
      ) : null}
    </EmptyState>
  );
}

function NoMatch({ clear }: { clear: string }) {
  return (
    <EmptyState Icon={UserSearch} title="No visitor matches" text="Nobody at this event has all of what you are looking for. Take a filter away, or search for less.">
      <Button asChild variant="outline">
        <Link href={clear} scroll={false} replace>
          Clear filters
        </Link>
      </Button>
    </EmptyState>
  );
}

const noun = ["visitor", "visitors"] as const;
const columnCookie = "visit.columns.visitors";
