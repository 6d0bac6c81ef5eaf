import { Facet } from "@/components/data-table/facet";
import { SearchBox } from "@/components/data-table/search-box";
import { SortMenu } from "@/components/data-table/sort-menu";
import type { Active, Order } from "@/components/data-table/table-parts";
import { attendanceWords, stateWords } from "@/components/visitor-state";
import type { Option } from "@/lib/core/browsing";
import type { VisitorCounts, VisitorSort } from "@/lib/visitors/browse";
import type { VisitorFilter } from "@/lib/visitors/filter";
import { registrationStates } from "@/lib/visitors/states";
import { partnerOptions, tagOptions } from "./actions";

type Props = {
  eventId: string;
  types: readonly Option[];
  /** those that the filter names */
  partners: readonly Option[];
  counts: Promise<VisitorCounts>;
  filtered: URLSearchParams;
  order: Order<VisitorSort>;
};

/** What is looked for, above the table. */
export function VisitorFilters({ eventId, types, partners, counts, filtered, order }: Props) {
  const tags = filtered.getAll("tag").map((value) => ({ value, label: value }));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label="Search visitors" placeholder="Name, company, e-mail or reference" />
      <Facet label="State" name="state" options={registrationStates.map((value) => ({ value, label: stateWords[value] }))} counts={counts.then(({ states }) => Object.fromEntries(states))} />
      <Facet label="Type" name="type" options={types} counts={counts.then((known) => Object.fromEntries(known.types))} />
      <Facet label="Tag" name="tag" load={tagOptions.bind(null, eventId)} chosen={tags} />
      <Facet label="Partner" name="partner" load={partnerOptions.bind(null, eventId)} chosen={partners} />
      <Facet label="Attendance" name="attendance" options={attendanceOptions} />
      <SortMenu sorted={`${order.isDescending ? "-" : ""}${order.by}`} choices={sortChoices} />
    </div>
  );
}

/** The filter in words, each with what it is in the address. */
export function activeFilters(filter: VisitorFilter, types: readonly Option[], partners: readonly Option[]): Active[] {
  const called = (options: readonly Option[], value: string, otherwise: string) => options.find((option) => option.value === value)?.label ?? otherwise;
  return [
    ...(filter.query ? [{ name: "q", value: filter.query, label: `“${filter.query}”` }] : []),
    ...filter.states.map((value) => ({ name: "state", value, label: stateWords[value] })),
    ...filter.types.map((value) => ({ name: "type", value, label: called(types, value, "Unknown type") })),
    ...filter.tags.map((value) => ({ name: "tag", value, label: `Tag: ${value}` })),
    ...filter.partners.map((value) => ({ name: "partner", value, label: called(partners, value, "Unknown partner") })),
    ...filter.attendance.map((value) => ({ name: "attendance", value, label: called(attendanceOptions, value, value) })),
  ];
}

const attendanceOptions: readonly Option[] = [
  { value: "show", label: attendanceWords.show },
  { value: "no-show", label: attendanceWords["no-show"] },
];
const sortChoices = [
  { value: "name", label: "Name, A to Z" },
  { value: "-name", label: "Name, Z to A" },
  { value: "company", label: "Company, A to Z" },
  { value: "-registered", label: "Registered last" },
  { value: "registered", label: "Registered first" },
  { value: "-changed", label: "Changed last" },
  { value: "changed", label: "Changed first" },
];
