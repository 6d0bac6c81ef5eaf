import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { keyLabels } from "./key-labels";
import { instantOf } from "./question";
import type { LogCursor, LogFilter, LoggedCall, LogPage } from "./schema";

/** The filter of an address: `key` and `status` (several times), `path`, `address`, `request`, `from` and `until` on the organisation's clocks. What cannot be read is left out. */
export function logFilterIn(params: URLSearchParams, zone: string): LogFilter {
  const text = (name: string) => (params.get(name) ?? "").replace(/\p{Cc}/gu, "").trim().slice(0, 200); // prettier-ignore
  const several = (name: string, form: RegExp) => [...new Set(params.getAll(name))].filter((value) => form.test(value)).slice(0, 100);
  const [from, until] = [instantOf(params.get("from"), zone), instantOf(params.get("until"), zone)];
  return {
    keys: several("key", /^[0-9a-z]{13}$/),
    statuses: several("status", /^(?:[2-5]\d\d|[2-5]xx|error)$/),
    path: text("path"),
    address: text("address"),
    requestId: text("request").toLowerCase(),
    ...(from && { from }),
    ...(until && { until }),
  };
}

/** A cursor as an address carries it: `after=…` or `before=…`. */
export function logCursorParam({ side, at, requestId }: LogCursor): [name: string, value: string] {
  return [side, `${at.getTime()}.${requestId}`];
}

export function logCursorIn(params: URLSearchParams): LogCursor | undefined {
  for (const side of ["after", "before"] as const) {
    const [, at, requestId] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(params.get(side) ?? "") ?? [];
    if (at !== undefined && requestId !== undefined && isUuid.test(requestId)) return { side, at: new Date(Number(at)), requestId };
  }
  return undefined;
}

/** A page of the request log, the newest first. One before a cursor that is not full becomes the first page. */
export async function listLoggedCalls(ctx: Context, filter: LogFilter, cursor?: LogCursor): Promise<LogPage> {
  const isBackwards = cursor?.side === "before";
  const found = await read(ctx, filter, cursor && { sql: `(at, id) ${isBackwards ? ">" : "<"} ($?::timestamptz, $?::uuid)`, values: [cursor.at.toISOString(), cursor.requestId] }, isBackwards ? "ASC" : "DESC", pageRows + 1);
  const hasMore = found.length > pageRows;
  if (isBackwards && !hasMore) return listLoggedCalls(ctx, filter);
  const shown = found.slice(0, pageRows);
  if (isBackwards) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    rows: await labelled(ctx, shown),
    ...(first && cursor && { previous: { side: "before", at: first.at, requestId: first.requestId } }),
    ...(last && (hasMore || isBackwards) && { next: { side: "after", at: last.at, requestId: last.requestId } }),
  };
}

/**
 * What the log has since a moment, for whoever looks on; the newest first, 200 at most. A call stands in the log when it is answered, but in its place
 * by when it came: so calls that came up to 40 s before are told again, and the caller leaves out what is shown already.
 */
export async function newerCalls(ctx: Context, filter: LogFilter, since: Date): Promise<LoggedCall[]> {
  const from = new Date(since.getTime() - longestCallMs);
  return labelled(ctx, await read(ctx, filter, { sql: `at >= $?::timestamptz`, values: [from.toISOString()] }, "DESC", 200));
}

type Condition = { sql: string; values: readonly unknown[] };
type Row = Omit<LoggedCall, "keyLabel">;

async function read({ organisationId }: Context, filter: LogFilter, more: Condition | undefined, order: "ASC" | "DESC", limit: number): Promise<Row[]> {
  const values: unknown[] = [organisationId];
  const conditions = [...conditionsOf(filter), ...(more ? [more] : [])].map(({ sql, values: own }) => own.reduce((text: string, value) => text.replace("$?", () => `$${values.push(value)}`), sql));
  const text = `SELECT at, id AS "requestId", "keyId", method, path, operation, format, origin, status, "durationUs" / 1000.0::float8 AS "durationMs", bytes, address, skipped
    FROM logged_call WHERE ${[`"organisationId" = $1`, ...conditions].join(" AND ")} ORDER BY at ${order}, id ${order} LIMIT ${limit}`;
  return runtime().database.query<Row>("", text, values);
}

function conditionsOf({ keys, statuses, path, address, requestId, from, until }: LogFilter): Condition[] {
  const conditions: Condition[] = [];
  if (keys.length > 0) conditions.push({ sql: `"keyId" = ANY($?::text[])`, values: [keys] });
  if (statuses.length > 0) conditions.push({ sql: `(${statuses.map(statusText).join(" OR ")})`, values: [] });
  if (path !== "") conditions.push({ sql: "path LIKE $?", values: [`%${path.replace(/[\\%_]/g, "\\$&")}%`] });
  if (address !== "") conditions.push({ sql: "address = $?", values: [address] });
  if (requestId !== "") conditions.push(idCondition(requestId));
  if (from) conditions.push({ sql: "at >= $?::timestamptz", values: [from.toISOString()] });
  if (until) conditions.push({ sql: "at < $?::timestamptz", values: [until.toISOString()] });
  return conditions;
}

/** Only of what the filter's form lets through. */
function statusText(status: string): string {
  if (status === "error") return "status >= 400";
  const from = Number(status.replaceAll("x", "0"));
  return status.endsWith("xx") ? `status BETWEEN ${from} AND ${from + 99}` : `status = ${from}`;
}

/** An id or its beginning, as a range, which an index can find. */
function idCondition(requestId: string): Condition {
  const digits = requestId.replaceAll("-", "");
  if (!/^[0-9a-f]{1,32}$/.test(digits)) return { sql: "false", values: [] };
  return { sql: "id BETWEEN $?::uuid AND $?::uuid", values: [digits.padEnd(32, "0"), digits.padEnd(32, "f")] };
}

async function labelled(ctx: Context, rows: readonly Row[]): Promise<LoggedCall[]> {
  const labelOf = await keyLabels(ctx, [...new Set(rows.flatMap(({ keyId }) => keyId ?? []))]);
  return rows.map((row) => ({ ...row, keyLabel: row.keyId === null ? null : labelOf(row.keyId) }));
}

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const pageRows = 50;
/** What a list may be held, what it may be retried at the turnstile, and the second until it is flushed. */
const longestCallMs = 40_000;
