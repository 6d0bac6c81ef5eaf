import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/db";
import { deleted, notFound } from "@/lib/core/errors";
import { readPage, readRow, type Condition } from "@/lib/core/list";
import type { Item, Page } from "@/lib/core/wire";
import { emailKey } from "@/lib/contacts/match-contact";
import { visitorJson, visitorRow } from "./json.sql";
import type { ListVisitors, VisitorRef } from "./schema";

/** A page of an event's visitors. Tombstones pass every filter but `showDeleted`. @throws not_found  the webhook */
export async function listVisitors(ctx: Context, input: ListVisitors): Promise<Page> {
  if (input.webhookId !== undefined) throw notFound("webhook"); // there are none yet
  const source = { table: "visitor v", alias: "v", json: visitorJson };
  return readPage(ctx, source, input, [{ sql: `v."eventId" = $?`, value: input.expoId }, ...filters(input)]);
}

/** One visitor. @throws not_found, deleted */
export async function getVisitor(ctx: Context, input: VisitorRef, within?: Transaction): Promise<Item> {
  const found = await readRow(visitorRow, [ctx.organisationId, input.expoId, input.visitorId], within);
  if (!found) throw notFound("visitor");
  if (found.isDeleted) throw deleted("visitor");
  return found;
}

function filters(input: ListVisitors): Condition[] {
  const contacts = (condition: string) => `v."contactId" = ANY (ARRAY(SELECT c.id FROM contact c WHERE c."organisationId" = $1 AND ${condition}))`;
  const wanted = [
    { sql: "v.reference = $?", value: input.reference },
    { sql: contacts(`c."emailKey" = $?`), value: input.email === undefined ? undefined : emailKey(input.email) },
    { sql: `v."contactId" = $?`, value: input.contactId },
    { sql: contacts(`c.reference = $? AND c."erasedAt" IS NULL`), value: input.contactReference },
    { sql: `v."partnerId" = $?`, value: input.partnerId },
    { sql: `v."registrationState" = ANY($?::text[])`, value: input.registrationStates },
    { sql: `v."registrationTypeId" = ANY($?::text[])`, value: input.registrationTypes },
  ].filter(({ value }) => value !== undefined);
  if (!input.showDeleted) return [{ sql: `v."deletedAt" IS NULL` }, ...wanted];
  return wanted.map(({ sql, value }) => ({ sql: `(v."deletedAt" IS NOT NULL OR ${sql})`, value }));
}
