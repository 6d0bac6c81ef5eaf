import { type LucideIcon, Upload } from "lucide-react";
import { cookies } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { chosenColumns, clearedAddress, filterPart } from "@/components/data-table/address";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { TableBody } from "@/components/data-table/rows";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { type Active, ActiveFilters, ExportMenu, Pager, Total } from "@/components/data-table/table-parts";
import { TableProvider } from "@/components/data-table/table-state";
import { ManyProvider } from "@/components/data-table/use-many";
import { EmptyState } from "@/components/empty-state";
import { Live } from "@/components/live";
import { PageHeader } from "@/components/page-header";
import { zoneName } from "@/components/time";
import { Button } from "@/components/ui/button";
import type { WebContext } from "@/app/session";
import type { BrowsePage } from "@/lib/core/browse-page";
import type { EventHead } from "@/lib/events/overview";

/** What one resource is called, and what is said where there is nothing of it. */
export type Words = {
  resource: "visitors" | "partners";
  noun: readonly [one: string, many: string];
  title: string;
  Icon: LucideIcon;
  AddIcon: LucideIcon;
  noneYet: string;
  NoMatchIcon: LucideIcon;
  noMatch: string;
};

type Columns<Name extends string> = Readonly<Record<Name, { label: string; isUsual?: boolean; isTime?: boolean }>>;

type TablePageProps<Row, Name extends string> = {
  ctx: WebContext;
  event: EventHead;
  words: Words;
  mayWrite: boolean;
  /** the address's query, the names in it that are a filter's, and the filter in words */
  params: URLSearchParams;
  filterNames: readonly string[];
  active: readonly Active[];
  page: BrowsePage<Row>;
  counts: Promise<{ matching: number; all: number }>;
  columns: Columns<Name>;
  /** topics whose changes the page follows */
  topics: readonly string[];
  filters: ReactNode;
  /** what can be done with those selected, and the ids of all that match */
  actions: ReactNode;
  loadAll: (filter: string) => Promise<string[]>;
  /** the rows, with the columns that are shown */
  children: (shown: readonly Name[]) => ReactNode;
};

/** The page of an event's visitors, or of its partners: filters, the table, and what can be done with it. */
export async function TablePage<Row, Name extends string>({ ctx, event, words, mayWrite, params, filterNames, active, page, counts, columns, topics, filters, actions, loadAll, children }: TablePageProps<Row, Name>) {
  const cookie = `visit.columns.${words.resource}`;
  const shown = chosenColumns((await cookies()).get(cookie)?.value, columns);
  const filtered = filterPart(params, filterNames);
  const base = `/events/${event.id}`;
  const isEmpty = page.rows.length === 0;
  return (
    <>
      <PageHeader trail={[{ label: event.name, href: base }]} title={words.title} actions={mayWrite ? <Add base={base} words={words} /> : null} />
      {isEmpty && active.length === 0 ? (
        <NoneYet base={base} words={words} mayAdd={mayWrite} />
      ) : (
        <TableProvider filterKey={filtered.toString()}>
          <ManyProvider noun={words.noun}>
            <div className="grid gap-4 pb-20 [&>*]:min-w-0">
              {filters}
              <ActiveFilters active={active} params={params} names={filterNames} />
              <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <Total counts={counts} noun={words.noun} filterKey={filtered.toString()} note={shown.some((name) => columns[name].isTime) ? zoneName(event.timezone, ctx.now) : undefined} />
                <div className="flex flex-wrap items-center gap-1">
                  <ColumnMenu cookie={cookie} columns={Object.entries<{ label: string }>(columns).map(([name, { label }]) => ({ name, label }))} shown={shown} />
                  <ExportMenu address={`${base}/${words.resource}/export`} filter={filtered} />
                </div>
              </div>
              {mayWrite ? (
                <SelectionBar matching={counts.then(({ matching }) => matching)} load={loadAll.bind(null, filtered.toString())}>
                  {actions}
                </SelectionBar>
              ) : null}
              <TableBody>{isEmpty ? <NoMatch words={words} clear={clearedAddress(params, filterNames)} /> : children(shown)}</TableBody>
              <Pager page={page} params={params} label={`Pages of ${words.noun[1]}`} />
            </div>
          </ManyProvider>
        </TableProvider>
      )}
      <Live topics={topics} since={ctx.account.organisation.revision} />
    </>
  );
}

type PartProps = { base: string; words: Words };

function Add({ base, words: { resource, noun, AddIcon } }: PartProps) {
  return (
    <>
      <Button asChild>
        <Link href={`${base}/${resource}/new`}>
          <AddIcon aria-hidden />
          Add a {noun[0]}
        </Link>
      </Button>
      <Button asChild variant="outline">
        <Link href={`${base}/${resource}/import`}>
          <Upload aria-hidden />
          Import
        </Link>
      </Button>
    </>
  );
}

function NoneYet({ base, words: { resource, noun, Icon, noneYet }, mayAdd }: PartProps & { mayAdd: boolean }) {
  return (
    <EmptyState Icon={Icon} title={`No ${noun[1]} yet`} text={`${noneYet} A list you have already can be imported from Excel or CSV.`}>
      {mayAdd ? (
        <>
          <Button asChild>
            <Link href={`${base}/${resource}/new`}>Add a {noun[0]}</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={`${base}/${resource}/import`}>Import a file</Link>
          </Button>
        </>
      ) : null}
    </EmptyState>
  );
}

function NoMatch({ words: { noun, NoMatchIcon, noMatch }, clear }: { words: Words; clear: string }) {
  return (
    <EmptyState Icon={NoMatchIcon} title={`No ${noun[0]} matches`} text={noMatch}>
      <Button asChild variant="outline">
        <Link href={clear} scroll={false} replace>
          Clear filters
        </Link>
      </Button>
    </EmptyState>
  );
}
