import type { Where } from "./browsing";
import { runtime } from "./runtime";

/**
 * What a table is sorted by, first things first: expressions of SQL that are never null, and their types. The id decides between
 * equals. All of them go up together, or down together.
 */
export type SortKey = readonly { sql: string; type: "text" | "bigint" | "timestamptz" | "boolean" }[];

/** Where a page begins: behind the row with these sort values and this id, or before it. Values and no row, so that it outlives a change of the row. */
export type Cursor = { side: "after" | "before"; values: readonly string[]; id: string };

export type BrowsePage<Row> = { rows: Row[]; /** where the pages beside this one begin */ previous?: Cursor; next?: Cursor };

export type Browsed = {
  table: string;
  alias: string;
  /** the select list of a row, and what is joined for it */
  columns: string;
  joins: string;
};

type Asked = { organisationId: string; eventId: string; where: Where; sort: SortKey; isDescending: boolean; cursor?: Cursor };

/**
 * One page of a table: found by its index and cut before anything is joined, never by counting rows off. Where nothing is left on a
 * page any more, or less than a page before one, the table begins again at its first.
 */
export async function browsePage<Row>(browsed: Browsed, asked: Asked): Promise<BrowsePage<Row>> {
  const { cursor } = asked;
  const isBackwards = cursor?.side === "before";
  const found = await readRows<Row>(browsed, asked);
  const hasMore = found.length > pageRows;
  if (cursor && (found.length === 0 || (isBackwards && !hasMore))) return browsePage(browsed, withoutCursor(asked));
  const shown = found.slice(0, pageRows);
  if (isBackwards) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    rows: shown.map(({ row }) => row),
    ...(first && cursor && { previous: { side: "before", values: first.values, id: first.id } }),
    ...(last && (hasMore || isBackwards) && { next: { side: "after", values: last.values, id: last.id } }),
  };
}

type FoundRow<Row> = { id: string; values: string[]; row: Row };

async function readRows<Row>({ table, alias, columns, joins }: Browsed, { organisationId, eventId, where, sort, isDescending, cursor }: Asked): Promise<FoundRow<Row>[]> {
  const goesDown = isDescending !== (cursor?.side === "before");
  const values: unknown[] = [organisationId, eventId, ...where.values];
  const keys = [...sort.map(({ sql }) => sql), `${alias}.id`];
  const bound = cursor && [...sort.map(({ type }, index) => `$${values.push(cursor.values[index])}::${type}`), `$${values.push(cursor.id)}`];
  const from = bound ? ` AND (${keys.join(", ")}) ${goesDown ? "<" : ">"} (${bound.join(", ")})` : "";
  const order = keys.map((key) => `${key} ${goesDown ? "DESC" : "ASC"}`).join(", ");
  const text = `SELECT ${alias}.id AS "rowId", ARRAY[${sort.map(({ sql }) => `(${sql})::text`).join(", ")}] AS "sortValues", ${columns} FROM (
    SELECT ${alias}.* FROM ${table} ${alias}
     WHERE ${alias}."organisationId" = $1 AND ${alias}."eventId" = $2 AND ${alias}."deletedAt" IS NULL AND ${where.sql}${from}
     ORDER BY ${order} LIMIT ${pageRows + 1}) ${alias} ${joins}
   ORDER BY ${order}`;
  const rows = await runtime().database.query<Row & { rowId: string; sortValues: string[] }>(planned, text, values);
  return rows.map(({ rowId, sortValues, ...row }) => ({ id: rowId, values: sortValues, row: row as unknown as Row })); // what is left of the row is the row
}

function withoutCursor({ cursor: _, ...asked }: Asked): Asked {
  return asked;
}

/** No name: planned for the values it comes with, because a rare word and a common one want different indexes. */
export const planned = "";
export const pageRows = 50;
