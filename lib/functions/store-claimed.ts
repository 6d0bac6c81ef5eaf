import { randomUUID } from "node:crypto";
import { newId } from "@/lib/core/ids";
import { runtime } from "@/lib/core/runtime";
import { claimedColumns, leaseSeconds, type ClaimedRun } from "./claim-run";
import { purposes, seal } from "./sealed";
import type { NewRun } from "./store-run";

/**
 * Stores a run as claimed by who stores it, in one statement with reading all that executing it needs. No event goes with it: its lease is
 * what has others execute it, should this process die (docs/decisions/0097).
 * @returns undefined when a run with this Idempotency-Key is there already
 */
export async function storeClaimed(run: Omit<NewRun, "code" | "at" | "isDryRun" | "isAlone" | "startedById"> & { version: number }): Promise<ClaimedRun | undefined> {
  const id = newId();
  const token = randomUUID();
  const { organisationId, functionId, trigger, version, event, now, idempotency } = run;
  const values = [id, organisationId, functionId, trigger, version, now, seal(event, purposes.event(id)), idempotency?.hash ?? null, idempotency?.requestHash ?? null, token, leaseSeconds];
  const [claimed] = await runtime().database.query<Omit<ClaimedRun, "token">>("store claimed run", text, values);
  return claimed && { ...claimed, token };
}

const text = `WITH r AS (
    INSERT INTO function_run (id, "organisationId", "functionId", trigger, version, at, "createdAt", "startedAt", "eventSealed", "idempotencyHash", "requestHash", state, attempt, "claimedBy", "leaseUntil")
    VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7, $8, $9, 'running', 1, $10, now() + make_interval(secs => $11))
    ON CONFLICT ("functionId", "idempotencyHash") DO NOTHING
    RETURNING *)
  SELECT ${claimedColumns} FROM r JOIN function f ON f.id = r."functionId" LEFT JOIN function_version v ON v."functionId" = r."functionId" AND v.number = r.version`;
