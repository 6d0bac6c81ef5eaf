import { SearchX, Store, Upload } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import { requireContext, requireEvent } from "@/app/session";
import { chosenColumns, filterPart, orderIn, type SearchParams, toParams } from "@/components/data-table/address";
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
import { browsePartners, countPartners, partnerSorts } from "@/lib/partners/browse";
import { filterNames, partnerFilter } from "@/lib/partners/filter";
import { typeNames } from "@/lib/registration-types/type-names";
import { allMatching } from "./actions";
import { PartnerActions } from "./partner-actions";
import { activeFilters, PartnerFilters } from "./partner-filters";
import { partnerColumns, PartnerTable } from "./partner-table";

export const metadata: Metadata = { title: "Partners" };

type Props = { params: Promise<{ eventId: string }>; searchParams: Promise<SearchParams> };

export default async function PartnersPage({ params: place, searchParams }: Props) {
  const ctx = await requireContext("partners:read");
  const event = await requireEvent((await place).eventId);
  const params = toParams(await searchParams);
  const filter = partnerFilter(params);
  const filtered = filterPart(params, filterNames);
  const order = orderIn(params, partnerSorts, { by: "name", isDescending: false });
  const counts = countPartners(ctx, { eventId: event.id, filter });
  const [page, types, jar] = await Promise.all([
    browsePartners(ctx, { eventId: event.id, filter, order, cursor: cursorIn(params, partnerSorts[order.by]) }),
    typeNames(ctx, { eventId: event.id, type: "partner" }),
    cookies(),
  ]);
  const mayWrite = allows(ctx.account.permissions, "partners:write");
  const base = `/events/${event.id}`;
  const shown = chosenColumns(jar.get(columnCookie)?.value, partnerColumns);
  const active = activeFilters(filter, types);
  const isEmpty = page.rows.length === 0;
  return (
    <>
      <PageHeader trail={[{ label: event.name, href: base }]} title="Partners" actions={mayWrite ? <Add base={base} /> : null} />
      {isEmpty && active.length === 0 ? (
        <NoPartners base={base} mayAdd={mayWrite} />
      ) : (
        <TableProvider filterKey={filtered.toString()}>
          <ManyProvider noun={noun}>
            <div className="grid gap-4 pb-20 [&>*]:min-w-0">
              <PartnerFilters eventId={event.id} types={types} counts={counts} filtered={filtered} order={order} />
              <ActiveFilters active={active} params={params} names={filterNames} />
              <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <Total counts={counts} noun={noun} filterKey={filtered.toString()} note={shown.some((name) => "isTime" in partnerColumns[name]) ? zoneName(event.timezone, ctx.now) : undefined} />
                <div className="flex flex-wrap items-center gap-1">
                  <ColumnMenu cookie={columnCookie} columns={Object.entries(partnerColumns).map(([name, { label }]) => ({ name, label }))} shown={shown} />
                  <ExportMenu address={`${base}/partners/export`} filter={filtered} />
                </div>
              </div>
              {mayWrite ? (
                <SelectionBar matching={counts.then(({ matching }) => matching)} load={allMatching.bind(null, event.id, filtered.toString())}>
                  <PartnerActions eventId={event.id} />
                </SelectionBar>
              ) : null}
              <TableBody>
                {isEmpty ? (
                  <NoMatch clear={clearedAddress(params, filterNames)} />
                ) : (
                  <PartnerTable rows={page.rows} shown={shown} order={order} params={params} canSelect={mayWrite} base={base} zone={event.timezone} seesVisitors={allows(ctx.account.permissions, "visitors:read")} />
                )}
              </TableBody>
              <Pager page={page} params={params} label="Pages of partners" />
            </div>
          </ManyProvider>
        </TableProvider>
      )}
      <Live topics={[`partners:${event.id}`, `visitors:${event.id}`]} since={ctx.account.organisation.revision} />
    </>
  );
}

function Add({ base }: { base: string }) {
  return (
    <>
      <Button asChild variant="outline">
        <Link href={`${base}/partners/import`}>
          <Upload aria-hidden />
          Import
        </Link>
      </Button>
      <Button asChild>
        <Link href={`${base}/partners/new`}>
          <Store aria-hidden />
          Add a partner
        </Link>
      </Button>
    </>
  );
}

function NoPartners({ base, mayAdd }: { base: string; mayAdd: boolean }) {
  return (
    <EmptyState Icon={Store} title="No partners yet" text="Companies that take part stand here, with their stand, their staff and their guests. A list you have already can be imported from Excel or CSV.">
      {mayAdd ? (
        <>
          <Button asChild>
            <Link href={`${base}/partners/new`}>Add a partner</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={`${base}/partners/import`}>Import a file</Link>
          </Button>
        </>
      ) : null}
    </EmptyState>
  );
}

function NoMatch({ clear }: { clear: string }) {
  return (
    <EmptyState Icon={SearchX} title="No partner matches" text="No partner of this event has all of what you are looking for. Take a filter away, or search for less.">
      <Button asChild variant="outline">
        <Link href={clear} scroll={false} replace>
          Clear filters
        </Link>
      </Button>
    </EmptyState>
  );
}

const noun = ["partner", "partners"] as const;
const columnCookie = "visit.columns.partners";
