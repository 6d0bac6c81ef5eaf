import { contactOf } from "@/lib/contacts/json.sql";
import { sqlArray, sqlObject, sqlTime } from "@/lib/core/sql";
import { formRefColumns } from "@/lib/forms/json.sql";
import { registrationTypeRefColumns } from "@/lib/registration-types/json.sql";

const values = sqlArray(
  `x."answerId", a.reference, coalesce(x.text, a.name) AS text`,
  `ROWS FROM (jsonb_to_recordset(s."values") AS ("answerId" text, text text)) WITH ORDINALITY AS x("answerId", text, place) LEFT JOIN answer a ON a.id = x."answerId"`,
  "x.place",
);
const answers = sqlArray(
  `s."questionId", coalesce(q.reference, q.name) AS question, ${values} AS "values"`,
  `ROWS FROM (jsonb_to_recordset(v.answers) AS ("questionId" text, "values" jsonb)) WITH ORDINALITY AS s("questionId", "values", place) JOIN question q ON q.id = s."questionId"`,
  "s.place",
);
const documents = sqlArray(
  "d.type, d.uploaded",
  `ROWS FROM (jsonb_to_recordset(v.documents) AS (type text, uploaded text)) WITH ORDINALITY AS d(type, uploaded, place)`,
  "d.place",
);
const isDeleted = `v."deletedAt" IS NOT NULL`;
const living = (expression: string) => `CASE WHEN v."deletedAt" IS NULL THEN ${expression} END`;

/** The wire value of `visitor v`. A tombstone's personal columns are empty already; what has a default is hidden here. */
export const visitorJson = `SELECT row_to_json(w)::text AS json FROM (SELECT
  v.id, v.revision, ${isDeleted} AS deleted, v."eventId" AS "expoId", v.reference, v."registrationState",
  ${living(`v."attendanceState"`)} AS "attendanceState", ${living("v.method")} AS method,
  ${contactOf(isDeleted)} AS contact,
  ${sqlObject(registrationTypeRefColumns)} AS "registrationType", ${sqlObject(formRefColumns)} AS form,
  CASE WHEN p.id IS NOT NULL THEN ${sqlObject(`p.id, p.name, v."partnerRole" AS role`)} END AS partner,
  CASE WHEN v.answers = '[]' THEN '[]'::json ELSE ${answers} END AS answers,
  coalesce(v.tags, '{}') AS tags, coalesce(v.labels, '{}') AS labels, v.language, v."actionCode",
  ${sqlTime(`v."registerTime"`)} AS "registerTime", ${sqlTime(`v."visitTime"`)} AS "visitTime",
  ${sqlTime(`v."firstEntryTime"`)} AS "firstEntryTime", ${sqlTime(`v."lastExitTime"`)} AS "lastExitTime",
  v."dwellingTime", ${living("v.visits")} AS visits,
  ${living(sqlObject(`CASE WHEN v."registrationState" = 'registered' THEN v."badgeCode" END AS code`))} AS badge,
  CASE WHEN v.documents = '[]' THEN '[]'::json ELSE ${documents} END AS documents
  FROM contact c JOIN registration_type t ON t.id = v."registrationTypeId" JOIN form f ON f.id = v."formId" LEFT JOIN partner p ON p.id = v."partnerId"
  WHERE c.id = v."contactId"
) w`;

/** $1 organisation, $2 event, $3 visitor. */
export const visitorRow = `SELECT built.json, v.revision::text AS revision, ${isDeleted} AS "isDeleted"
  FROM visitor v CROSS JOIN LATERAL (${visitorJson}) built
  WHERE v."organisationId" = $1 AND v."eventId" = $2 AND v.id = $3`;
