import { contactOf } from "@/lib/contacts/json.sql";
import { registrationTypeRefColumns } from "@/lib/registration-types/json.sql";
import { sqlObject } from "@/lib/core/sql";
import { occupyingStates } from "@/lib/visitors/states";

const isDeleted = `p."deletedAt" IS NOT NULL`;

/** Select list over `partner p`, `contact c` and `registration_type t`. */
const columns = `p.id, p.revision, ${isDeleted} AS deleted, p."eventId" AS "expoId", p.name, p.reference,
  ${sqlObject(registrationTypeRefColumns)} AS "registrationType", ${contactOf(isDeleted)} AS contact,
  p."boothNumber", p."boothSize", p.hall, p.language, coalesce(p.tags, '{}') AS tags, coalesce(p.labels, '{}') AS labels, p."staffLimit"`;
const joined = `registration_type t LEFT JOIN contact c ON c.id = p."contactId" WHERE t.id = p."registrationTypeId"`;

/** The wire value of `partner p` in a list: without counts, which change without a new revision. */
export const partnerJson = `SELECT row_to_json(w)::text AS json FROM (SELECT ${columns} FROM ${joined}) w`;

const counts = `SELECT count(*) FILTER (WHERE v."partnerRole" = 'staff') AS staff, count(*) FILTER (WHERE v."partnerRole" = 'guest') AS guests
  FROM visitor v WHERE v."partnerId" = p.id AND v."deletedAt" IS NULL AND v."registrationState" IN (${occupyingStates.map((state) => `'${state}'`).join(", ")})`;

/** $1 organisation, $2 event, $3 partner: with counts, which are part of the validator. */
export const partnerDetails = `SELECT built.json, p.revision::text AS revision, ${isDeleted} AS "isDeleted",
    p.revision || '-' || counted.staff || '-' || counted.guests AS validator
  FROM partner p CROSS JOIN LATERAL (${counts}) counted CROSS JOIN LATERAL (
    SELECT row_to_json(w)::text AS json FROM (SELECT ${columns}, counted.staff AS "staffCount", counted.guests AS "guestCount" FROM ${joined}) w
  ) built
  WHERE p."organisationId" = $1 AND p."eventId" = $2 AND p.id = $3`;
