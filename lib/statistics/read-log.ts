import { runtime } from "@/lib/core/runtime";
import { addressText } from "./address-text";
import type { LogFilter, LoggedCall } from "./schema";

/** Where in the log something stands. */
export type Place = { at: Date; requestId: string };
export type LogRow = Omit<LoggedCall, "keyLabel">;

/** Of how many rows at most is looked at whether they match: where they come in the order of time, and where in that of another index. */
export type MostLookedAt = { inOrder: number; scattered: number };

/** `after` and `before` in the order in which the log is shown, the newest first: `before` a place means newer. The newest come first, or the oldest. */
type Reach = { after?: Place; before?: Place; since?: Date; order: "newest" | "oldest"; limit: number };

/**
 * Rows of the log that match. Only one condition at a time is helped by an index: for what the others ask only so many rows are looked at, so that
 * no question takes longer than people wait, however long the log.
 * @returns `stoppedAt`: the last that was looked at, where there may be more behind it
 */
export async function readLog(organisationId: string, filter: LogFilter, reach: Reach, most: MostLookedAt = mostLookedAt): Promise<{ rows: LogRow[]; stoppedAt?: Place }> {
  const values: unknown[] = [];
  const bind = (sql: string, own: readonly unknown[]) => own.reduce((text: string, value) => text.replace("$?", () => `$${values.push(value)}`), sql);
  const { order, limit } = reach;
  const ordered = order === "newest" ? "ORDER BY at DESC, id DESC" : "ORDER BY at, id";
  const { lead, rest, lookedAt } = partsOf(conditionsOf(filter), most);
  const looked = `FROM logged_call WHERE ${[bind(`"organisationId" = $?`, [organisationId]), ...[...reachConditions(filter, reach), ...lead].map(({ sql, values: own }) => bind(sql, own))].join(" AND ")} ${ordered}`;
  const lookedValues = [...values];
  if (rest.length === 0) return { rows: await runtime().database.query<LogRow>("", `SELECT ${columns} ${looked} LIMIT ${limit}`, values) };
  const matching = rest.map(({ sql, values: own }) => bind(sql, own)).join(" AND ");
  const rows = await runtime().database.query<LogRow>("", `SELECT ${columns} FROM (SELECT * ${looked} LIMIT ${lookedAt}) looked WHERE ${matching} ${ordered} LIMIT ${limit}`, values);
  if (rows.length === limit) return { rows };
  const [stoppedAt] = await runtime().database.query<Place>("", `SELECT at, id AS "requestId" ${looked} OFFSET ${lookedAt - 1} LIMIT 1`, lookedValues);
  return { rows, ...(stoppedAt && { stoppedAt }) };
}

type Condition = { sql: string; values: readonly unknown[]; hasIndex?: boolean };

/** Of the conditions that have an index the first leads; the others are looked for in what it finds. */
function partsOf(conditions: readonly Condition[], most: MostLookedAt): { lead: Condition[]; rest: Condition[]; lookedAt: number } {
  const leading = conditions.find(({ hasIndex }) => hasIndex);
  return { lead: leading ? [leading] : [], rest: conditions.filter((condition) => condition !== leading), lookedAt: leading ? most.scattered : most.inOrder };
}

/** In the order in which they may lead. */
function conditionsOf({ keys, statuses, path, address, requestId }: LogFilter): Condition[] {
  const conditions: Condition[] = [];
  const [key] = keys;
  if (requestId !== "") conditions.push(idCondition(requestId));
  if (key !== undefined) conditions.push(keys.length === 1 ? { sql: `"keyId" = $?`, values: [key], hasIndex: true } : { sql: `"keyId" = ANY($?::text[])`, values: [keys] });
  if (address !== "") conditions.push({ sql: "address = $?", values: [addressText(address)], hasIndex: true });
  if (statuses.length > 0) conditions.push({ sql: `(${statuses.map(statusText).join(" OR ")})`, values: [] });
  if (statuses.length > 0 && statuses.every((status) => status === "error" || /^[45]/.test(status))) conditions.push({ sql: "status >= 400", values: [], hasIndex: true });
  if (path !== "") conditions.push({ sql: "path LIKE $?", values: [`%${path.replace(/[\\%_]/g, "\\$&")}%`] });
  return conditions;
}

function reachConditions({ from, until }: LogFilter, { after, before, since }: Reach): Condition[] {
  const place = ({ at, requestId }: Place) => [at.toISOString(), requestId];
  return [
    ...(from ? [{ sql: "at >= $?::timestamptz", values: [from.toISOString()] }] : []),
    ...(until ? [{ sql: "at < $?::timestamptz", values: [until.toISOString()] }] : []),
    ...(since ? [{ sql: "at >= $?::timestamptz", values: [since.toISOString()] }] : []),
    ...(after ? [{ sql: "(at, id) < ($?::timestamptz, $?::uuid)", values: place(after) }] : []),
    ...(before ? [{ sql: "(at, id) > ($?::timestamptz, $?::uuid)", values: place(before) }] : []),
  ];
}

/** Only of what the filter's form lets through. */
function statusText(status: string): string {
  if (status === "error") return "status >= 400";
  const from = Number(status.replaceAll("x", "0"));
  return status.endsWith("xx") ? `status BETWEEN ${from} AND ${from + 99}` : `status = ${from}`;
}

/** An id or its beginning, as a range, which an index can find when few begin so. */
function idCondition(requestId: string): Condition {
  const digits = requestId.replaceAll("-", "");
  if (!/^[0-9a-f]{1,32}$/.test(digits)) return { sql: "false", values: [] };
  return { sql: "id BETWEEN $?::uuid AND $?::uuid", values: [digits.padEnd(32, "0"), digits.padEnd(32, "f")], ...(digits.length >= 6 && { hasIndex: true }) };
}

const columns = `at, id AS "requestId", "keyId", method, path, operation, format, origin, status, "durationUs" / 1000.0::float8 AS "durationMs", bytes, address, skipped`;
/** Rows in the order of time lie beside each other, so that a million is read in a quarter of a second; those of a key or an address are scattered. */
const mostLookedAt: MostLookedAt = { inOrder: 1_000_000, scattered: 100_000 };
