import type { Context } from "@/lib/core/context";
import { readPage } from "@/lib/core/list";
import type { Page } from "@/lib/core/wire";
import type { ListQuery } from "@/lib/core/wire-schema";
import { registrationTypeJson } from "./json.sql";

/** The registration types an expo offers: its own and the organisation's. */
export function listRegistrationTypes(ctx: Context, input: ListQuery & { expoId: string }): Promise<Page> {
  const source = { table: "registration_type t", alias: "t", json: registrationTypeJson };
  return readPage(ctx, source, input, [{ sql: `(t."eventId" = $? OR t."eventId" IS NULL)`, value: input.expoId }]);
}
