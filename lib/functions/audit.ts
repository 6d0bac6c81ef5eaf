import type { Context } from "@/lib/core/context";
import { actorText, type Transaction } from "@/lib/core/db";

/** What can be done to a function or looked at of it, as its audit names it. */
export type AuditedAction = "create" | "settings" | "draft" | "publish" | "restore" | "state" | "delete" | "run" | "stored.view" | "stored.edit" | "secret.set" | "secret.delete" | "link.renew";

/** Notes who did what to a function. `detail`: for people, never a value. */
export async function audit(tx: Pick<Transaction, "functionAudit">, ctx: Context, functionId: string, action: AuditedAction, detail = ""): Promise<void> {
  await tx.functionAudit.create({ data: { organisationId: ctx.organisationId, functionId, action, detail, actor: actorText(ctx.actor), at: ctx.now } });
}
