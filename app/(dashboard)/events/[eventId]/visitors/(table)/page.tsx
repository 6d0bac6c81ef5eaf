import { UserPlus, Users, UserSearch } from "lucide-react";
import type { Metadata } from "next";
import { requireContext, requireEvent } from "@/app/session";
import { filterPart, orderIn, type SearchParams, toParams } from "@/components/data-table/address";
import { allows } from "@/lib/accounts/permissions";
import { cursorIn } from "@/lib/core/cursor";
import { partnersCalled } from "@/lib/partners/browse";
import { typeNames } from "@/lib/registration-types/type-names";
import { browseVisitors, countVisitors, visitorSorts } from "@/lib/visitors/browse";
import { filterNames, visitorFilter } from "@/lib/visitors/filter";
import { TablePage, type Words } from "../../_table/table-page";
import { allMatching } from "./actions";
import { VisitorActions } from "./visitor-actions";
import { activeFilters, VisitorFilters } from "./visitor-filters";
import { visitorColumns, VisitorTable } from "./visitor-table";

export const metadata: Metadata = { title: "Visitors" };

type Props = { params: Promise<{ eventId: string }>; searchParams: Promise<SearchParams> };

export default async function VisitorsPage({ params: place, searchParams }: Props) {
  const ctx = await requireContext("visitors:read");
  const event = await requireEvent((await place).eventId);
  const params = toParams(await searchParams);
  const filter = visitorFilter(params);
  const order = orderIn(params, visitorSorts, { by: "name", isDescending: false });
  const counts = countVisitors(ctx, { eventId: event.id, filter });
  const [page, types, partners] = await Promise.all([
    browseVisitors(ctx, { eventId: event.id, filter, order, cursor: cursorIn(params, visitorSorts[order.by]) }),
    typeNames(ctx, { eventId: event.id, type: "visitor" }),
    filter.partners.length > 0 ? partnersCalled(ctx, { eventId: event.id, ids: filter.partners }) : [],
  ]);
  const mayWrite = allows(ctx.account.permissions, "visitors:write");
  return (
    <TablePage
      {...{ ctx, event, words, mayWrite, params, filterNames, page, counts }}
      active={activeFilters(filter, types, partners)}
      columns={visitorColumns}
      topics={[`visitors:${event.id}`]}
      filters={<VisitorFilters eventId={event.id} types={types} partners={partners} counts={counts} filtered={filterPart(params, filterNames)} order={order} />}
      actions={<VisitorActions eventId={event.id} />}
      loadAll={allMatching.bind(null, event.id)}
    >
      {(shown) => <VisitorTable rows={page.rows} shown={shown} order={order} params={params} canSelect={mayWrite} base={`/events/${event.id}`} zone={event.timezone} />}
    </TablePage>
  );
}

const words: Words = {
  resource: "visitors",
  noun: ["visitor", "visitors"],
  title: "Visitors",
  Icon: Users,
  AddIcon: UserPlus,
  noneYet: "Whoever registers, through the API or by hand, stands here.",
  NoMatchIcon: UserSearch,
  noMatch: "Nobody at this event has all of what you are looking for. Take a filter away, or search for less.",
};
