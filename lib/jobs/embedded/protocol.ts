import { z } from "zod";

/** The SDK's serve handler, asked in this very process. */
export type ServeHandler = (request: Request) => Promise<Response>;

/** What a function's step has left behind, as the SDK wants it. */
export type StepResult = { type: "data"; data: unknown } | { type: "error"; error: unknown };

/** One question to the SDK: what does this function do next, given what it has done? */
export type Call = {
  functionId: string;
  runId: string;
  /** a planned step to carry out; absent: find out what comes next */
  stepId?: string;
  attempt: number;
  maxAttempts: number;
  event: unknown;
  /** in the order in which they ended */
  steps: ReadonlyMap<string, StepResult>;
  /** steps are under way beside: plan what is found, carry out nothing */
  isParallel: boolean;
};

export type Answer =
  | { kind: "operations"; operations: Operation[]; retryAfter: string | null }
  | { kind: "returned"; output: unknown }
  | { kind: "failed"; error: unknown; isFinal: boolean; retryAfter: string | null };

const Operation = z.object({
  op: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});
export type Operation = z.infer<typeof Operation>;

/** Speaks Inngest's serve protocol to the handler, as its server would over the network. */
export async function call(handler: ServeHandler, { functionId, runId, stepId, attempt, maxAttempts, event, steps, isParallel }: Call): Promise<Answer> {
  const stack = [...steps.keys()];
  const ctx = { run_id: runId, attempt, max_attempts: maxAttempts, disable_immediate_execution: isParallel, use_api: false, stack: { stack, current: stack.length } };
  const query = new URLSearchParams({ fnId: functionId, stepId: stepId ?? "step" });
  const response = await handler(request("POST", `?${query}`, { version: -1, ctx, event, events: [event], steps: Object.fromEntries(steps), use_api: false }));
  const body: unknown = JSON.parse(await response.text());
  const retryAfter = response.headers.get("retry-after");
  if (response.status === 206) return { kind: "operations", operations: z.array(Operation).parse(Array.isArray(body) ? body : [body]), retryAfter };
  if (response.status === 200) return { kind: "returned", output: body };
  return { kind: "failed", error: body, isFinal: response.headers.get("x-inngest-no-retry") === "true", retryAfter };
}

/** The functions behind a handler, as it would register them with a server. */
export async function askForFunctions(handler: ServeHandler): Promise<unknown[]> {
  const response = await handler(request("PUT", "", { url: address }, { "x-inngest-sync-kind": "in_band" }));
  return z.object({ functions: z.array(z.unknown()) }).parse(await response.json()).functions;
}

function request(method: string, query: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`${address}${query}`, { method, headers: { host: "localhost", "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
}

/** Nobody connects to it: the handler is called, not reached. */
const address = "http://localhost/api/inngest";
