import Link from "next/link";
import { Breakable } from "@/components/breakable";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { type Order, TagList } from "@/components/data-table/table-parts";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { attendanceWords, StateBadge } from "@/components/visitor-state";
import type { VisitorRow, VisitorSort } from "@/lib/visitors/browse";

type Place = { base: string; zone: string };
type VisitorTableColumn = Column<VisitorRow, Place, VisitorSort>;

/** What a table of visitors can show beside the name, in this order. */
export const visitorColumns = {
  company: { label: "Company", isUsual: true, sort: "company", cell: ({ company }) => company },
  email: { label: "E-mail", cell: ({ email }) => email && <span className="relative z-10 block whitespace-normal [overflow-wrap:anywhere] select-text"><Breakable text={email} /></span> },
  type: { label: "Type", isUsual: true, cell: ({ type }) => type },
  state: { label: "State", isUsual: true, cell: ({ state }) => <StateBadge state={state} /> },
  attendance: { label: "Attendance", cell: ({ attendance }) => (attendance === "show" ? <Badge tone="success">{attendanceWords[attendance]}</Badge> : null) },
  partner: { label: "Partner", cell: partnerCell },
  tags: { label: "Tags", cell: ({ tags }) => <TagList tags={tags} /> },
  reference: { label: "Reference", cell: ({ reference }) => reference },
  registered: { label: "Registered", isUsual: true, sort: "registered", isTime: true, cell: ({ registered }, { zone }) => registered && <Time at={registered} zone={zone} className="whitespace-nowrap tabular-nums" /> },
  changed: { label: "Last change", sort: "changed", isTime: true, cell: ({ changed }, { zone }) => <Time at={changed} zone={zone} className="whitespace-nowrap tabular-nums" /> },
} as const satisfies Record<string, VisitorTableColumn>;

export type VisitorColumn = keyof typeof visitorColumns;

type Props = Place & { rows: readonly VisitorRow[]; shown: readonly VisitorColumn[]; order: Order<VisitorSort>; params: URLSearchParams; canSelect: boolean };

export function VisitorTable({ rows, shown, order, params, canSelect, ...place }: Props) {
  return (
    <DataTable label="Visitors" rows={rows} columns={shown.map((name): VisitorTableColumn => visitorColumns[name])} place={place} order={order} params={params} canSelect={canSelect}>
      {(row) => <Name row={row} base={place.base} hasEmail={shown.includes("email")} />}
    </DataTable>
  );
}

/** The link reaches over the whole row. Narrow, it stands for the row: company, state and type are below it. */
function Name({ row, base, hasEmail }: { row: VisitorRow; base: string; hasEmail: boolean }) {
  const { id, name, company, email, state, type } = row;
  return (
    <>
      <Link href={`${base}/visitors/${id}`} prefetch={false} title={name} className="block truncate font-medium after:absolute after:inset-0">
        {name}
      </Link>
      {email && email !== name && !hasEmail ? <p className="text-xs [overflow-wrap:anywhere] text-muted-foreground"><Breakable text={email} /></p> : null}
      <div className="mt-1.5 grid gap-1.5 text-xs text-muted-foreground md:hidden">
        {company ? <p className="[overflow-wrap:anywhere]">{company}</p> : null}
        <p className="flex flex-wrap items-center gap-2">
          <StateBadge state={state} />
          {type}
        </p>
      </div>
    </>
  );
}

function partnerCell({ partner, partnerId, role }: VisitorRow, { base }: Place) {
  if (!partner) return null;
  return (
    <>
      <Link href={`${base}/partners/${partnerId}`} prefetch={false} title={partner} className="relative z-10 underline-offset-4 hover:underline">
        {partner}
      </Link>
      <span className="block truncate text-xs text-muted-foreground">{role === "staff" ? "Staff" : "Guest"}</span>
    </>
  );
}
