import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";

/** Living registrations that answer a question. A look through all registrations of its events: about 0.2 s for 100,000. */
export async function countAnswered(tx: Pick<Transaction, "$queryRaw">, ctx: Context, question: { id: string; eventId: string | null }): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM visitor v
     WHERE v."eventId" IN (SELECT id FROM event WHERE "organisationId" = ${ctx.organisationId} AND (id = ${question.eventId} OR ${question.eventId}::text IS NULL))
       AND v."deletedAt" IS NULL AND v.answers @> jsonb_build_array(jsonb_build_object('questionId', ${question.id}::text))`;
  return row?.count ?? 0;
}

/** How many living registrations chose each of some answers; those that nobody chose are missing. */
export async function countChosen(tx: Pick<Transaction, "$queryRaw">, ctx: Context, question: { id: string; eventId: string | null }, answerIds: readonly string[]): Promise<Map<string, number>> {
  if (answerIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    SELECT chosen ->> 'answerId' AS id, count(DISTINCT v.id)::int AS count
      FROM visitor v, jsonb_array_elements(v.answers) answered, jsonb_array_elements(answered -> 'values') chosen
     WHERE v."eventId" IN (SELECT id FROM event WHERE "organisationId" = ${ctx.organisationId} AND (id = ${question.eventId} OR ${question.eventId}::text IS NULL))
       AND v."deletedAt" IS NULL AND answered ->> 'questionId' = ${question.id} AND chosen ->> 'answerId' = ANY (${[...answerIds]})
     GROUP BY 1`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}
