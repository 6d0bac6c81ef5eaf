import { runtime } from "@/lib/core/runtime";

export type EventPhase = "running" | "next" | "past";

/** An event at a glance. Counts are of living records; `registered` of those visitors whose registration is complete. */
export type EventAtAGlance = {
  id: string;
  name: string;
  reference: string | null;
  start: Date;
  end: Date;
  timezone: string;
  visitors: number;
  registered: number;
  attended: number;
  partners: number;
  phase: EventPhase;
};

/** The organisation's events: running ones first, then the next from the nearest on, then the past from the latest back. */
export async function listEventsAtAGlance(organisationId: string, now: Date): Promise<EventAtAGlance[]> {
  const rows = await runtime().database.query<Omit<EventAtAGlance, "phase">>("events-at-a-glance", sql, [organisationId]);
  const events = rows.map((event) => ({ ...event, phase: phaseOf(event, now) }));
  return events.sort((left, right) => {
    if (left.phase !== right.phase) return order.indexOf(left.phase) - order.indexOf(right.phase);
    const difference = left.start.getTime() - right.start.getTime();
    return left.phase === "past" ? -difference : difference;
  });
}

export function phaseOf(event: { start: Date; end: Date }, now: Date): EventPhase {
  if (event.end < now) return "past";
  return event.start > now ? "next" : "running";
}

const order: readonly EventPhase[] = ["running", "next", "past"];

const sql = `
  SELECT e.id, e.name, e.reference, e.start, e."end", e.timezone,
         coalesce(v.visitors, 0)::int AS visitors, coalesce(v.registered, 0)::int AS registered,
         coalesce(v.attended, 0)::int AS attended, coalesce(p.partners, 0)::int AS partners
    FROM event e
    LEFT JOIN LATERAL (
      SELECT count(*) AS visitors,
             count(*) FILTER (WHERE "registrationState" = 'registered') AS registered,
             count(*) FILTER (WHERE "attendanceState" = 'show') AS attended
        FROM visitor WHERE "eventId" = e.id AND "deletedAt" IS NULL
    ) v ON true
    LEFT JOIN LATERAL (SELECT count(*) AS partners FROM partner WHERE "eventId" = e.id AND "deletedAt" IS NULL) p ON true
   WHERE e."organisationId" = $1`;
