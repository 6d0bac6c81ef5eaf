import type { Transaction } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { runtime } from "@/lib/core/runtime";
import type { ClaimedRun } from "./claim-run";
import { functionMails, type FunctionHappening } from "./function-mails";
import { storableJson } from "./run-record";
import { failures, maxStateBytes, type OutcomeName, type RunError } from "./schema";
import { purposes, seal } from "./sealed";
import type { StateChanges } from "./stored-state";
import { tell } from "./tell";

/** How a run ended, and what is kept of it. */
export type Closing = {
  state: OutcomeName;
  endedAt: Date;
  error?: RunError;
  /** JSON text */
  result?: string;
  /** the same as people may read it, where that differs */
  shown?: string;
  usage?: { cpuMs: number; wallMs: number; peakMemoryBytes: number };
  /** JSON texts */
  log: string;
  calls: string;
  isLogTruncated: boolean;
  /** committed with the record, if the run is still ours */
  changes: StateChanges;
};

/**
 * Writes down how a run ended, in one transaction with what it changed of its state, the count of failures and the mails that
 * gives rise to. Of two holders of a run (one had let its lease run out) only the present one gets this far.
 * @returns how it ended after all: a state that has become too large meanwhile makes a good end a bad one; undefined when it was not ours to close
 */
export async function closeRun(run: ClaimedRun, closing: Closing): Promise<Closing | undefined> {
  const closed = await again(() => close(run, closing));
  tell(run.organisationId, `functions:${run.functionId}`, `runs:${run.id}`);
  return closed;
}

async function close(run: ClaimedRun, closing: Closing): Promise<Closing | undefined> {
  const { query, writer } = runtime().database;
  if (closing.state === "returned" && !run.isFailing && closing.changes.set.length === 0) {
    // The usual end gives rise to no mail: one statement, without a transaction around it.
    const [row] = await query<Closed>("close run", closeText, valuesOf(run, closing));
    if (row?.counted) await writer.$transaction((tx) => mail(tx, run, row.counted, undefined)); // it began to fail meanwhile
    return row?.isClosed ? closing : undefined;
  }
  return writer.$transaction(
    async (tx) => {
      const settled = await withinRoom(tx, run, closing);
      const [row] = await tx.$queryRawUnsafe<Closed[]>(closeText, ...valuesOf(run, settled)); // made of our own text; all that varies is bound
      await mail(tx, run, row?.counted ?? null, settled.error);
      return row?.isClosed ? settled : undefined;
    },
    { maxWait: 5000, timeout: 10_000 },
  );
}

/** Runs of one function that go on side by side each saw the state without the others' changes: that all fit is known under the function's lock. */
async function withinRoom(tx: Transaction, { functionId, isDryRun }: ClaimedRun, closing: Closing): Promise<Closing> {
  const { set, deleted } = closing.changes;
  if (set.length === 0 || isDryRun) return closing;
  await tx.$executeRaw`SELECT FROM function WHERE id = ${functionId} FOR NO KEY UPDATE`;
  const { _sum: kept } = await tx.functionState.aggregate({ where: { functionId, key: { notIn: [...set.map(({ key }) => key), ...deleted] } }, _sum: { bytes: true } });
  if (set.reduce((sum, { bytes }) => sum + bytes, kept.bytes ?? 0) <= maxStateBytes) return closing;
  const { result: _result, shown: _shown, ...rest } = closing;
  const message = `The state of a function holds at most ${maxStateBytes / 1024} KiB: together with what other runs have stored meanwhile it would be more.`;
  return { ...rest, state: "threw", error: { name: "RangeError", message }, changes: { set: [], deleted: [] } };
}

function valuesOf(run: ClaimedRun, { state, endedAt, error, result, shown, usage, log, calls, isLogTruncated, changes }: Closing): unknown[] {
  return [
    run.id,
    run.token,
    state,
    endedAt,
    error ? storableJson(error) : null,
    result === undefined ? null : seal(result, purposes.result(run.id)),
    usage?.cpuMs ?? null,
    usage?.wallMs ?? null,
    usage?.peakMemoryBytes ?? null,
    log,
    calls,
    isLogTruncated,
    JSON.stringify(changes.set),
    changes.deleted,
    failures.includes(state),
    shown === undefined ? null : seal(shown, purposes.result(run.id)),
  ];
}

