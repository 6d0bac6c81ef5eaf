import { browsePage, planned, type BrowsePage, type Cursor, type SortKey } from "@/lib/core/browse-page";
import type { Option } from "@/lib/core/browsing";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { partnersWhere, type PartnerFilter } from "./filter";

/** A partner as the table shows it. `staff`, `guests`: living visitors who take up a place. `changed` as far as the history goes back. */
export type PartnerRow = {
  id: string;
  name: string;
  reference: string | null;
  contact: string | null;
  email: string | null;
  type: string;
  hall: string | null;
  booth: string | null;
  tags: string[];
  staff: number;
  staffLimit: number | null;
  guests: number;
  changed: Date;
};

export type PartnerSort = keyof typeof partnerSorts;
export type PartnerOrder = { by: PartnerSort; isDescending: boolean };

/** How many partners match, of how many; and by registration type's id, among those the rest of the filter lets through. */
export type PartnerCounts = { matching: number; all: number; types: ReadonlyMap<string, number> };

type Browse = { eventId: string; filter: PartnerFilter };

/** A page of an event's partners, 50 at most. */
export function browsePartners(ctx: Context, { eventId, filter, order, cursor }: Browse & { order: PartnerOrder; cursor?: Cursor | undefined }): Promise<BrowsePage<PartnerRow>> {
  return browsePage<PartnerRow>(
    { table: "partner", alias: "p", columns, joins },
    { organisationId: ctx.organisationId, eventId, where: partnersWhere(filter), sort: partnerSorts[order.by], isDescending: order.isDescending, ...(cursor && { cursor }) },
  );
}

export async function countPartners(ctx: Context, { eventId, filter }: Browse): Promise<PartnerCounts> {
  const open = partnersWhere({ ...filter, types: [] });
  const [counted, all] = await Promise.all([count(ctx, eventId, open), open.values.length === 0 ? undefined : count(ctx, eventId, partnersWhere(everything))]);
  const sum = (rows: readonly Counted[]) => rows.reduce((total, row) => total + row.count, 0);
  return {
    matching: sum(counted.filter(({ type }) => filter.types.length === 0 || filter.types.includes(type))),
    all: sum(all ?? counted),
    types: new Map(counted.map(({ type, count: one }) => [type, one])),
  };
}

/** The ids of all that match, for something to be done with them. */
export async function matchingPartners(ctx: Context, { eventId, filter }: Browse): Promise<string[]> {
  const { sql, values } = partnersWhere(filter);
  const rows = await runtime().database.query<{ id: string }>(planned, `SELECT p.id FROM partner p WHERE ${living} AND ${sql} ORDER BY p."sortName", p.id`, [ctx.organisationId, eventId, ...values]);
  return rows.map(({ id }) => id);
}

/** The tags of an event's partners, the most used first. */
export function partnerTags(ctx: Context, { eventId, query }: { eventId: string; query: string }): Promise<Option[]> {
  return runtime().database.query<Option>(planned, tagsSql, [ctx.organisationId, eventId, query.trim()]);
}

/** The halls of an event's partners. */
export function partnerHalls(ctx: Context, { eventId, query }: { eventId: string; query: string }): Promise<Option[]> {
  return runtime().database.query<Option>(planned, hallsSql, [ctx.organisationId, eventId, query.trim()]);
}

/** What those are called whose change was refused. */
export function partnersCalled(ctx: Context, { eventId, ids }: { eventId: string; ids: readonly string[] }): Promise<Option[]> {
  return runtime().database.query<Option>("partners-called", `SELECT p.id AS value, p.name AS label FROM partner p WHERE ${living} AND p.id = ANY($3::text[]) ORDER BY p."sortName"`, [ctx.organisationId, eventId, ids]);
}

type Counted = { type: string; count: number };

function count(ctx: Context, eventId: string, { sql, values }: ReturnType<typeof partnersWhere>): Promise<Counted[]> {
  return runtime().database.query<Counted>(planned, `SELECT p."registrationTypeId" AS type, count(*)::int AS count FROM partner p WHERE ${living} AND ${sql} GROUP BY 1`, [ctx.organisationId, eventId, ...values]);
}

export const partnerSorts = {
  name: [{ sql: `p."sortName"`, type: "text" }],
  stand: [{ sql: `(coalesce(p.hall, '') || ' ' || coalesce(p."boothNumber", ''))`, type: "text" }],
  changed: [{ sql: "p.revision", type: "bigint" }],
} as const satisfies Record<string, SortKey>;

const everything: PartnerFilter = { query: "", types: [], tags: [], halls: [] };
const living = `p."organisationId" = $1 AND p."eventId" = $2 AND p."deletedAt" IS NULL`;
const lastChange = (resource: string, id: string) => `(SELECT h.at FROM change h WHERE h.resource = '${resource}' AND h."recordId" = ${id} ORDER BY h.id DESC LIMIT 1)`;
const columns = `p.id, p.name, p.reference, p.hall, p."boothNumber" AS booth, p.tags, p."staffLimit", t.name AS type,
  nullif(concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName"), '') AS contact, c.email,
  people.staff, people.guests, greatest(p."createdAt", ${lastChange("partners", "p.id")}, ${lastChange("contacts", "c.id")}) AS changed`;
const joins = `JOIN registration_type t ON t.id = p."registrationTypeId" LEFT JOIN contact c ON c.id = p."contactId"
  CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE v."partnerRole" = 'staff'))::int AS staff, (count(*) FILTER (WHERE v."partnerRole" = 'guest'))::int AS guests
    FROM visitor v WHERE v."partnerId" = p.id AND v."deletedAt" IS NULL AND v."registrationState" NOT IN ('denied', 'cancelled', 'unregistered')) people`;
const tagsSql = `SELECT tag AS value, tag AS label, count(*)::int AS count FROM partner p CROSS JOIN unnest(p.tags) tag
  WHERE ${living} AND ($3 = '' OR position(visit_fold($3) IN visit_fold(tag)) > 0) GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 30`;
const hallsSql = `SELECT p.hall AS value, p.hall AS label, count(*)::int AS count FROM partner p
  WHERE ${living} AND p.hall <> '' AND ($3 = '' OR position(visit_fold($3) IN visit_fold(p.hall)) > 0) GROUP BY p.hall ORDER BY p.hall LIMIT 100`;
