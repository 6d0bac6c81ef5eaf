import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { deleted, notFound } from "@/lib/core/errors";
import { readPage, readRow, type Condition } from "@/lib/core/list";
import type { Item, Page } from "@/lib/core/wire";
import { partnerDetails, partnerJson } from "./json.sql";
import type { ListPartners, PartnerRef } from "./schema";

/** A page of an event's partners. Tombstones pass every filter but `showDeleted`. @throws not_found  the webhook */
export async function listPartners(ctx: Context, input: ListPartners): Promise<Page> {
  if (input.webhookId !== undefined) throw notFound("webhook"); // there are none yet
  const source = { table: "partner p", alias: "p", json: partnerJson };
  return readPage(ctx, source, input, [{ sql: `p."eventId" = $?`, value: input.expoId }, ...filters(input)]);
}

/** One partner with its counts. @throws not_found, deleted */
export async function getPartner(ctx: Context, input: PartnerRef, within?: Transaction): Promise<Item> {
  const found = await readRow(partnerDetails, [ctx.organisationId, input.expoId, input.partnerId], within);
  if (!found) throw notFound("partner");
  if (found.isDeleted) throw deleted("partner");
  return found;
}

function filters(input: ListPartners): Condition[] {
  const wanted = [
    { sql: "p.reference = $?", value: input.reference },
    { sql: `p."contactId" = $?`, value: input.contactId },
    { sql: `p."contactId" = ANY (ARRAY(SELECT c.id FROM contact c WHERE c."organisationId" = $1 AND c.reference = $? AND c."erasedAt" IS NULL))`, value: input.contactReference },
    { sql: `p."registrationTypeId" = ANY($?::text[])`, value: input.registrationType },
  ].filter(({ value }) => value !== undefined);
  if (!input.showDeleted) return [{ sql: `p."deletedAt" IS NULL` }, ...wanted];
  return wanted.map(({ sql, value }) => ({ sql: `(p."deletedAt" IS NOT NULL OR ${sql})`, value }));
}
