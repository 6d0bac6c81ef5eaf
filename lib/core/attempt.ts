import type { Context } from "./context";
import type { Transaction } from "./db";
import { isVisitError, type VisitError } from "./errors";

export type Attempt<T> = { kind: "kept"; value: T } | { kind: "dropped"; value: T } | { kind: "refused"; error: VisitError };

/**
 * One piece of a larger write, which may fail without the rest: verbs called with the context handed to `work` join the
 * transaction, and what they did is taken back when they refuse.
 * @param isWanted  whether to keep what was done; without it, it is kept
 * @throws what is no refusal of a verb; the whole write is lost then, as it must be
 */
export async function attempt<T>(tx: Transaction, ctx: Context, work: (ctx: Context) => Promise<T>, isWanted?: (value: T) => boolean): Promise<Attempt<T>> {
  await tx.$executeRaw`SAVEPOINT attempt`;
  try {
    const value = await work({ ...ctx, within: tx });
    const isKept = isWanted?.(value) ?? true;
    if (isKept) await tx.$executeRaw`RELEASE SAVEPOINT attempt`;
    else await takeBack(tx);
    return { kind: isKept ? "kept" : "dropped", value };
  } catch (error) {
    if (!isVisitError(error) || error.code === "unavailable") throw error;
    await takeBack(tx);
    return { kind: "refused", error };
  }
}

async function takeBack(tx: Transaction): Promise<void> {
  await tx.$executeRaw`ROLLBACK TO SAVEPOINT attempt`;
  await tx.$executeRaw`RELEASE SAVEPOINT attempt`;
}
