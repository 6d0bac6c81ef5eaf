import type { Context } from "@/lib/core/context";
import { actorText, type Transaction } from "@/lib/core/db";
import { runtime } from "@/lib/core/runtime";
import { functionOf } from "./function-row";
import type { AuditedAction, AuditRow, HistoryFilter, HistoryRow } from "./schema";

/** Notes who did what to a function. `detail`: for people, never a value. */
export async function audit(tx: Pick<Transaction, "functionAudit">, ctx: Context, functionId: string, action: AuditedAction, detail = ""): Promise<void> {
  await tx.functionAudit.create({ data: { organisationId: ctx.organisationId, functionId, action, detail, actor: actorText(ctx.actor), at: ctx.now } });
}

/** Who did what to a function, the latest 100. @throws not_found */
export async function listAudit(ctx: Context, functionId: string): Promise<AuditRow[]> {
  await functionOf(runtime().database.read, ctx, functionId);
  return runtime().database.query<AuditRow>("function audit", auditText, [ctx.organisationId, functionId]);
}

/**
 * Who did what to any function, also to those that are deleted, the latest first, 50 at a time. Runs by hand are many and have lists of
 * their own: they are told when asked for. `next`: where the page behind begins; absent at the end.
 */
export async function listHistory(ctx: Context, { action, before }: HistoryFilter): Promise<{ rows: HistoryRow[]; next?: string }> {
  const found = await runtime().database.query<HistoryRow>("function history", historyText, [ctx.organisationId, action ?? null, before ?? null, pageRows + 1]);
  const rows = found.slice(0, pageRows);
  const last = rows.at(-1);
  return { rows, ...(last && found.length > pageRows && { next: last.id }) };
}

const pageRows = 50;

/** Of an audit's row `h`, with the account `a` it names: a person, or what acted. */
const by = `coalesce(a.name, CASE split_part(h.actor, ':', 1) WHEN 'account' THEN 'an account that is no more' ELSE split_part(h.actor, ':', 1) END) AS by`;
const account = `LEFT JOIN account a ON h.actor = 'account:' || a.id AND a."organisationId" = $1`;

const auditText = `SELECT h.id::text AS id, h.action, h.detail, ${by}, h.at FROM function_audit h ${account}
 WHERE h."organisationId" = $1 AND h."functionId" = $2 ORDER BY h.id DESC LIMIT 100`;

/** What is deleted is called what it was called when that happened. */
const historyText = `
  SELECT h.id::text AS id, h."functionId", h.action, h.detail, ${by}, h.at, coalesce(f.name, d.detail, '') AS "functionName", f.id IS NULL AS "isDeleted"
    FROM (SELECT * FROM function_audit
           WHERE "organisationId" = $1 AND CASE WHEN $2::text IS NULL THEN action <> 'run' ELSE action = $2 END AND ($3::bigint IS NULL OR id < $3)
           ORDER BY id DESC LIMIT $4) h
    ${account}
    LEFT JOIN function f ON f.id = h."functionId"
    LEFT JOIN LATERAL (SELECT detail FROM function_audit WHERE "organisationId" = $1 AND "functionId" = h."functionId" AND action = 'delete' ORDER BY id DESC LIMIT 1) d ON f.id IS NULL
   ORDER BY h.id DESC`;
