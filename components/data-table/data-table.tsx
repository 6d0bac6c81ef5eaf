import type { ReactNode } from "react";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { Row, SelectPage } from "./rows";
import { type Order, SortHead, wideOnly } from "./table-parts";

/** A column that people can show or hide. `Place`: what cells need to know besides their row. */
export type Column<Record, Place, By extends string> = { label: string; /** shown to who has chosen nothing */ isUsual?: boolean; sort?: By; isTime?: boolean; cell: (row: Record, place: Place) => ReactNode };

type DataTableProps<Record, Place, By extends string> = {
  label: string;
  rows: readonly Record[];
  columns: readonly Column<Record, Place, By>[];
  place: Place;
  order: Order<By | "name">;
  params: URLSearchParams;
  canSelect: boolean;
  /** the first column, which is always there; narrow, it is the only one and says the most important of the others too */
  children: (row: Record) => ReactNode;
};

/** A page of records by their names, with the columns chosen. Every row leads to its record. */
export function DataTable<Record extends { id: string; name: string }, Place, By extends string>({ label, rows, columns, place, order, params, canSelect, children }: DataTableProps<Record, Place, By>) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          {canSelect ? <SelectPage ids={rows.map(({ id }) => id)} /> : null}
          <SortHead by="name" label="Name" order={order} params={params} />
          {columns.map((column) =>
            column.sort ? (
              <SortHead key={column.label} by={column.sort} label={column.label} order={order} params={params} isDescendingFirst={column.isTime ?? false} className={wideOnly} />
            ) : (
              <TableHead key={column.label} className={wideOnly}>
                {column.label}
              </TableHead>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} id={row.id} name={row.name} canSelect={canSelect}>
            <TableCell className="max-w-56 max-md:max-w-0 2xl:max-w-72">{children(row)}</TableCell>
            {columns.map(({ label: heading, cell }) => {
              const content = cell(row, place);
              return (
                <TableCell key={heading} title={typeof content === "string" ? content : undefined} className={`${wideOnly} max-w-56 truncate`}>
                  {content}
                </TableCell>
              );
            })}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
