import { authenticate, authorize, confirm, type Caller } from "@/lib/api/authenticate";
import { readBody, type Body } from "@/lib/api/body";
import { openCall, type Call, type From } from "@/lib/api/call";
import { expectation } from "@/lib/api/conditional";
import { feed } from "@/lib/api/feed";
import { idempotencyKey, idempotencyOf } from "@/lib/api/idempotency";
import { checkInput, readQuery, type Checked } from "@/lib/api/input";
import { limits, type Leave } from "@/lib/api/limits";
import { router, type Match } from "@/lib/api/match";
import type { Answers, Kind, Operation } from "@/lib/api/operation";
import { planOf, type Plan } from "@/lib/api/plan";
import { recordCall } from "@/lib/api/record-call";
import { respond, respondProblem } from "@/lib/api/respond";
import type { KeyRecord } from "@/lib/api-keys/decide";
import type { Context } from "@/lib/core/context";
import type { Page } from "@/lib/core/wire";

export type Handle = (request: Request, from: From) => Promise<Response>;

/** The whole API as a function of a request. It never throws: whatever goes wrong is an answer. */
export function handler(operations: readonly Operation[]): Handle {
  const find = router(operations.map(planOf));
  return async (request, from) => {
    const call = openCall(request, from);
    const response = await answer(call, find).catch((error: unknown) => respondProblem(call, error));
    if (!isPretence(call)) await recordCall(call, response.status);
    return response;
  };
}

/** The order of the steps is the order in which the contract has faults told. */
async function answer(call: Call, find: (method: string, path: string) => Match): Promise<Response> {
  const done = call.caller ? nothing : limits().begin(); // 503; a function at work has its place already, and to refuse it now would make its run fail
  let leave: Leave | undefined;
  try {
    const { plan, params } = find(call.request.method, call.target.path); // 404, 405
    call.operationId = plan.operation.id;
    const caller = await authenticate(call); // 401
    leave = await limits().enter(gateOf(call, caller.key)); // 429
    const key = await authorize(call, caller, plan.operation.access, params.expoId); // 403, then 400 for the expo
    const query = readQuery(plan, call.target.search); // 400
    const once = plan.operation.kind === "create" ? idempotencyKey(call.request.headers) : undefined;
    const body = plan.takesBody ? await readBody(call, plan) : undefined; // 413, 415, 400
    const checked = checkInput(plan, params, query, body?.value, isStrict(call)); // 422
    if (isPretence(call)) return respond(call, plan, checked.input, checked.ignored, undefined);
    const ctx = contextOf(call, key, checked, body, once);
    const result = await run(plan.operation, ctx, checked.input); // 404, 412, 409
    const settled = isEmptyPage(result) && Number(checked.input.wait) > 0 ? await hold({ call, caller, plan, params, ctx, checked }, result, leave, done) : result;
    return respond(call, plan, checked.input, checked.ignored, settled);
  } finally {
    leave?.();
    done();
  }
}

type Held = { call: Call; caller: Caller; plan: Plan; params: Record<string, string>; ctx: Context; checked: Checked };

/** Waits until the list has rows or the time is over. Who waits is not at work: the places go to others, and afterwards the key must still hold. */
async function hold({ call, caller, plan, params, ctx, checked: { input } }: Held, empty: Page, leave: Leave, done: Leave): Promise<Page> {
  const unhold = limits().hold(gateOf(call, caller.key)); // 429, 503
  leave();
  done();
  const heldAtMs = performance.now();
  try {
    const { wait, ...list } = input;
    const identity = JSON.stringify([plan.operation.id, list, ctx.events]);
    const subject = { organisationId: ctx.organisationId, resource: plan.resource, identity, ...(params.expoId !== undefined && { eventId: params.expoId }) };
    const read = async () => pageOf(await run(plan.operation, ctx, input));
    const page = await feed().wait(subject, empty, read, Number(wait) * 1000, call.request.signal);
    await confirm(call, caller, new Date(call.now.getTime() + performance.now() - call.startedAtMs));
    return page;
  } finally {
    call.heldMs = performance.now() - heldAtMs;
    unhold();
  }
}

/** A dry run asks whether it could write. */
function isPretence({ caller, request }: Call): boolean {
  return caller?.isDry === true && request.method !== "GET";
}

function nothing(): void {
  // a place that was not taken
}

/** Functions have places of their own, so that they do not crowd out the software that uses the same key, nor it them. */
function gateOf({ caller }: Call, key: KeyRecord): KeyRecord {
  return caller ? { ...key, id: `function ${key.id}` } : key;
}

function contextOf(call: Call, key: KeyRecord, checked: Checked, body: Body | undefined, once: string | undefined): Context {
  const { request, target, now } = call;
  const ctx: Context = {
    organisationId: key.organisationId,
    actor: { kind: "key", id: key.id, origin: call.caller ? "function" : "outside" },
    events: key.events,
    now,
    ignored: checked.ignored,
    isStrict: isStrict(call),
  };
  const expects = expectation(request.headers.get("if-match"));
  if (expects) ctx.expects = expects;
  if (once !== undefined && body) ctx.idempotency = idempotencyOf(once, key.id, request.method, target.path, target.search, body.bytes);
  return ctx;
}

/** The one place where what a schema has checked meets the verb tied to that schema in `operation()`. */
function run(operation: Operation, ctx: Context, input: Record<string, unknown>): Promise<Answers[Kind]> {
  return operation.run(ctx, input as never); // `run` was typed against its own schema, which has just accepted this input
}

function isEmptyPage(result: Answers[Kind]): result is Page {
  return result !== undefined && "horizon" in result && result.count === 0;
}

function pageOf(result: Answers[Kind]): Page {
  if (result === undefined || !("horizon" in result)) throw new Error("A list must give back a page.");
  return result;
}

function isStrict({ request }: Call): boolean {
  const prefer = request.headers.get("prefer");
  return prefer !== null && /(?:^|[,;])\s*handling\s*=\s*"?strict"?\s*(?:[,;]|$)/i.test(prefer);
}
