import type { Transaction } from "./db";
import { invalid, VisitError } from "./errors";

/** Who acts. Written into the audit, and the deciding side of rights. */
export type Actor =
  | { kind: "key"; id: string; origin: "outside" | "function" }
  | { kind: "account"; id: string }
  | { kind: "system" };

/** Which events the actor sees. A chosen list may be empty, and then means none. */
export type EventScope = { kind: "all" } | { kind: "chosen"; ids: readonly string[] };

export type Idempotency = {
  /** SHA-256 over API key, method, path and the header's value, hex */
  id: string;
  /** SHA-256 over the bytes of the body, hex */
  bodyHash: string;
};

/** What every verb gets first: who, where, when. Nothing in it belongs to HTTP. */
export type Context = {
  organisationId: string;
  actor: Actor;
  events: EventScope;
  now: Date;
  /** Does the caller's If-Match hold for the validator of the item's current state? Absent: no condition. */
  expects?: (validator: string) => boolean;
  idempotency?: Idempotency;
  /** Members of the input that a verb left out of account, as dotted paths; the caller is told. Filled by `ignore()`. */
  ignored?: string[];
  /** The caller wants a refusal where otherwise a member would be ignored. */
  isStrict?: boolean;
  /** The verb is part of a larger write, under whose lock it runs and whose commit it shares (see `attempt`). */
  within?: Transaction;
};

/** Notes that a member of the input had no effect. @throws validation_failed when the caller is strict */
export function ignore(ctx: Context, path: string): void {
  if (ctx.isStrict) throw invalid({ field: path, error: "unknown_member", description: "cannot be set here" });
  ctx.ignored?.push(path);
}

export function seesEvent(ctx: Context, eventId: string): boolean {
  return ctx.events.kind === "all" || ctx.events.ids.includes(eventId);
}

/** Refuses a write whose caller has seen an older state. Call it inside the transaction, with the state about to be changed. @throws precondition_failed */
export function checkExpectation(ctx: Context, validator: bigint | string): void {
  if (ctx.expects && !ctx.expects(String(validator))) {
    throw new VisitError("precondition_failed", `The item has changed: its revision is now ${validator}.`);
  }
}
