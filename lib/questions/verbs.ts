import type { Context } from "@/lib/core/context";
import { readPage } from "@/lib/core/list";
import type { Page } from "@/lib/core/wire";
import type { ListQuery } from "@/lib/core/wire-schema";
import { questionJson } from "./json.sql";

/** The questions an expo may ask, with their answers: its own and the organisation's. */
export function listQuestions(ctx: Context, input: ListQuery & { expoId: string }): Promise<Page> {
  const source = { table: "question q", alias: "q", json: questionJson };
  return readPage(ctx, source, input, [{ sql: `(q."eventId" = $? OR q."eventId" IS NULL)`, value: input.expoId }]);
}
