import { decide } from "@/lib/api-keys/decide";
import { readFunctionKey } from "@/lib/api-keys/read-key";
import { log } from "@/lib/core/log";
import { runtime } from "@/lib/core/runtime";
import type { GuestError, Outcome, Result } from "@/lib/sandbox/job";
import { maskOf, type Mask } from "@/lib/sandbox/mask";
import { caps } from "./caps";
import { claimRun, handBack, renewRun, type ClaimedRun } from "./claim-run";
import { closeRun } from "./close-run";
import { DoorError } from "./door-error";
import { openDoor, uncounted } from "./door";
import { loadSecrets, type RunSecrets } from "./door-secrets";
import { faultOf } from "./endpoint/answer";
import { RunRecord } from "./run-record";
import { sandbox } from "./sandbox";
import type { OutcomeName, RunError } from "./schema";
import { purposes, unsealText } from "./sealed";
import { RunState } from "./stored-state";
import { tell } from "./tell";

/** What became of a run that was executed here. `result`: JSON text; absent when it gave back nothing. */
export type Ended = { state: OutcomeName; result?: string; error?: RunError };

/**
 * Executes a run that waits, if nobody else does. At least once: when this process dies, whoever comes next executes it anew;
 * what the run changed of its state counts once.
 * @param options.signal  ends it, and gives it back to be executed elsewhere: this process is stopping
 * @param options.now     for whether its moment has come
 * @returns done: it was executed here, or given back · taken: somebody has it, or it is over · busy: another run of its task is
 *          at work, try again later · early: its moment has not come
 */
export async function executeRun(runId: string, options: { signal?: AbortSignal; now?: Date } = {}): Promise<"done" | "taken" | "busy" | "early"> {
  const now = options.now ?? new Date();
  const claim = await claimRun(runId, now);
  if (claim.kind !== "claimed") return claim.kind;
  await executeClaimed(claim.run, { ...options, now });
  return "done";
}

/** The same for who holds the run already. @returns undefined when it was given back, or is no longer ours */
export async function executeClaimed(run: ClaimedRun, { signal, now = new Date() }: { signal?: AbortSignal; now?: Date } = {}): Promise<Ended | undefined> {
  const startedAtMs = performance.now();
  const state = new RunState(run.functionId);
  let ended: Ended & Pick<Result, "isLogTruncated"> & { usage?: Result["usage"] };
  let mask: Mask = (text) => text;
  let record = new RunRecord(mask);
  try {
    const [refusal, secrets] = await Promise.all([refusalOf(run, now), loadSecrets(run.functionId)]);
    if (refusal) ended = { ...refusal, isLogTruncated: false };
    else {
      mask = maskOf(secrets.values);
      record = new RunRecord(mask);
      const result = await runInSandbox(run, { record, state, secrets }, signal);
      if (!result) return undefined;
      ended = { ...endedBy(result.outcome, run), usage: result.usage, isLogTruncated: result.isLogTruncated };
    }
  } catch (error) {
    if (!(error instanceof DoorError)) {
      await handBack(run, { isTry: true }); // a fault of ours: it is tried again, here or elsewhere
      throw error;
    }
    ended = { state: "threw", error: { name: error.name, message: error.message }, isLogTruncated: false };
  }
  const endedAt = new Date(now.getTime() + Math.round(performance.now() - startedAtMs));
  const changes = ended.state === "returned" ? await state.changes() : { set: [], deleted: [] };
  const { state: outcome, error, usage, isLogTruncated } = ended;
  const closing = { state: outcome, endedAt, ...(error && { error }), ...resultOf(run, ended, mask), ...(usage && { usage }), isLogTruncated, ...record.json(), changes };
  const closed = await closeRun(run, closing);
  return closed && { state: closed.state, ...(closed.error && { error: closed.error }), ...(closed.result !== undefined && { result: closed.result }) };
}

/** What it gave back, with secrets only where somebody outside gets it: the caller of an endpoint. */
function resultOf({ trigger }: ClaimedRun, { result }: Ended, mask: Mask): { result?: string; shown?: string } {
  if (result === undefined) return {};
  const shown = mask(result);
  if (trigger !== "endpoint") return { result: shown };
  return { result, ...(shown !== result && { shown }) };
}

