import { seesEvent, type Context } from "@/lib/core/context";
import { expoNotFound } from "@/lib/core/errors";
import { readPage, readRow, type Condition } from "@/lib/core/list";
import type { Item, Page } from "@/lib/core/wire";
import type { ListQuery } from "@/lib/core/wire-schema";
import { eventDetails, eventJson } from "./json.sql";

/** The events the caller sees. @param input.reference  exact; several events may have it */
export function listEvents(ctx: Context, input: ListQuery & { reference?: string | undefined }): Promise<Page> {
  const conditions: Condition[] = [];
  if (ctx.events.kind === "chosen") conditions.push({ sql: "e.id = ANY($?::text[])", value: ctx.events.ids });
  if (input.reference !== undefined) conditions.push({ sql: "e.reference = $?", value: input.reference });
  return readPage(ctx, { table: "event e", alias: "e", json: eventJson }, input, conditions);
}

/** One event with its configuration and counts. @throws expo_not_found */
export async function getEvent(ctx: Context, input: { expoId: string }): Promise<Item> {
  const found = seesEvent(ctx, input.expoId) ? await readRow(eventDetails, [ctx.organisationId, input.expoId]) : undefined;
  if (!found) throw expoNotFound();
  return found;
}
