import type pg from "pg";
import type { House, Question, Type } from "./fair";

/** What the organisation's events share, as an earlier run made it. */
export async function readHouse(client: pg.Client, organisationId: string): Promise<House> {
  const types = await client.query<Type & { type: string }>(
    `SELECT id, name, type, CASE WHEN "isDefault" THEN 80 ELSE 5 END AS weight FROM registration_type WHERE "organisationId" = $1 AND "eventId" IS NULL ORDER BY sort`,
    [organisationId],
  );
  const questions = await client.query<Question>(
    `SELECT q.id, q.reference, q.type,
            EXISTS (SELECT 1 FROM form_question f WHERE f."questionId" = q.id AND f."isMandatory") AS "isMandatory",
            (SELECT json_agg(json_build_object('id', a.id, 'text', CASE WHEN a.type IS NULL THEN a.name END) ORDER BY a.sort) FROM answer a WHERE a."questionId" = q.id) AS choices
       FROM question q WHERE q."organisationId" = $1 AND q."eventId" IS NULL ORDER BY q.sort`,
    [organisationId],
  );
  return {
    organisationId,
    visitorTypes: types.rows.filter(({ type }) => type === "visitor"),
    partnerTypes: types.rows.filter(({ type }) => type === "partner"),
    questions: questions.rows,
    rows: [],
  };
}
