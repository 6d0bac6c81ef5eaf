import type { Context } from "@/lib/core/context";
import { readPage } from "@/lib/core/list";
import type { Page } from "@/lib/core/wire";
import type { ListQuery } from "@/lib/core/wire-schema";
import { formJson } from "./json.sql";

/** The registration forms of an expo. */
export function listForms(ctx: Context, input: ListQuery & { expoId: string }): Promise<Page> {
  return readPage(ctx, { table: "form f", alias: "f", json: formJson }, input, [{ sql: `f."eventId" = $?`, value: input.expoId }]);
}
