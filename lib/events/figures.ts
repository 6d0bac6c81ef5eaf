import type { Context } from "@/lib/core/context";
import { runtime } from "@/lib/core/runtime";
import { registrationStates, type RegistrationState } from "@/lib/visitors/states";
import type { EventHead } from "./overview";

/** How many living visitors an event has, by what they are. `attended` counts whoever was seen at the event. */
export type VisitorFigures = {
  total: number;
  registered: number;
  attended: number;
  /** only states that occur, in the order of a registration's life */
  byState: { state: RegistrationState; visitors: number }[];
  /** the types that occur, the largest first */
  byType: { id: string; name: string; visitors: number; registered: number }[];
};

/** Registrations on one day, or in one week named by its Monday, of the event's zone. `total`: all until its end. `day`: `2026-03-09` */
export type RegistrationPoint = { day: string; registrations: number; total: number };
export type RegistrationCurve = { unit: "day" | "week"; points: RegistrationPoint[] };

export type AttendanceDay = { day: string; visitors: number };

export type NewestVisitor = { id: string; name: string; company: string | null; type: string; registerTime: Date };

export async function visitorFigures(ctx: Context, eventId: string): Promise<VisitorFigures> {
  type Row = { typeId: string; type: string; state: RegistrationState; visitors: number; attended: number };
  const rows = await runtime().database.query<Row>("visitor-figures", figuresSql, [ctx.organisationId, eventId]);
  const sum = (counted: readonly Row[], of: "visitors" | "attended" = "visitors") => counted.reduce((total, row) => total + row[of], 0);
  const isRegistered = ({ state }: Row) => state === "registered";
  const types = [...new Map(rows.map(({ typeId, type }) => [typeId, type]))].map(([id, name]) => {
    const ofType = rows.filter(({ typeId }) => typeId === id);
    return { id, name, visitors: sum(ofType), registered: sum(ofType.filter(isRegistered)) };
  });
  return {
    total: sum(rows),
    registered: sum(rows.filter(isRegistered)),
    attended: sum(rows, "attended"),
    byState: registrationStates.map((state) => ({ state, visitors: sum(rows.filter((row) => row.state === state)) })).filter(({ visitors }) => visitors > 0),
    byType: types.sort((left, right) => right.visitors - left.visitors || left.name.localeCompare(right.name)),
  };
}

/** Registrations by the time they were completed, from the first to the last without gaps. Past a few months, by week. */
export async function registrationCurve(ctx: Context, event: EventHead): Promise<RegistrationCurve> {
  const days = await runtime().database.query<{ day: string; registrations: number }>("registration-curve", curveSql, [ctx.organisationId, event.id, event.timezone]);
  const [first, last] = [days.at(0)?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return { unit: "day", points: [] };
  const unit = dayNumber(last) - dayNumber(first) > mostDays ? "week" : "day";
  const counts = new Map<number, number>();
  for (const { day, registrations } of days) {
    const start = startOf(unit, dayNumber(day));
    counts.set(start, (counts.get(start) ?? 0) + registrations);
  }
  const points: RegistrationPoint[] = [];
  let total = 0;
  for (let at = startOf(unit, dayNumber(first)); at <= dayNumber(last); at += unit === "week" ? 7 : 1) {
    const registrations = counts.get(at) ?? 0;
    total += registrations;
    points.push({ day: new Date(at * dayMs).toISOString().slice(0, 10), registrations, total });
  }
  return { unit, points };
}

/** How many came for the first time on each day of the event's zone. */
export async function attendanceByDay(ctx: Context, event: EventHead): Promise<AttendanceDay[]> {
  return runtime().database.query<AttendanceDay>("attendance-by-day", attendanceSql, [ctx.organisationId, event.id, event.timezone]);
}

/** The registrations completed last. */
export async function newestVisitors(ctx: Context, eventId: string): Promise<NewestVisitor[]> {
  return runtime().database.query<NewestVisitor>("newest-visitors", newestSql, [ctx.organisationId, eventId]);
}

export async function countPartners(ctx: Context, eventId: string): Promise<number> {
  return runtime().database.read.partner.count({ where: { organisationId: ctx.organisationId, eventId, deletedAt: null } });
}

function dayNumber(day: string): number {
  return Date.parse(day) / dayMs;
}

/** Day 0, 1 January 1970, was a Thursday. */
function startOf(unit: "day" | "week", day: number): number {
  return unit === "week" ? day - ((day + 3) % 7) : day;
}

const dayMs = 24 * 3600_000;
/** More bars than that are too thin to be told apart. */
const mostDays = 70;

const living = `v."organisationId" = $1 AND v."eventId" = $2 AND v."deletedAt" IS NULL`;
const figuresSql = `
  SELECT t.id AS "typeId", t.name AS type, counted.state, counted.visitors, counted.attended
    FROM (SELECT v."registrationTypeId", v."registrationState" AS state, count(*)::int AS visitors,
                 (count(*) FILTER (WHERE v."attendanceState" = 'show'))::int AS attended
            FROM visitor v WHERE ${living} GROUP BY 1, 2) counted
    JOIN registration_type t ON t.id = counted."registrationTypeId"`;
const curveSql = `
  SELECT (v."registerTime" AT TIME ZONE $3)::date::text AS day, count(*)::int AS registrations
    FROM visitor v WHERE ${living} AND v."registerTime" IS NOT NULL GROUP BY (v."registerTime" AT TIME ZONE $3)::date ORDER BY 1`;
const attendanceSql = `
  SELECT (v."firstEntryTime" AT TIME ZONE $3)::date::text AS day, count(*)::int AS visitors
    FROM visitor v WHERE ${living} AND v."attendanceState" = 'show' AND v."firstEntryTime" IS NOT NULL GROUP BY (v."firstEntryTime" AT TIME ZONE $3)::date ORDER BY 1`;
const newestSql = `
  SELECT v.id, v."registerTime", c.company, t.name AS type,
         coalesce(nullif(concat_ws(' ', c."firstName", c."lastNamePrefix", c."lastName"), ''), c.email, 'Without a name') AS name
    FROM (SELECT * FROM visitor v WHERE ${living} AND v."registerTime" IS NOT NULL ORDER BY v."registerTime" DESC, v.id LIMIT 6) v
    JOIN contact c ON c.id = v."contactId" JOIN registration_type t ON t.id = v."registrationTypeId"
   ORDER BY v."registerTime" DESC, v.id`;
