/** A timestamptz column as wire values hold times: UTC, to the second. */
export function sqlTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

/**
 * One JSON object. By row_to_json, because json_build_object is slower and jsonb puts blanks between and loses the order.
 * @param columns  a select list; the names of its columns become the members
 */
export function sqlObject(columns: string): string {
  return `(SELECT row_to_json(item) FROM (SELECT ${columns}) item)`;
}

/**
 * A compact JSON array, never null.
 * @param columns  of one entry, as in `sqlObject`
 * @param from     what follows FROM
 * @param order    what follows ORDER BY
 */
export function sqlArray(columns: string, from: string, order: string): string {
  return `(SELECT coalesce('[' || string_agg(${sqlObject(columns)}::text, ',' ORDER BY ${order}) || ']', '[]')::json FROM ${from})`;
}
