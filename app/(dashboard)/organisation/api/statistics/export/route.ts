import { findContext } from "@/app/session";
import { attachment } from "@/lib/exports/attachment";
import { csvOf } from "@/lib/exports/csv";
import { viewIn } from "@/lib/statistics/question";
import { keptDays, readStatistics } from "@/lib/statistics/verbs";
import { tables } from "./tables";

/** What the page of the same address shows, as CSV: `?part=time`, `operations` or `keys`, and the page's own filters. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await findContext("organisation:read");
  if (!ctx) return new Response("There is nothing here.", { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("part");
  const part = wanted === "operations" || wanted === "keys" ? wanted : "time";
  const { title, heading, rows } = tables[part](await readStatistics(ctx, viewIn(searchParams, ctx.account.organisation.timezone, ctx.now, keptDays())));
  return attachment({ fileName: `${title} ${ctx.now.toISOString().slice(0, 10)}.csv`, type: "text/csv; charset=utf-8", bytes: csvOf(heading, one(rows)) });
}

async function* one<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}
