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

/** What a form about a visitor lets people choose from. */
export type VisitorChoices = Offer & { partners: readonly { id: string; name: string }[] };

/** @param chosen  id of the partner to list in any case. @throws expo_not_found */
export async function readChoices(ctx: Context, expoId: string, chosen: string | undefined): Promise<VisitorChoices> {
  const { read } = runtime().database;
  const living = { organisationId: ctx.organisationId, eventId: expoId, deletedAt: null };
  const select = { id: true, name: true };
  const [offer, partners] = await Promise.all([readOffer(read, ctx, expoId), read.partner.findMany({ where: living, select, orderBy: [{ sortName: "asc" }, { id: "asc" }], take: mostPartners })]);
  if (!chosen || partners.some(({ id }) => id === chosen)) return { ...offer, partners };
  const other = await read.partner.findFirst({ where: { ...living, id: chosen }, select });
  return { ...offer, partners: other ? [other, ...partners] : partners };
}

/** The questions of an event, for their names. @throws expo_not_found */
export async function readQuestions(ctx: Context, expoId: string): Promise<Offer["questions"]> {
  return (await readOffer(runtime().database.read, ctx, expoId)).questions;
}

/** More than any fair has; a list of choices must have an end. */
const mostPartners = 5000;
