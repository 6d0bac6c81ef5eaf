import { intervals, type Schedule } from "./schema";
import type { Transaction } from "@/lib/core/db";
import type { Context } from "@/lib/core/context";
import { VisitError } from "@/lib/core/errors";
import type { Prisma } from "@/lib/generated/prisma/client";

/** The schedule of a task as its columns say it; null: an endpoint. */
export function scheduleOf({ kind, everyMinutes, dailyAt, zone }: { kind: string; everyMinutes: number | null; dailyAt: string | null; zone: string | null }): Schedule | null {
  if (kind !== "task") return null;
  if (dailyAt !== null) return { kind: "daily", at: dailyAt, zone: zone ?? "UTC" };
  return { kind: "every", minutes: intervals.find((minutes) => minutes === everyMinutes) ?? 9 };
}

/** @throws not_found, also for a function of another organisation */
export async function functionOf(db: Pick<Transaction, "apiFunction">, ctx: Pick<Context, "organisationId">, functionId: string) {
  const found = await db.apiFunction.findFirst({ where: { id: functionId, organisationId: ctx.organisationId } });
  if (!found) throw noFunction();
  return found;
}

export type StoredFunction = Prisma.ApiFunctionGetPayload<object>;

export const noFunction = () => new VisitError("not_found", "There is no such function.");
export const noRun = () => new VisitError("not_found", "There is no such run.");

/** One of a union's words as the database's CHECK lets it be. */
export function wordOf<Word extends string>(words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Error(`${text} is none of ${words.join(", ")}`);
  return found;
}
