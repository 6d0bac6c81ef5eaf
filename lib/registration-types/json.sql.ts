/** Select list over `registration_type t`. */
const columns = `t.id, t.name, t.reference, CASE WHEN t."eventId" IS NULL THEN 'organization' ELSE 'expo' END AS level, t.type`;

export const registrationTypeOfExpoColumns = columns;
export const registrationTypeRefColumns = "t.id, t.name, t.reference";
export const registrationTypeJson = `SELECT row_to_json(w)::text AS json FROM (SELECT ${columns}, t.revision) w`;
