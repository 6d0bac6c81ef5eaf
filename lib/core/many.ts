import { z } from "zod";
import { attempt } from "./attempt";
import type { Context } from "./context";
import { write, type Transaction } from "./db";
import type { FieldError, VisitError } from "./errors";

/** Records to do the same to. A table sends more than these a part at a time, so that it can say how far it is, and stop. */
export const ManyIds = z.array(z.string().regex(/^[0-9a-z]{13}$/)).min(1).max(500);

/** What became of each record: changed; left alone, because it was so already; or refused, with a sentence why. */
export type ManyResult<Changed> = { changed: Changed[]; unchanged: string[]; refused: { id: string; reason: string }[]; /** not looked at yet: time was up */ rest: string[] };

/**
 * Does the same to many records by the verb that does it to one, so that the same rules hold; what one is refused, the others do not
 * feel. Several commits, each holding the organisation's lock for a fifth of a second at most, for about two seconds.
 * @param change  gives what is to be known of a changed record; undefined when there was nothing to change
 */
export async function changeMany<Changed>(ctx: Context, ids: readonly string[], change: (tx: Transaction, ctx: Context, id: string) => Promise<Changed | undefined>): Promise<ManyResult<Changed>> {
  const result: ManyResult<Changed> = { changed: [], unchanged: [], refused: [], rest: [...ids] };
  const started = performance.now();
  while (result.rest.length > 0 && performance.now() - started < AT_MOST_MS) {
    const done = await write(ctx, (tx) => changeSome(tx, ctx, result.rest, change));
    result.changed.push(...done.changed);
    result.unchanged.push(...done.unchanged);
    result.refused.push(...done.refused);
    result.rest = done.rest;
  }
  return result;
}

async function changeSome<Changed>(tx: Transaction, ctx: Context, ids: readonly string[], change: (tx: Transaction, ctx: Context, id: string) => Promise<Changed | undefined>): Promise<ManyResult<Changed>> {
  const result: ManyResult<Changed> = { changed: [], unchanged: [], refused: [], rest: [] };
  const started = performance.now();
  for (const [index, id] of ids.entries()) {
    if (index > 0 && performance.now() - started > HELD_MS) return { ...result, rest: ids.slice(index) };
    const tried = await attempt(tx, ctx, (inner) => change(tx, inner, id));
    if (tried.kind === "refused") result.refused.push({ id, reason: reasonOf(tried.error) });
    else if (tried.value === undefined) result.unchanged.push(id);
    else result.changed.push(tried.value);
  }
  return result;
}

/** A refusal as one sentence: what is wrong, field by field, where it says so. */
function reasonOf({ code, message, more }: VisitError): string {
  if (code === "precondition_failed") return "Somebody else has changed this since.";
  const faults = (more.errors ?? []).map(({ field, description }: FieldError) => `${field} ${description}`);
  return faults.length > 0 ? faults.join("; ") : message;
}

const HELD_MS = 200;
const AT_MOST_MS = 2000;
