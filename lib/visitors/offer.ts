import { z } from "zod";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { expoNotFound } from "@/lib/core/errors";
import { sqlArray, sqlObject } from "@/lib/core/sql";

const Known = z.object({ id: z.string(), reference: z.string().nullable(), name: z.string() });
const Offer = z.object({
  types: z.array(Known.extend({ eventId: z.string().nullable(), isDefault: z.boolean() })),
  forms: z.array(Known.extend({ isDefault: z.boolean(), allowsGaps: z.boolean(), asks: z.array(z.object({ questionId: z.string(), isMandatory: z.boolean() })) })),
  questions: z.array(Known.extend({ type: z.string(), answers: z.array(Known.extend({ type: z.string().nullable() })) })),
});

/** What an expo lets a visitor choose from, in its order: types and questions its own and the organisation's, forms with what they ask. */
export type Offer = z.output<typeof Offer>;
export type OfferedForm = Offer["forms"][number];

/** A question's name as people read it: the star of internal codes is left out. */
export function plainName({ name, reference, id }: Pick<Offer["questions"][number], "name" | "reference" | "id">): string {
  return name.replace(/^\*/, "") || reference || id;
}

/** One statement, because it is read under the organisation's lock. @throws expo_not_found */
export async function readOffer(tx: Pick<Transaction, "$queryRawUnsafe">, ctx: Context, expoId: string): Promise<Offer> {
  const [row] = await tx.$queryRawUnsafe<{ offer: unknown }[]>(offer, ctx.organisationId, expoId); // the text is a constant of ours
  if (!row) throw expoNotFound();
  return Offer.parse(row.offer);
}

const shared = (alias: string) => `${alias}."organisationId" = e."organisationId" AND (${alias}."eventId" = e.id OR ${alias}."eventId" IS NULL)`;
const asks = sqlArray(`x."questionId", x."isMandatory"`, `form_question x WHERE x."formId" = f.id`, `x.sort, x."questionId"`);
const answers = sqlArray("a.id, a.reference, a.name, a.type", `answer a WHERE a."questionId" = q.id`, "a.sort, a.id");

/** $1 organisation, $2 event. */
const offer = `SELECT ${sqlObject(`
  ${sqlArray(`t.id, t.reference, t.name, t."eventId", t."isDefault"`, `registration_type t WHERE t.type = 'visitor' AND ${shared("t")}`, "t.sort, t.id")} AS types,
  ${sqlArray(`f.id, NULL::text AS reference, f.name, f."isDefault", f."allowsGaps", ${asks} AS asks`, `form f WHERE f."eventId" = e.id`, "f.sort, f.id")} AS forms,
  ${sqlArray(`q.id, q.reference, q.name, q.type, ${answers} AS answers`, `question q WHERE ${shared("q")}`, "q.sort, q.id")} AS questions`)} AS offer
  FROM event e WHERE e."organisationId" = $1 AND e.id = $2`;
