import { browsePage, planned, type BrowsePage, type Cursor, type SortKey } from "@/lib/core/browse-page";
import type { Option } from "@/lib/core/browsing";
import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { visitorsWhere, type VisitorFilter } from "./filter";
import { registrationStates, type RegistrationState } from "./states";

/** A visitor as the table shows it. `changed`: when the registration or its person was last changed, as far as the history goes back. */
export type VisitorRow = {
  id: string;
  name: string;
  company: string | null;
  email: string | null;
  reference: string | null;
  state: RegistrationState;
  attendance: "show" | "no-show";
  type: string;
  partnerId: string | null;
  partner: string | null;
  role: "staff" | "guest" | null;
  tags: string[];
  registered: Date | null;
  changed: Date;
};

export type VisitorSort = keyof typeof visitorSorts;
export type VisitorOrder = { by: VisitorSort; isDescending: boolean };

/** How many visitors have what a filter can ask for, among those the rest of the filter lets through. `matching`: all of it. */
export type VisitorCounts = {
  matching: number;
  /** living visitors of the event, whatever the filter */
  all: number;
  states: ReadonlyMap<RegistrationState, number>;
  /** by registration type's id */
  types: ReadonlyMap<string, number>;
};

type Browse = { eventId: string; filter: VisitorFilter };

/** A page of an event's visitors, 50 at most. */
export function browseVisitors(ctx: Context, { eventId, filter, order, cursor }: Browse & { order: VisitorOrder; cursor?: Cursor | undefined }): Promise<BrowsePage<VisitorRow>> {
  return browsePage<VisitorRow>(
    { table: "visitor", alias: "v", columns, joins },
    { organisationId: ctx.organisationId, eventId, where: visitorsWhere(filter), sort: visitorSorts[order.by], isDescending: order.isDescending, ...(cursor && { cursor }) },
  );
}

/** All counts beside the table, from one pass over what the rest of the filter lets through. */
export async function countVisitors(ctx: Context, { eventId, filter }: Browse): Promise<VisitorCounts> {
  const open = visitorsWhere({ ...filter, states: [], types: [] });
  const isOpen = open.values.length === 0;
  const [counted, all] = await Promise.all([count(ctx, eventId, open), isOpen ? undefined : count(ctx, eventId, visitorsWhere(everybody))]);
  const isWanted = <Value>(wanted: readonly Value[], value: Value) => wanted.length === 0 || wanted.includes(value);
  const ofStates = counted.filter(({ state }) => isWanted(filter.states, state));
  const ofTypes = counted.filter(({ type }) => isWanted(filter.types, type));
  return {
    matching: sum(ofStates.filter(({ type }) => isWanted(filter.types, type))),
    all: sum(all ?? counted),
    states: new Map(registrationStates.map((state) => [state, sum(ofTypes.filter((one) => one.state === state))])),
    types: new Map([...new Set(counted.map(({ type }) => type))].map((type) => [type, sum(ofStates.filter((one) => one.type === type))])),
  };
}

/** The ids of all that match, for something to be done with them; what becomes of each is decided one by one. */
export async function matchingVisitors(ctx: Context, { eventId, filter }: Browse): Promise<string[]> {
  const { sql, values } = visitorsWhere(filter);
  const rows = await runtime().database.query<{ id: string }>(planned, `SELECT v.id FROM visitor v WHERE ${living} AND ${sql} ORDER BY v."sortName", v.id`, [ctx.organisationId, eventId, ...values]);
  return rows.map(({ id }) => id);
}

/** The tags of an event's visitors, the most used first, and how many have each. */
export async function visitorTags(ctx: Context, { eventId, query }: { eventId: string; query: string }): Promise<Option[]> {
  return runtime().database.query(planned, tagsSql, [ctx.organisationId, eventId, query.trim()]);
}

/** Partners that have visitors, by name, the largest first. */
export async function visitorPartners(ctx: Context, { eventId, query }: { eventId: string; query: string }): Promise<Option[]> {
  return runtime().database.query(planned, partnersSql, [ctx.organisationId, eventId, query.trim()]);
}

/** What those are called whose change was refused. */
export async function visitorsCalled(ctx: Context, { eventId, ids }: { eventId: string; ids: readonly string[] }): Promise<Option[]> {
  const text = `SELECT v.id AS value, ${called} AS label FROM visitor v JOIN contact c ON c.id = v."contactId" WHERE ${living} AND v.id = ANY($3::text[]) ORDER BY v."sortName"`;
  return runtime().database.query("visitors-called", text, [ctx.organisationId, eventId, ids]);
}

type Counted = { state: RegistrationState; type: string; count: number };

function count(ctx: Context, eventId: string, { sql, values }: ReturnType<typeof visitorsWhere>): Promise<Counted[]> {
  const text = `SELECT v."registrationTypeId" AS type, v."registrationState" AS state, count(*)::int AS count FROM visitor v WHERE ${living} AND ${sql} GROUP BY 1, 2`;
  return runtime().database.query<Counted>(planned, text, [ctx.organisationId, eventId, ...values]);
}

function sum(counted: readonly Counted[]): number {
  return counted.reduce((total, { count: one }) => total + one, 0);
}

const byName = { sql: `v."sortName"`, type: "text" } as const;

export const visitorSorts = {
  name: [byName],
  company: [{ sql: `(v."sortCompany" = '')`, type: "boolean" }, { sql: `v."sortCompany"`, type: "text" }, byName], // who has none stands last
  registered: [{ sql: `coalesce(v."registerTime", '-infinity')`, type: "timestamptz" }],
  changed: [{ sql: "v.revision", type: "bigint" }],
} as const satisfies Record<string, SortKey>;

const everybody: VisitorFilter = { query: "", states: [], types: [], tags: [], partners: [], attendance: [] };
const living = `v."organisationId" = $1 AND v."eventId" = $2 AND v."deletedAt" IS NULL`;
const lastChange = (resource: string, id: string) => `(SELECT h.at FROM change h WHERE h.resource = '${resource}' AND h."recordId" = ${id} ORDER BY h.id DESC LIMIT 1)`;
const called = `coalesce(nullif(concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName"), ''), c.email, c.company, 'Without a name')`;
const columns = `v.id, v.reference, v."registrationState" AS state, v."attendanceState" AS attendance, v.tags, v."registerTime" AS registered, v."partnerRole" AS role,
  ${called} AS name, c.company, c.email,
  t.name AS type, p.id AS "partnerId", p.name AS partner, greatest(v."createdAt", ${lastChange("visitors", "v.id")}, ${lastChange("contacts", "c.id")}) AS changed`;
const joins = `JOIN contact c ON c.id = v."contactId" JOIN registration_type t ON t.id = v."registrationTypeId" LEFT JOIN partner p ON p.id = v."partnerId"`;
const tagsSql = `SELECT tag AS value, tag AS label, count(*)::int AS count FROM visitor v CROSS JOIN unnest(v.tags) tag
  WHERE ${living} AND v.tags <> '{}' AND ($3 = '' OR position(visit_fold($3) IN visit_fold(tag)) > 0) GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 30`;
const partnersSql = `SELECT p.id AS value, p.name AS label, used.count FROM partner p
  JOIN (SELECT v."partnerId", count(*)::int AS count FROM visitor v WHERE ${living} AND v."partnerId" IS NOT NULL GROUP BY 1) used ON used."partnerId" = p.id
  WHERE p."deletedAt" IS NULL AND ($3 = '' OR position(visit_fold($3) IN p.search) > 0) ORDER BY used.count DESC, p."sortName" LIMIT 30`;
