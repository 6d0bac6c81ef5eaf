import { sqlArray, sqlObject, sqlTime } from "@/lib/core/sql";
import { formOfExpoColumns } from "@/lib/forms/json.sql";
import { questionOfExpoColumns } from "@/lib/questions/json.sql";
import { registrationTypeOfExpoColumns, registrationTypeRefColumns } from "@/lib/registration-types/json.sql";

/** Over `event e`: what the list shows, where texts are empty rather than null. */
export const eventJson = `SELECT row_to_json(w)::text AS json FROM (SELECT e.id, e.name, e."contactEmail", coalesce(e.description, '') AS description,
  ${sqlTime("e.start")} AS start, ${sqlTime(`e."end"`)} AS "end", e.timezone, coalesce(e.reference, '') AS reference, e.revision) w`;

/** The event's own, and those the organisation shares among its events. */
const offered = (alias: string) => `${alias}."organisationId" = e."organisationId" AND (${alias}."eventId" = e.id OR ${alias}."eventId" IS NULL)`;

/** By registration type of visitors, also those nobody has. Read from the index `visitor_counts` alone. */
const stats = sqlArray(
  "t.id, t.name, coalesce(s.total, 0) AS total, coalesce(s.total - s.onsite, 0) AS online, coalesce(s.onsite, 0) AS onsite, coalesce(s.show, 0) AS show, coalesce(s.total - s.show, 0) AS noshow",
  `registration_type t LEFT JOIN (
    SELECT v."registrationTypeId", count(*) AS total, count(*) FILTER (WHERE v.method = 'onsite') AS onsite, count(*) FILTER (WHERE v."attendanceState" = 'show') AS show
    FROM visitor v WHERE v."eventId" = e.id AND v."deletedAt" IS NULL GROUP BY v."registrationTypeId"
  ) s ON s."registrationTypeId" = t.id WHERE t.type = 'visitor' AND ${offered("t")}`,
  "t.sort, t.id",
);

const staff = sqlArray(`k.id, k.name, k."freeBadges"`, `ROWS FROM (jsonb_to_recordset(t.staff) AS (id text, name text, "freeBadges" int)) WITH ORDINALITY AS k(id, name, "freeBadges", place)`, "k.place");

const details = `e.id, e.name, e."contactEmail", e.description, ${sqlTime("e.start")} AS start, ${sqlTime(`e."end"`)} AS "end", e.timezone, e.reference, e.revision,
  ${sqlArray(`c.id, c.name, '#custom:' || c.name || '#' AS "customCode", c.value, c.revision`, `custom_field c WHERE c."eventId" = e.id`, "c.name")} AS "customFields",
  ${sqlArray(formOfExpoColumns, `form f WHERE f."eventId" = e.id`, "f.sort, f.id")} AS forms,
  ${sqlArray("l.id, l.name, l.direction", `location l WHERE l."eventId" = e.id`, "l.name, l.id")} AS locations,
  ${sqlArray(`${sqlObject(registrationTypeRefColumns)} AS "registrationType", ${staff} AS staff`, `registration_type t WHERE t.type = 'partner' AND ${offered("t")}`, "t.sort, t.id")} AS "partnerSettings",
  ${sqlArray(questionOfExpoColumns, `question q WHERE ${offered("q")}`, "q.sort, q.id")} AS questions,
  ${sqlArray(registrationTypeOfExpoColumns, `registration_type t WHERE ${offered("t")}`, "t.sort, t.id")} AS "registrationTypes",
  counted.stats AS "registrationTypeStats"`;

/**
 * $1 organisation, $2 event. The validator also covers what is shown but does not raise the event's revision: names of
 * types, forms and questions, and the counts.
 */
export const eventDetails = `SELECT row_to_json(w)::text AS json, w.revision::text AS revision, w.revision || '-' || left(md5(row_to_json(w)::text), 12) AS validator
  FROM event e CROSS JOIN LATERAL (SELECT ${stats} AS stats) counted CROSS JOIN LATERAL (SELECT ${details} OFFSET 0) w
  WHERE e."organisationId" = $1 AND e.id = $2`;
