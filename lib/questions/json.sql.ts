import { sqlArray } from "@/lib/core/sql";

/** Select list over `question q`. */
const columns = `q.id, q.name, CASE WHEN q."eventId" IS NULL THEN 'organization' ELSE 'expo' END AS level, q.type, q."numberOfColumns", q.reference,
  ${sqlArray("a.id, a.name, a.reference, a.sort, a.type", `answer a WHERE a."questionId" = q.id`, "a.sort, a.id")} AS answers`;

export const questionOfExpoColumns = columns;
export const questionJson = `SELECT row_to_json(w)::text AS json FROM (SELECT ${columns}, q.revision) w`;
