import type pg from "pg";
import { delayMs } from "./duration";
import type { EngineFunction } from "./functions";
import { call, type Answer, type Operation, type ServeHandler, type StepResult } from "./protocol";
import { addEvent, addRuns, addStep, countAttempt, endRun, endStep, enqueue, forgetAttempts, holdRun, loadRun, type Job, type Run, type Step } from "./store";

export type Driver = {
  handler: ServeHandler;
  functions: ReadonlyMap<string, EngineFunction>;
  transact: <T>(work: (client: pg.ClientBase) => Promise<T>) => Promise<T>;
  /** when something put off by so much is due; shortened in tests */
  due: (delayMs: number) => Date;
  /** how long to wait before another try after so many */
  backoffMs: (attempt: number) => number;
  isStopping: () => boolean;
};

/** A run, and what it has done so far. */
export type Carried = { run: Run; steps: Step[] };
export type RunJob = Extract<Job, { runId: string }>;

/**
 * Carries a run on as far as it goes without waiting: asks the SDK what comes next, keeps the answer, asks again. Whatever was kept is
 * not done again, by whom and when ever the run is carried on.
 * @param carried  run and steps as just read
 * @throws what the database throws: the job stays in the queue then
 */
export async function drive(driver: Driver, job: RunJob, carried: Carried): Promise<void> {
  const fn = driver.functions.get(carried.run.functionId);
  if (!fn) return driver.transact((client) => fail(client, carried.run, { name: "Error", message: `There is no function ${carried.run.functionId}` }));
  for (let next: Carried | undefined = carried; next; ) {
    const { run, steps }: Carried = next;
    const stepId = job.kind === "step" ? job.stepId : undefined;
    const planned = steps.find(({ id }) => id === stepId);
    if (stepId !== undefined && planned?.state !== "waiting") return;
    const attempt = planned?.attempt ?? run.attempt;
    const answer = await call(driver.handler, {
      functionId: fn.id,
      runId: run.id,
      stepId,
      attempt,
      maxAttempts: fn.maxAttempts,
      event: run.event,
      steps: new Map(steps.flatMap((step) => (step.state === "waiting" ? [] : [[step.id, resultOf(step)]]))),
      isParallel: steps.some(({ kind, state }) => kind === "run" && state === "waiting"),
    });
    // A process that stops cuts its work short: that is no try, and the run begins the step anew elsewhere.
    if (driver.isStopping() && isFailure(answer)) return driver.transact((client) => enqueue(client, [{ job }]));
    const goesOn = await driver.transact(async (client) => (await holdRun(client, run.id)) && keep(driver, client, { fn, run, stepId, attempt }, answer));
    if (!goesOn) return;
    if (driver.isStopping()) return driver.transact((client) => enqueue(client, [{ job: { kind: "advance", runId: run.id } }]));
    next = await driver.transact((client) => loadRun(client, run.id));
  }
}

/** Ends what a run waited for without its coming, if it did not come: a sleep is over, an event is not in time. */
export async function wake(client: pg.ClientBase, runId: string, stepId: string): Promise<void> {
  if (!(await holdRun(client, runId))) return;
  const { rows } = await client.query<{ kind: Step["kind"] }>(`SELECT kind FROM engine_step WHERE "runId" = $1 AND id = $2`, [runId, stepId]);
  const error = { name: "InngestInvokeTimeoutError", message: "The invoked function did not end in time" };
  await endStep(client, runId, stepId, rows[0]?.kind === "invoke" ? { type: "error", error } : { type: "data", data: null });
}

/** Gives a run up, and lets its `onFailure` and who invoked it know. */
export async function fail(client: pg.ClientBase, run: Run, error: unknown): Promise<void> {
  await endRun(client, run.id, "failed", error);
  await addEvent(client, "inngest/function.failed", { function_id: run.functionId, run_id: run.id, error, event: run.event });
  await tellParent(client, run, { type: "error", error });
}

/** What was asked: the next of the function, or a planned step of it, for the how-manieth time. */
type Asked = { fn: EngineFunction; run: Run; stepId: string | undefined; attempt: number };

