import type { Transaction } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { Trigger } from "./schema";
import { purposes, seal } from "./sealed";

/** A run about to be accepted. */
export type NewRun = {
  organisationId: string;
  functionId: string;
  trigger: Trigger;
  /** what runs: a version that was published, or code that was not */
  code: { version: number } | { draft: string };
  /** JSON text; what `export default` is called with */
  event: string;
  /** when it is to begin */
  at: Date;
  now: Date;
  isDryRun?: boolean;
  /** it never runs beside another such run of its function: real runs of tasks */
  isAlone?: boolean;
  startedById?: string | null;
  /** of a call with Idempotency-Key; a second row with the same is a conflict */
  idempotency?: { hash: string; requestHash: string };
};

/** Stores a run with what it was asked, encrypted; from here on it is not lost. @returns its id */
export async function storeRun(tx: Pick<Transaction, "functionRun">, run: NewRun): Promise<string> {
  const id = newId();
  const { organisationId, functionId, trigger, code, event, at, now, isDryRun = false, isAlone = false, startedById = null, idempotency } = run;
  await tx.functionRun.create({
    data: {
      id,
      organisationId,
      functionId,
      trigger,
      isDryRun,
      isAlone,
      ...("version" in code ? { version: code.version } : { draftCode: code.draft }),
      at,
      createdAt: now,
      eventSealed: seal(event, purposes.event(id)),
      startedById,
      ...(idempotency && { idempotencyHash: idempotency.hash, requestHash: idempotency.requestHash }),
    },
    select: { id: true }, // and not the event once more
  });
  return id;
}
