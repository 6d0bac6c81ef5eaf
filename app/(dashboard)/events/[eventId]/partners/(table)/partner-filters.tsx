import { Facet } from "@/components/data-table/facet";
import { SearchBox } from "@/components/data-table/search-box";
import { SortMenu } from "@/components/data-table/sort-menu";
import type { Active, Order } from "@/components/data-table/table-parts";
import type { Option } from "@/lib/core/browsing";
import type { PartnerCounts, PartnerSort } from "@/lib/partners/browse";
import type { PartnerFilter } from "@/lib/partners/filter";
import { hallOptions, tagOptions } from "./actions";

type Props = {
  eventId: string;
  types: readonly Option[];
  counts: Promise<PartnerCounts>;
  filtered: URLSearchParams;
  order: Order<PartnerSort>;
};

/** What is looked for, above the table. */
export function PartnerFilters({ eventId, types, counts, filtered, order }: Props) {
  const asOptions = (name: string) => filtered.getAll(name).map((value) => ({ value, label: value }));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label="Search partners" placeholder="Name, booth, reference or contact" />
      <Facet label="Type" name="type" options={types} counts={counts.then((known) => Object.fromEntries(known.types))} />
      <Facet label="Hall" name="hall" load={hallOptions.bind(null, eventId)} chosen={asOptions("hall")} />
      <Facet label="Tag" name="tag" load={tagOptions.bind(null, eventId)} chosen={asOptions("tag")} />
      <SortMenu sorted={`${order.isDescending ? "-" : ""}${order.by}`} choices={sortChoices} />
    </div>
  );
}

/** The filter in words, each with what it is in the address. */
export function activeFilters(filter: PartnerFilter, types: readonly Option[]): Active[] {
  return [
    ...(filter.query ? [{ name: "q", value: filter.query, label: `“${filter.query}”` }] : []),
    ...filter.types.map((value) => ({ name: "type", value, label: types.find((type) => type.value === value)?.label ?? "Unknown type" })),
    ...filter.halls.map((value) => ({ name: "hall", value, label: `Hall: ${value}` })),
    ...filter.tags.map((value) => ({ name: "tag", value, label: `Tag: ${value}` })),
  ];
}

const sortChoices = [
  { value: "name", label: "Name, A to Z" },
  { value: "-name", label: "Name, Z to A" },
  { value: "stand", label: "Booth" },
  { value: "-changed", label: "Changed last" },
  { value: "changed", label: "Changed first" },
];