/** Keeps an answer. @returns whether to ask on at once */
async function keep(driver: Driver, client: pg.ClientBase, asked: Asked, answer: Answer): Promise<boolean> {
  const { run, stepId } = asked;
  if (answer.kind === "returned") return complete(client, run, answer.output);
  if (answer.kind === "failed") {
    if (answer.isFinal || asked.attempt + 1 >= asked.fn.maxAttempts) await fail(client, run, answer.error);
    else await tryAgain(driver, client, asked, answer.retryAfter);
    return false;
  }
  let goesOn = false;
  for (const operation of answer.operations) {
    if (operation.op === "RunComplete") return complete(client, run, operation.data);
    if (operation.op === "StepError") {
      await tryAgain(driver, client, asked, answer.retryAfter);
      return false;
    }
    const keepOperation = operations[operation.op];
    if (!keepOperation) {
      await fail(client, run, { name: "Error", message: `The embedded engine cannot do ${operation.op}` });
      return false;
    }
    goesOn = (await keepOperation(driver, client, run, operation)) || goesOn;
  }
  if (goesOn) await forgetAttempts(client, run);
  // A step of several carried itself out; what comes after all of them is found by whoever carries the run on, one at a time.
  if (goesOn && stepId !== undefined) await enqueue(client, [{ job: { kind: "advance", runId: run.id } }]);
  return goesOn && stepId === undefined;
}

type Keep = (driver: Driver, client: pg.ClientBase, run: Run, operation: Operation) => Promise<boolean>;

const operations: Partial<Record<string, Keep>> = {
  StepRun: (_, client, run, { id, data }) => endStep(client, run.id, id, { type: "data", data }),
  StepFailed: (_, client, run, { id, error }) => endStep(client, run.id, id, { type: "error", error }),
  StepPlanned: async (_, client, run, { id }) => {
    if (await addStep(client, run.id, { id, kind: "run" })) await enqueue(client, [{ job: { kind: "step", runId: run.id, stepId: id } }]);
    return false;
  },
  Sleep: async (driver, client, run, { id, name }) => {
    if (await addStep(client, run.id, { id, kind: "sleep" })) await wakeAfter(driver, client, run, id, name);
    return false;
  },
  WaitForEvent: async (driver, client, run, { id, name, opts }) => {
    const isNew = await addStep(client, run.id, { id, kind: "event", awaits: name ?? "", condition: textOf(opts?.if) });
    if (isNew) await wakeAfter(driver, client, run, id, textOf(opts?.timeout));
    return false;
  },
  InvokeFunction: async (driver, client, run, { id, opts }) => {
    if (!(await addStep(client, run.id, { id, kind: "invoke" }))) return false;
    const functionId = textOf(opts?.function_id) ?? "";
    if (!driver.functions.has(functionId)) return endStep(client, run.id, id, { type: "error", error: { name: "Error", message: `There is no function ${functionId}` } });
    const event = { name: "inngest/function.invoked", id: `${run.id} ${id}`, ts: Date.now(), ...(typeof opts?.payload === "object" ? opts.payload : {}) };
    await addRuns(client, [{ functionId, key: `invoked ${run.id} ${id}`, event, parentRunId: run.id, parentStepId: id }]);
    if (opts?.timeout) await wakeAfter(driver, client, run, id, textOf(opts.timeout));
    return false;
  },
};

async function complete(client: pg.ClientBase, run: Run, output: unknown): Promise<false> {
  await endRun(client, run.id, "completed", output);
  await tellParent(client, run, { type: "data", data: output });
  return false;
}

async function tellParent(client: pg.ClientBase, { parentRunId, parentStepId }: Run, result: StepResult): Promise<void> {
  if (!parentRunId || !parentStepId || !(await holdRun(client, parentRunId))) return;
  if (await endStep(client, parentRunId, parentStepId, result)) await enqueue(client, [{ job: { kind: "advance", runId: parentRunId } }]);
}

async function tryAgain(driver: Driver, client: pg.ClientBase, { run, stepId, attempt }: Asked, retryAfter: string | null): Promise<void> {
  await countAttempt(client, run.id, stepId);
  const waitMs = retryAfter === null ? driver.backoffMs(attempt) : delayMs(/^\d+$/.test(retryAfter) ? `${retryAfter}s` : retryAfter, new Date());
  await enqueue(client, [{ job: stepId === undefined ? { kind: "advance", runId: run.id } : { kind: "step", runId: run.id, stepId }, runAt: driver.due(waitMs) }]);
}

async function wakeAfter(driver: Driver, client: pg.ClientBase, run: Run, stepId: string, text: string | null | undefined): Promise<void> {
  await enqueue(client, [{ job: { kind: "wake", runId: run.id, stepId }, runAt: driver.due(delayMs(text ?? "", new Date())) }]);
}

function resultOf({ state, result }: Step): StepResult {
  const value: unknown = JSON.parse(result ?? "null");
  return state === "failed" ? { type: "error", error: value } : { type: "data", data: value };
}

function isFailure(answer: Answer): boolean {
  return answer.kind === "failed" || (answer.kind === "operations" && answer.operations.some(({ op }) => op === "StepError" || op === "StepFailed"));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
