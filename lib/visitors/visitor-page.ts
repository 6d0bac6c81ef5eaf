import { planned } from "@/lib/core/browse-page";
import { matching, whereAll } from "@/lib/core/browsing";
import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { readRow } from "@/lib/core/list";
import { runtime } from "@/lib/core/runtime";
import { visitorRow } from "./json.sql";
import { readOffer, type Offer } from "./offer";
import { Visitor, type VisitorRef } from "./schema";
import type { z } from "zod";

/** A visitor as its page shows it, also when it was deleted: then little is left. */
export async function findVisitor(ctx: Context, { expoId, visitorId }: VisitorRef): Promise<z.output<typeof Visitor>> {
  const found = await readRow(visitorRow, [ctx.organisationId, expoId, visitorId]);
  if (!found) throw notFound("visitor");
  return Visitor.parse(JSON.parse(found.json));
}

/** What a form about a visitor lets people choose from. `partners`: those it names already; others are found with `findPartnerChoices`. */
export type VisitorChoices = Offer & { partners: readonly { id: string; name: string }[] };

/** @param partnerIds  of partners the form may have to name; what is no id of one is left out. @throws expo_not_found */
export async function readChoices(ctx: Context, expoId: string, partnerIds: readonly unknown[]): Promise<VisitorChoices> {
  const { read } = runtime().database;
  const ids = partnerIds.filter((id): id is string => typeof id === "string" && id !== "");
  const where = { organisationId: ctx.organisationId, eventId: expoId, deletedAt: null, id: { in: ids } };
  const [offer, partners] = await Promise.all([readOffer(read, ctx, expoId), ids.length > 0 ? read.partner.findMany({ where, select: { id: true, name: true } }) : []]);
  return { ...offer, partners };
}

/** A partner to choose. `detail`: where it stands, for partners of the same name. */
export type PartnerChoice = { value: string; label: string; detail: string };

/** Partners of an event that have all the words of the query, by name; the first thirty. */
export async function findPartnerChoices(ctx: Context, { eventId, query }: { eventId: string; query: string }): Promise<PartnerChoice[]> {
  const { sql, values } = whereAll(matching("p", query.slice(0, 200)));
  const text = `SELECT p.id AS value, p.name AS label, concat_ws(', ', nullif(p.hall, ''), nullif(p."boothNumber", '')) AS detail FROM partner p
    WHERE p."organisationId" = $1 AND p."eventId" = $2 AND p."deletedAt" IS NULL AND ${sql} ORDER BY p."sortName", p.id LIMIT 30`;
  return runtime().database.query(planned, text, [ctx.organisationId, eventId, ...values]);
}

/** The questions of an event, for their names. @throws expo_not_found */
export async function readQuestions(ctx: Context, expoId: string): Promise<Offer["questions"]> {
  return (await readOffer(runtime().database.read, ctx, expoId)).questions;
}
