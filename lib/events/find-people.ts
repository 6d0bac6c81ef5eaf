import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { searchPatterns } from "@/lib/core/search-words";

/** A visitor or partner as a search names it. `detail`: what tells namesakes apart. */
export type Found = { resource: "visitors" | "partners"; id: string; name: string; detail: string };

/** The first few visitors or partners of an event by name, company, e-mail or reference. */
export async function findPeople(ctx: Context, input: { eventId: string; query: string; resource: Found["resource"] }): Promise<Found[]> {
  const patterns = searchPatterns(input.query);
  if (patterns.length === 0) return [];
  const { columns, from } = sources[input.resource];
  const words = patterns.map((_, index) => `AND r.search LIKE visit_fold($${index + 3})`).join(" ");
  const sql = `SELECT r.id, ${columns} FROM ${from} WHERE r."organisationId" = $1 AND r."eventId" = $2 AND r."deletedAt" IS NULL ${words} ORDER BY r."sortName", r.id LIMIT 6`;
  const rows = await runtime().database.query<Omit<Found, "resource">>(`find-${input.resource}-${patterns.length}`, sql, [ctx.organisationId, input.eventId, ...patterns]);
  return rows.map((row) => ({ resource: input.resource, ...row }));
}

const sources = {
  visitors: {
    columns: `coalesce(nullif(concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName"), ''), c.email, c.company, 'Without a name') AS name, concat_ws(' · ', c.company, c.email) AS detail`,
    from: `visitor r JOIN contact c ON c.id = r."contactId"`,
  },
  partners: { columns: `r.name, concat_ws(' · ', 'Booth ' || nullif(r."boothNumber", ''), r.reference) AS detail`, from: "partner r" },
} as const;
