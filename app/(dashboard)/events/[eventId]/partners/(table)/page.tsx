import { SearchX, Store } from "lucide-react";
import type { Metadata } from "next";
import { requireContext, requireEvent } from "@/app/session";
import { filterPart, orderIn, type SearchParams, toParams } from "@/components/data-table/address";
import { allows } from "@/lib/accounts/permissions";
import { cursorIn } from "@/lib/core/cursor";
import { browsePartners, countPartners, partnerSorts } from "@/lib/partners/browse";
import { filterNames, partnerFilter } from "@/lib/partners/filter";
import { typeNames } from "@/lib/registration-types/type-names";
import { TablePage, type Words } from "../../_table/table-page";
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
  const order = orderIn(params, partnerSorts, { by: "name", isDescending: false });
  const counts = countPartners(ctx, { eventId: event.id, filter });
  const [page, types] = await Promise.all([
    browsePartners(ctx, { eventId: event.id, filter, order, cursor: cursorIn(params, partnerSorts[order.by]) }),
    typeNames(ctx, { eventId: event.id, type: "partner" }),
  ]);
  const { permissions } = ctx.account;
  const mayWrite = allows(permissions, "partners:write");
  return (
    <TablePage
      {...{ ctx, event, words, mayWrite, params, filterNames, page, counts }}
      active={activeFilters(filter, types)}
      columns={partnerColumns}
      topics={[`partners:${event.id}`, `visitors:${event.id}`]}
      filters={<PartnerFilters eventId={event.id} types={types} counts={counts} filtered={filterPart(params, filterNames)} order={order} />}
      actions={<PartnerActions eventId={event.id} />}
      loadAll={allMatching.bind(null, event.id)}
    >
      {(shown) => <PartnerTable rows={page.rows} shown={shown} order={order} params={params} canSelect={mayWrite} base={`/events/${event.id}`} zone={event.timezone} seesVisitors={allows(permissions, "visitors:read")} />}
    </TablePage>
  );
}

const words: Words = {
  resource: "partners",
  noun: ["partner", "partners"],
  title: "Partners",
  Icon: Store,
  AddIcon: Store,
  noneYet: "Companies that take part stand here, with their stand, their staff and their guests.",
  NoMatchIcon: SearchX,
  noMatch: "No partner of this event has all of what you are looking for. Take a filter away, or search for less.",
};
