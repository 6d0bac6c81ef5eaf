import type { Context } from "./context";
import { runtime } from "./runtime";

/** Who changed something, as people know them. A name is empty when its account or key is gone. */
export type ChangedBy = { kind: "account" | "key" | "function" | "system"; name: string };

/** One line that the database noted, of one row. `changes`: column → [before, after]; null for a creation, and after a deletion. */
export type Change = { id: string; resource: string; action: "create" | "update" | "delete"; at: Date; by: ChangedBy; changes: Readonly<Record<string, readonly [unknown, unknown]>> | null };

/** A row whose lines are wanted. `since`: none that are older. */
export type Changed = { resource: "visitors" | "partners" | "contacts"; recordId: string; since?: Date };

type Row = Omit<Change, "by"> & { kind: ChangedBy["kind"]; name: string };

/** What was noted of these rows, the latest first. */
export async function readChanges(ctx: Context, rows: readonly Changed[], limit: number): Promise<Change[]> {
  const found = await runtime().database.query<Row>("changes", statement, [
    ctx.organisationId,
    rows.map(({ resource }) => resource),
    rows.map(({ recordId }) => recordId),
    rows.map(({ since }) => since ?? new Date(0)),
    limit,
  ]);
  return found.map(({ kind, name, ...change }) => ({ ...change, by: { kind, name } }));
}

const statement = `SELECT h.id::text AS id, h.resource, h.action, h.at, h.changes, split_part(h.actor, ':', 1) AS kind, coalesce(a.name, k.comments, '') AS name
  FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS wanted(resource, id, since)
  JOIN change h ON h.resource = wanted.resource AND h."recordId" = wanted.id AND h.at >= wanted.since AND h."organisationId" = $1
  LEFT JOIN account a ON h.actor = 'account:' || a.id AND a."organisationId" = $1
  LEFT JOIN api_key k ON h.actor IN ('key:' || k.id, 'function:' || k.id) AND k."organisationId" = $1
  ORDER BY h.id DESC LIMIT $5`;