/** Why a run does not even begin. */
async function refusalOf(run: ClaimedRun, now: Date): Promise<Ended | undefined> {
  if (run.isCancelling) return { state: "cancelled" };
  if (run.trigger === "schedule" && run.functionState !== "active") return { state: "cancelled", error: { name: "Cancelled", message: "The function was switched off before the run began." } };
  if (run.attempt > mostAttempts) return { state: "died", error: { name: "Error", message: `The run was begun ${mostAttempts} times and never came to an end.` } };
  const key = run.apiKeyId === null ? undefined : await readFunctionKey(runtime().database, run.organisationId, run.apiKeyId);
  const decision = key && decide(key, { address: undefined, now });
  if (decision?.allowed) return undefined;
  const reason = !decision ? "was deleted, or is no longer marked as usable by functions" : decision.reason === "disabled" ? "is disabled" : "has expired";
  return { state: "threw", error: { name: "KeyError", message: `The API key of this function ${reason}. Choose another in its settings.` } };
}

type Inside = { record: RunRecord; state: RunState; secrets: RunSecrets };

/** @returns undefined when the run was given back, or is no longer ours */
async function runInSandbox(run: ClaimedRun, inside: Inside, signal: AbortSignal | undefined): Promise<Result | undefined> {
  const { record, secrets } = inside;
  const end = new AbortController();
  const stop = () => end.abort("stopping");
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const pulse = keepAlive(run, record, (why) => end.abort(why));
  try {
    const result = await sandbox().run({
      code: run.code,
      event: unsealText(run.eventSealed, purposes.event(run.id)),
      door: openDoor({ run: { ...run, apiKeyId: run.apiKeyId ?? "" }, ...inside }),
      limits: limitsOf(run),
      uncounted,
      owner: run.organisationId,
      mask: secrets.values,
      onLog: (line) => record.addLine(line),
      signal: end.signal,
    });
    if (result.outcome.kind !== "cancelled" || end.signal.reason === "cancelled") return result;
    if (end.signal.reason !== "lost") await handBack(run, { isTry: false });
    return undefined;
  } finally {
    signal?.removeEventListener("abort", stop);
    await pulse.stop();
  }
}

/** Renews the lease and writes the log down each second, and hears of a wish to cancel. */
function keepAlive(run: ClaimedRun, record: RunRecord, end: (why: "cancelled" | "lost") => void): { stop: () => Promise<void> } {
  let beating: Promise<void> | undefined;
  const beat = async () => {
    const news = record.news();
    const { isOurs, isCancelling } = await renewRun(run, news);
    if (news) tell(run.organisationId, `runs:${run.id}`);
    if (!isOurs) end("lost");
    else if (isCancelling) end("cancelled");
  };
  const timer = setInterval(() => {
    beating ??= beat()
      .catch((error: unknown) => log("warn", "A run's lease could not be renewed.", { runId: run.id, error: String(error) })) // the lease lasts for more tries
      .finally(() => (beating = undefined));
  }, beatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
    },
  };
}

/** As it is set, or what the operator allows now. */
function limitsOf({ timeoutMs, memoryBytes }: ClaimedRun) {
  const wallMs = Math.min(timeoutMs, caps().timeoutMs);
  return { wallMs, cpuMs: Math.min(wallMs, mostCpuMs), memoryBytes: Math.min(memoryBytes, caps().memoryBytes) };
}

function endedBy(outcome: Outcome, run: ClaimedRun): Ended {
  const { wallMs, cpuMs, memoryBytes } = limitsOf(run);
  switch (outcome.kind) {
    case "returned": {
      const fault = run.kind === "endpoint" ? faultOf(outcome.value) : undefined;
      if (fault !== undefined) return { state: "threw", error: { name: "RangeError", message: fault } };
      return { state: "returned", ...(outcome.value !== "null" && { result: outcome.value }) };
    }
    case "threw":
      return { state: "threw", error: toRunError(outcome.error) };
    case "timedOut":
      return { state: "timedOut", error: { name: "TimeoutError", message: outcome.limit === "cpu" ? `The run computed for more than ${cpuMs / 1000} s.` : `The run took longer than ${wallMs / 1000} s.` } };
    case "outOfMemory":
      return { state: "outOfMemory", error: { name: "RangeError", message: `The run needed more than ${Math.round(memoryBytes / 1024 / 1024)} MiB of memory.` } };
    case "cancelled":
      return { state: "cancelled" };
    case "died":
      return { state: "died", error: { name: "Error", message: "The run brought its engine down and was ended." } };
  }
}

function toRunError({ name, message, line, column, stack, status, errors }: GuestError): RunError {
  return {
    name: name.slice(0, 200),
    message: message.slice(0, 10_000),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(stack !== undefined && { stack: stack.slice(0, 10_000) }),
    ...(status !== undefined && { status }),
    ...(errors !== undefined && { errors }),
  };
}

const beatMs = 1000;
/** A run that brings its process down must not do so for ever. */
const mostAttempts = 5;
const mostCpuMs = 10_000;
