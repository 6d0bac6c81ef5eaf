import type { Context, Idempotency } from "./context";
import { write, type Transaction } from "./db";
import { conflict, VisitError } from "./errors";
import type { Created } from "./wire";

/**
 * A write that creates, done at most once for each Idempotency-Key: its answer is recorded in the transaction of its effect, so
 * that whatever dies in between, both are there or neither. A second call with the same key and the same bytes gets the
 * recorded answer; a failure leaves nothing behind and may be tried again. Without a key it is `write`.
 * @throws conflict     the key was used with other bytes
 * @throws deleted      who the answer told of was erased since
 * @throws in_progress  the first call with this key is still running
 */
export function writeOnce(ctx: Context, work: (tx: Transaction) => Promise<Created>): Promise<Created> {
  const { idempotency, now } = ctx;
  if (!idempotency) return write(ctx, work);
  return write(
    ctx,
    async (tx) => {
      const recorded = await find(tx, idempotency, now);
      if (recorded) return recorded;
      const created = await work(tx);
      await record(tx, idempotency, created, now);
      return created;
    },
    (tx) => claim(tx, idempotency),
  );
}

/** Taken before the organisation's lock, and given back with the commit: whoever finds it taken need not queue to learn that. */
async function claim(tx: Transaction, { id }: Idempotency): Promise<void> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended('idempotency:' || ${id}, 0)) AS free`;
  if (!row?.free) throw new VisitError("in_progress", "The first request with this Idempotency-Key is still running.", { retryAfterSeconds: 1 });
}

async function find(tx: Transaction, { id, bodyHash }: Idempotency, now: Date): Promise<Created | undefined> {
  const found = await tx.idempotencyRecord.findUnique({ where: { id } });
  if (!found || found.createdAt.getTime() <= now.getTime() - keptMs) return undefined;
  if (found.bodyHash !== bodyHash) throw conflict("This Idempotency-Key was used with another request. Use a new key for a new request.");
  if (found.json === forgotten) throw new VisitError("deleted", "What the first request with this Idempotency-Key made was deleted since.");
  return { json: found.json, revision: found.revision, isNew: found.isNew, ...(found.validator !== null && { validator: found.validator }) };
}

async function record(tx: Transaction, { id, bodyHash }: Idempotency, { json, revision, validator, isNew }: Created, now: Date): Promise<void> {
  const answer = { bodyHash, json, revision, validator: validator ?? null, isNew, createdAt: now };
  await tx.idempotencyRecord.upsert({ where: { id }, create: { id, ...answer }, update: answer });
  // Purged a few at a time by those who add; rows another writer is at are left to it.
  await tx.$executeRaw`DELETE FROM idempotency_record WHERE id IN (
    SELECT id FROM idempotency_record WHERE "createdAt" <= ${new Date(now.getTime() - keptMs)} AND id <> ${id} LIMIT 20 FOR UPDATE SKIP LOCKED)`;
}

/** Stands for an answer about somebody who was erased: the key stays used, and nothing is told. */
export const forgotten = "null";

/** 24 hours. Source: contract, Idempotency-Key. */
const keptMs = 24 * 60 * 60 * 1000;
