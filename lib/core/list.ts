import { createHash } from "node:crypto";
import type { Context } from "./context";
import type { Transaction } from "./db";
import { part, runtime } from "./runtime";
import type { Item, Page } from "./wire";
import type { ListQuery } from "./wire-schema";

/** Where the rows of a resource stand, and the one SQL expression that makes their wire value. */
export type Source = {
  /** table and alias, e.g. `visitor v` */
  table: string;
  alias: string;
  /** a SELECT of one row and one text column `json`, which may refer to the alias */
  json: string;
};

/** A restriction of a list. `$?` in the SQL stands for the value, which is bound, never spliced. */
export type Condition = { sql: string; value?: unknown };

type PageRow = { json: string; count: number; lastRevision: string | null; horizon: string };

/**
 * One page of a list, oldest revision first, with the organisation's horizon: one statement and so one snapshot.
 * The rows are cut to the page before any of them is joined or built.
 */
export async function readPage(ctx: Context, source: Source, query: Pick<ListQuery, "fromRevision" | "limit">, conditions: readonly Condition[]): Promise<Page> {
  const values: unknown[] = [ctx.organisationId, query.fromRevision, query.limit];
  const where = conditions.map(({ sql, value }) => {
    if (value === undefined) return sql;
    values.push(value);
    return sql.replaceAll("$?", `$${values.length}`);
  });
  const text = pageStatement(source, where, query.limit);
  const [row] = await runtime().database.query<PageRow>(statementName(text), text, values);
  if (!row) throw new Error("A page statement gives one row.");
  return {
    json: row.json,
    count: row.count,
    lastRevision: row.lastRevision === null ? null : BigInt(row.lastRevision),
    horizon: BigInt(row.horizon),
  };
}

/** The inner LIMIT is written out because the planner must know that few rows come, whatever `limit` a prepared statement is given. */
export function pageStatement({ table, alias, json }: Source, where: readonly string[], limit: number): string {
  const conditions = [`${alias}."organisationId" = $1`, `${alias}.revision >= $2::bigint`, ...where].join(" AND ");
  return `SELECT coalesce('[' || string_agg(listed.json, ',' ORDER BY listed.revision) || ']', '[]') AS json,
  count(*)::int AS count, max(listed.revision)::text AS "lastRevision",
  (SELECT "lastRevision" FROM organisation WHERE id = $1)::text AS horizon
FROM (
  SELECT ${alias}.revision, built.json FROM (
    SELECT * FROM (SELECT ${alias}.* FROM ${table} WHERE ${conditions} ORDER BY ${alias}.revision LIMIT ${limit <= 100 ? 100 : 1000}) cut
    ORDER BY revision LIMIT $3::int
  ) ${alias} CROSS JOIN LATERAL (${json}) built
) listed`;
}

type ItemRow = { json: string; revision: string; isDeleted?: boolean; validator?: string };

/**
 * One item as a wire value.
 * @param text    a SELECT of at most one row: json, revision (text), and where the resource has them isDeleted and validator
 * @param within  the transaction to read in; without, the read pool
 */
export async function readRow(text: string, values: string[], within?: Transaction): Promise<(Item & { isDeleted: boolean }) | undefined> {
  const rows = within
    ? await within.$queryRawUnsafe<ItemRow[]>(text, ...values) // the text is a constant of ours, the values are bound
    : await runtime().database.query<ItemRow>(statementName(text), text, values);
  const [row] = rows;
  if (!row) return undefined;
  return { json: row.json, revision: BigInt(row.revision), isDeleted: row.isDeleted ?? false, ...(row.validator && { validator: row.validator }) };
}

/** A prepared statement is known by its text, so that two texts can never share a name. Digests are kept: the texts are long and few. */
function statementName(text: string): string {
  const known = statementNames().get(text);
  if (known !== undefined) return known;
  const name = createHash("sha1").update(text).digest("base64url");
  statementNames().set(text, name);
  return name;
}

/** Grows with the combinations of filters a resource has, not with what callers send: values are bound. */
const statementNames = part("statement names", () => new Map<string, string>());
