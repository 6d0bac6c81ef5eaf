import { randomUUID } from "node:crypto";
import { runtime } from "@/lib/core/runtime";
import { isVisitError } from "@/lib/core/errors";
import { tell } from "./tell";

/** A run that is ours to execute, with all that needs. */
export type ClaimedRun = {
  id: string;
  /** proves that it is ours; whatever is written of the run is written by its holder */
  token: string;
  organisationId: string;
  functionId: string;
  functionName: string;
  functionState: string;
  kind: string;
  trigger: string;
  isDryRun: boolean;
  version: number | null;
  code: string;
  eventSealed: string;
  apiKeyId: string | null;
  timeoutMs: number;
  memoryBytes: number;
  at: Date;
  attempt: number;
  isCancelling: boolean;
  /** the function failed the last time, so that a good end is news */
  isFailing: boolean;
};

/** `taken`: somebody else has it, or it is over; `busy`: another run of its task is at work; `early`: its moment has not come. */
export type Claim = { kind: "claimed"; run: ClaimedRun } | { kind: "taken" | "busy" | "early" };

/**
 * Takes a run that waits, or whose holder let its lease run out. Whoever gets it executes it; everybody else finds it taken.
 * @param now  only for whether its moment has come; leases go by the database's clock, which all processes share
 */
export async function claimRun(runId: string, now: Date): Promise<Claim> {
  const token = randomUUID();
  const { query } = runtime().database;
  try {
    const [run] = await query<Omit<ClaimedRun, "token">>("claim run", claimText, [runId, token, leaseSeconds, now]);
    if (run) {
      tell(run.organisationId, `functions:${run.functionId}`, `runs:${run.id}`);
      return { kind: "claimed", run: { ...run, token } };
    }
  } catch (error) {
    if (isVisitError(error) && error.code === "conflict") return { kind: "busy" }; // function_run_alone
    throw error;
  }
  const [waiting] = await query<{ at: Date }>("run that waits", `SELECT at FROM function_run WHERE id = $1 AND state = 'waiting'`, [runId]);
  return { kind: waiting && waiting.at > now ? "early" : "taken" };
}

/** Keeps a run ours, and says what it logged and called so far. @returns whether it is still ours, and whether somebody wants it to end */
export async function renewRun({ id, token }: Pick<ClaimedRun, "id" | "token">, progress: { log: string; calls: string } | undefined): Promise<{ isOurs: boolean; isCancelling: boolean }> {
  const [row] = progress
    ? await runtime().database.query<{ isCancelling: boolean }>("renew run with log", renewLogText, [id, token, leaseSeconds, progress.log, progress.calls])
    : await runtime().database.query<{ isCancelling: boolean }>("renew run", renewText, [id, token, leaseSeconds]);
  return { isOurs: row !== undefined, isCancelling: row?.isCancelling ?? false };
}

/**
 * Gives a run back, to be executed by another process from its beginning.
 * @param isTry  it counts among the times it was begun: something went wrong, and may go wrong again; not when this process is only stopping
 */
export async function handBack({ id, token, organisationId, functionId }: ClaimedRun, { isTry }: { isTry: boolean }): Promise<void> {
  await runtime().database.query("hand run back", handBackText, [id, token, isTry ? 0 : 1]);
  tell(organisationId, `functions:${functionId}`, `runs:${id}`);
}

/** Longer than any pause of a healthy process; a dead one's runs wait as long. */
export const leaseSeconds = 30;

/** Of a run `r`, its function `f` and version `v`. */
export const claimedColumns = `r.id, r."organisationId", r."functionId", f.name AS "functionName", f.state AS "functionState", f.kind, r.trigger, r."isDryRun", r.version,
  coalesce(r."draftCode", v.code, '') AS code, r."eventSealed", f."apiKeyId", f."timeoutMs", f."memoryBytes", r.at, r.attempt, r."isCancelling",
  (f."failuresInRow" > 0 OR f."isFailureTold") AS "isFailing"`;
const claimText = `WITH r AS (
    UPDATE function_run SET state = 'running', "claimedBy" = $2, "leaseUntil" = now() + make_interval(secs => $3), attempt = attempt + 1,
           "startedAt" = $4, log = '[]', calls = '[]', "isLogTruncated" = false
     WHERE id = $1 AND ((state = 'waiting' AND at <= $4) OR (state = 'running' AND "leaseUntil" < now()))
    RETURNING *)
  SELECT ${claimedColumns} FROM r JOIN function f ON f.id = r."functionId" LEFT JOIN function_version v ON v."functionId" = r."functionId" AND v.number = r.version`;
const renewText = `UPDATE function_run SET "leaseUntil" = now() + make_interval(secs => $3) WHERE id = $1 AND "claimedBy" = $2 AND state = 'running' RETURNING "isCancelling"`;
const renewLogText = `UPDATE function_run SET "leaseUntil" = now() + make_interval(secs => $3), log = $4::jsonb, calls = $5::jsonb
   WHERE id = $1 AND "claimedBy" = $2 AND state = 'running' RETURNING "isCancelling"`;
const handBackText = `UPDATE function_run SET state = 'waiting', "claimedBy" = NULL, "leaseUntil" = NULL, attempt = attempt - $3::int WHERE id = $1 AND "claimedBy" = $2 AND state = 'running'`;