async function mail(tx: Transaction, run: ClaimedRun, counted: Counted | null, error: RunError | undefined): Promise<void> {
  if (!counted) return;
  const happening = happeningOf(counted);
  if (!happening) return;
  const { organisationId, functionId, functionName: name } = run;
  const mail = functionMails.en(happening, { functionId, name, failuresInRow: counted.failuresInRow, error, url: runtime().settings.url });
  for (const to of counted.mailTo) await queueMail(tx, { organisationId, to, about: `function:${functionId}`, ...mail });
}

/** What somebody is to be told; undefined: nothing new. */
function happeningOf({ state, wasState, isFailureTold, wasTold }: Counted): FunctionHappening | undefined {
  if (state === "paused" && wasState !== "paused") return "paused";
  if (isFailureTold === wasTold) return undefined;
  return isFailureTold ? "failed" : "recovered";
}

/** A database that is busy or away for a moment costs no run: closing twice closes once. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries));
    }
  }
}

type Counted = { failuresInRow: number; isFailureTold: boolean; wasTold: boolean; state: string; wasState: string; mailTo: string[] };
type Closed = { isClosed: boolean; counted: Counted | null };

/** Drafts and dry runs count for nothing. A function that goes well as it always does is not touched: many may run at once. */
const closeText = `
  WITH closed AS (
         UPDATE function_run SET state = $3, "endedAt" = $4::timestamptz, error = $5::jsonb, "resultSealed" = $6, "shownSealed" = $16, "cpuMs" = $7::float8, "wallMs" = $8::float8, "peakMemoryBytes" = $9::bigint,
                log = $10::jsonb, calls = $11::jsonb, "isLogTruncated" = $12::boolean, "claimedBy" = NULL, "leaseUntil" = NULL, "isCancelling" = false
          WHERE id = $1 AND "claimedBy" = $2 AND state = 'running' RETURNING *),
       put AS (
         INSERT INTO function_state ("functionId", key, sealed, bytes, "updatedAt")
         SELECT closed."functionId", s.key, s.sealed, s.bytes, $4::timestamptz FROM closed, json_to_recordset($13::json) AS s(key text, sealed text, bytes int)
          WHERE NOT closed."isDryRun" ORDER BY s.key
         ON CONFLICT ("functionId", key) DO UPDATE SET sealed = excluded.sealed, bytes = excluded.bytes, "updatedAt" = excluded."updatedAt"),
       dropped AS (
         DELETE FROM function_state s USING closed WHERE s."functionId" = closed."functionId" AND s.key = ANY ($14::text[]) AND NOT closed."isDryRun"),
       before AS (
         SELECT f.* FROM function f JOIN closed ON f.id = closed."functionId"
          WHERE closed.version IS NOT NULL AND NOT closed."isDryRun" AND closed.state <> 'cancelled' AND ($15::boolean OR f."failuresInRow" > 0 OR f."isFailureTold")
            FOR NO KEY UPDATE OF f),
       counted AS (
         UPDATE function f
            SET "failuresInRow" = CASE WHEN $15 THEN b."failuresInRow" + 1 ELSE 0 END,
                "isFailureTold" = $15 AND (b."isFailureTold" OR b."failuresInRow" + 1 >= b."mailAfterFailures" OR b."failuresInRow" + 1 >= b."pauseAfterFailures" IS TRUE), -- a pause is told as well
                state = CASE WHEN $15 AND b.state = 'active' AND b."failuresInRow" + 1 >= b."pauseAfterFailures" THEN 'paused' ELSE b.state END,
                "nextRunAt" = CASE WHEN $15 AND b."failuresInRow" + 1 >= b."pauseAfterFailures" THEN NULL ELSE b."nextRunAt" END
           FROM before b WHERE f.id = b.id
         RETURNING f."failuresInRow", f."isFailureTold", b."isFailureTold" AS "wasTold", f.state, b.state AS "wasState", coalesce(f."mailTo", '{}') AS "mailTo")
  SELECT EXISTS (SELECT FROM closed) AS "isClosed", (SELECT row_to_json(counted) FROM counted) AS counted`;
