import { z } from "zod";
import { parseCron, type Cron } from "./cron";
import { compile, type Expression, type Scope } from "./expression";

/** A function as the engine runs it. */
export type EngineFunction = {
  id: string;
  /** with the first */
  maxAttempts: number;
  events: { name: string; holds: Expression }[];
  crons: { text: string; cron: Cron }[];
  /** two runs with one key within 24 hours are one; absent: the event's id */
  key: Expression | undefined;
  limits: { most: number; key: Expression | undefined }[];
  cancelledBy: { name: string; holds: Expression }[];
};

const Limit = z.union([
  z.int().transform((limit) => ({ limit, key: undefined })),
  z.strictObject({ limit: z.int(), key: z.string().optional(), scope: z.literal("fn").optional() }),
]);

// Strict: an option that the embedded engine does not know is refused at start, not left out in silence.
const Config = z.strictObject({
  id: z.string(),
  name: z.string(),
  triggers: z.array(z.union([z.strictObject({ event: z.string(), expression: z.string().optional() }), z.strictObject({ cron: z.string() })])),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.int() }).optional() }) }),
  idempotency: z.string().optional(),
  concurrency: z.union([Limit.transform((limit) => [limit]), z.array(Limit)]).optional(),
  cancel: z.array(z.strictObject({ event: z.string(), if: z.string().optional() })).optional(),
});

/** @throws Error naming the function, and what of it the embedded engine cannot do */
export function readFunction(config: unknown): EngineFunction {
  const read = Config.safeParse(config);
  if (!read.success) throw new Error(`The embedded engine cannot run ${nameOf(config)}: ${z.prettifyError(read.error)}`);
  const { id, triggers, steps, idempotency, concurrency = [], cancel = [] } = read.data;
  return {
    id,
    maxAttempts: (steps.step.retries?.attempts ?? defaultRetries) + 1,
    events: triggers.flatMap((trigger) => ("event" in trigger ? { name: trigger.event, holds: condition(trigger.expression) } : [])),
    crons: triggers.flatMap((trigger) => ("cron" in trigger ? { text: trigger.cron, cron: parseCron(trigger.cron) } : [])),
    key: idempotency === undefined ? undefined : compile(idempotency),
    limits: concurrency.map(({ limit, key }) => ({ most: limit, key: key === undefined ? undefined : compile(key) })),
    cancelledBy: cancel.map((by) => ({ name: by.event, holds: condition(by.if) })),
  };
}

/** The limits that a run counts against, each with its key. */
export function limitsOf(fn: EngineFunction, scope: Scope): { name: string; most: number }[] {
  return fn.limits.map(({ most, key }, at) => ({ name: `${fn.id} ${at} ${JSON.stringify(key?.(scope) ?? null)}`, most }));
}

/** An absent condition always holds. */
export function condition(text: string | null | undefined): Expression {
  return text ? compile(text) : () => true;
}

function nameOf(config: unknown): string {
  return typeof config === "object" && config !== null && "id" in config ? String(config.id) : "a function";
}

/** Inngest's own, where a function says nothing. */
const defaultRetries = 3;
