import { createHash } from "node:crypto";
import { refersToNothing, toVisitError } from "@/lib/core/db";
import { conflict, isVisitError, unavailable } from "@/lib/core/errors";
import { sendJob, wakeJobs } from "@/lib/core/jobs";
import { runtime } from "@/lib/core/runtime";
import type { Ended } from "../execute";
import { failures } from "../schema";
import { runEvent } from "../start-run";
import { storeClaimed } from "../store-claimed";
import { storeRun } from "../store-run";
import { tell } from "../tell";
import { noEndpoint } from "./admit";
import type { Endpoint } from "./find-endpoint";
import { hereRuns } from "./here-runs";

export type Accepting = {
  endpoint: Endpoint & { version: number };
  /** JSON text */
  event: string;
  now: Date;
  /** nobody waits for it here */
  isAsync: boolean;
  /** digests of the caller's Idempotency-Key and of the request */
  once?: Once;
};
export type Once = { hash: string; requestHash: string };

/** A call that is stored and will not be lost. `here`: it is executed in this process, and this is how it ends (see `HereRuns`). */
export type Accepted = { runId: string; here?: Promise<Ended | undefined> };

/**
 * Stores a call, encrypted, and has it executed: here and at once when a worker is free, for this process holds the caller; else by
 * whoever comes first.
 * @throws conflict  the Idempotency-Key was used with another request
 * @throws unavailable  too much waits already
 * @throws not_found  the function was deleted at this moment
 */
export async function acceptCall(accepting: Accepting): Promise<Accepted> {
  try {
    return await accept(accepting);
  } catch (error) {
    throw refersToNothing(error) ? noEndpoint() : error;
  }
}

async function accept(accepting: Accepting): Promise<Accepted> {
  const { endpoint, once, now, isAsync } = accepting;
  for (let tries = 0; tries < 3; tries++) {
    const earlier = once && (await earlierCall(endpoint.id, once, now));
    if (earlier !== undefined) return { runId: earlier };
    const giveBack = isAsync ? undefined : hereRuns().room(endpoint.organisationId, accepting.event.length);
    const stored = await (giveBack ? executeHere(accepting, giveBack) : leaveToEngine(accepting));
    if (stored) return stored; // else another call with this key was faster: it is there now
  }
  throw unavailable("Other calls with this Idempotency-Key are being made at this moment.");
}

/** @param giveBack  its room here, once it has ended */
async function executeHere(accepting: Accepting, giveBack: () => void): Promise<Accepted | undefined> {
  let here: Promise<Ended | undefined> | undefined;
  try {
    const run = await storeClaimed({ ...runOf(accepting), version: accepting.endpoint.version });
    here = run && hereRuns().execute(run).finally(giveBack);
    return run && { runId: run.id, here };
  } finally {
    if (!here) giveBack();
  }
}

async function leaveToEngine(accepting: Accepting): Promise<Accepted | undefined> {
  const { endpoint, now } = accepting;
  await refuseFlood(endpoint.id);
  try {
    const runId = await runtime().database.writer.$transaction(
      async (tx) => {
        const id = await storeRun(tx, { ...runOf(accepting), code: { version: endpoint.version }, at: now });
        await sendJob(runEvent({ runId: id, organisationId: endpoint.organisationId, at: now }), tx);
        return id;
      },
      { maxWait: 5000, timeout: 15_000 },
    );
    wakeJobs();
    tell(endpoint.organisationId, `functions:${endpoint.id}`);
    return { runId };
  } catch (error) {
    const refusal = toVisitError(error);
    if (accepting.once && isVisitError(refusal) && refusal.code === "conflict") return undefined;
    throw refusal;
  }
}

/** Who does not wait for answers can send faster than anything is executed, and all of it is kept. @throws unavailable */
async function refuseFlood(functionId: string): Promise<void> {
  const [open] = await runtime().database.query<{ count: number; bytes: number }>("open calls", openText, [functionId, mostOpen]);
  if (open && (open.count >= mostOpen || open.bytes > mostOpenBytes)) throw unavailable("Too many calls of this function are waiting to be executed. Try again later.", 30);
}

function runOf({ endpoint: { id: functionId, organisationId }, event, now, once }: Accepting) {
  return { organisationId, functionId, trigger: "endpoint" as const, event, now, ...(once && { idempotency: once }) };
}

/**
 * The call made with this key within a day, if it did not fail: a failure may be tried again.
 * @throws conflict
 */
async function earlierCall(functionId: string, { hash, requestHash }: Once, now: Date): Promise<string | undefined> {
  const since = new Date(now.getTime() - keptMs);
  const [row] = await runtime().database.query<{ id: string; requestHash: string }>("earlier call", earlierText, [functionId, hash, since, [...failures, "cancelled"]]);
  if (row && row.requestHash !== requestHash) throw conflict("This Idempotency-Key was used with another request. Use a new key for a new request.");
  return row?.id;
}

/** @param caller  whose key it is, when callers are told apart */
export function onceOf(key: string, caller: string, request: { method: string; path: string; search: string; body: Uint8Array }): Once {
  const { method, path, search, body } = request;
  return {
    hash: createHash("sha256").update([caller, method, path, key].join("\n")).digest("hex"),
    requestHash: createHash("sha256").update(`${search}\n`).update(body).digest("hex"),
  };
}

const mostOpen = 1000;
const mostOpenBytes = 256 * 1024 * 1024;
/** The length of what lies apart from its row is known without reading it. */
const openText = `SELECT count(*)::int AS count, coalesce(sum(octet_length("eventSealed")), 0)::float8 AS bytes
  FROM (SELECT "eventSealed" FROM function_run WHERE "functionId" = $1 AND state IN ('waiting', 'running') LIMIT $2) open`;
/** 24 hours. Source: contract, Idempotency-Key. */
const keptMs = 24 * 60 * 60 * 1000;
/** Frees the key from a call that is too old or failed, else finds it. */
const earlierText = `WITH freed AS (
    UPDATE function_run SET "idempotencyHash" = NULL, "requestHash" = NULL
     WHERE "functionId" = $1 AND "idempotencyHash" = $2 AND ("createdAt" <= $3 OR state = ANY ($4)) RETURNING id)
  SELECT id, "requestHash" FROM function_run WHERE "functionId" = $1 AND "idempotencyHash" = $2 AND id NOT IN (SELECT id FROM freed)`;
