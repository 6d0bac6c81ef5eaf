import Link from "next/link";
import { Breakable } from "@/components/breakable";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { type Order, TagList } from "@/components/data-table/table-parts";
import { Time } from "@/components/time";
import type { PartnerRow, PartnerSort } from "@/lib/partners/browse";

type Place = { base: string; zone: string; /** whether the visitors of a partner may be seen */ seesVisitors: boolean };
type PartnerTableColumn = Column<PartnerRow, Place, PartnerSort>;

/** What a table of partners can show beside the name, in this order. */
export const partnerColumns = {
  stand: { label: "Booth", isUsual: true, sort: "stand", cell: boothOf },
  type: { label: "Type", isUsual: true, cell: ({ type }) => type },
  contact: { label: "Contact", isUsual: true, cell: contactCell },
  visitors: { label: "Staff and guests", isUsual: true, cell: peopleOf },
  tags: { label: "Tags", cell: ({ tags }) => <TagList tags={tags} /> },
  reference: { label: "Reference", cell: ({ reference }) => reference },
  changed: { label: "Last change", sort: "changed", isTime: true, cell: ({ changed }, { zone }) => <Time at={changed} zone={zone} className="whitespace-nowrap tabular-nums" /> },
} as const satisfies Record<string, PartnerTableColumn>;

export type PartnerColumn = keyof typeof partnerColumns;

type Props = Place & { rows: readonly PartnerRow[]; shown: readonly PartnerColumn[]; order: Order<PartnerSort>; params: URLSearchParams; canSelect: boolean };

export function PartnerTable({ rows, shown, order, params, canSelect, ...place }: Props) {
  return (
    <DataTable label="Partners" rows={rows} columns={shown.map((name): PartnerTableColumn => partnerColumns[name])} place={place} order={order} params={params} canSelect={canSelect}>
      {(row) => <Name row={row} base={place.base} />}
    </DataTable>
  );
}

/** The link reaches over the whole row. Narrow, it stands for the row: booth and type are below it. */
function Name({ row, base }: { row: PartnerRow; base: string }) {
  return (
    <>
      <Link href={`${base}/partners/${row.id}`} prefetch={false} title={row.name} className="block truncate font-medium after:absolute after:inset-0">
        {row.name}
      </Link>
      <p className="mt-1 text-xs text-muted-foreground md:hidden">{[boothOf(row), row.type].filter(Boolean).join(" · ")}</p>
    </>
  );
}

function boothOf({ hall, booth }: PartnerRow): string {
  return [hall, booth].filter(Boolean).join(", ");
}

function peopleOf({ id, staff, staffLimit, guests }: PartnerRow, { base, seesVisitors }: Place) {
  const words = `${staff.toLocaleString("en-GB")}${staffLimit === null ? "" : ` of ${staffLimit.toLocaleString("en-GB")}`} staff, ${guests.toLocaleString("en-GB")} ${guests === 1 ? "guest" : "guests"}`;
  if (!seesVisitors || staff + guests === 0) return words;
  return (
    <Link href={`${base}/visitors?partner=${id}`} prefetch={false} className="relative z-10 tabular-nums underline-offset-4 hover:underline">
      {words}
    </Link>
  );
}

function contactCell({ contact, email }: PartnerRow) {
  if (!email) return contact;
  return (
    <span className="block whitespace-normal [overflow-wrap:anywhere]">
      {contact}
      <span className={contact ? "block text-xs text-muted-foreground" : ""}>
        <Breakable text={email} />
      </span>
    </span>
  );
}
