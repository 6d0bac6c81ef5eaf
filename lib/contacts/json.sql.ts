import { sqlArray, sqlObject } from "@/lib/core/sql";
import { addressMembers, contactTexts } from "./schema";

/** Members of each entry of a JSON column, in the schema's order and all of them, whatever is stored. */
function entries(column: string, members: readonly string[]): string {
  const of = members.map((name) => `k."${name}"`).join(", ");
  const typed = members.map((name) => `"${name}" text`).join(", ");
  const places = members.map((name) => `"${name}"`).join(", ");
  const list = sqlArray(of, `ROWS FROM (jsonb_to_recordset(${column}) AS (${typed})) WITH ORDINALITY AS k(${places}, place)`, "k.place");
  return `CASE WHEN ${column} = '[]' THEN '[]'::json ELSE ${list} END`; // most have none, and taking lists apart is slow
}

const living = contactTexts.map((name) => (name === "dateOfBirth" ? `to_char(c."dateOfBirth", 'YYYY-MM-DD') AS "dateOfBirth"` : `c."${name}"`));
const erased = contactTexts.map((name) => (name === "reference" ? "c.reference" : `NULL::text AS "${name}"`));

/** The wire value of `contact c`; NULL when there is no such row. */
const contactObject = sqlObject(
  `c.id, ${living.join(", ")}, ${entries("c.addresses", addressMembers)} AS addresses, ${entries(`c."socialMedia"`, ["type", "url"])} AS "socialMedia"`,
);
const erasedObject = sqlObject(`c.id, ${erased.join(", ")}, '[]'::json AS addresses, '[]'::json AS "socialMedia"`);

/** @param isDeleted  condition under which only id and reference are shown, though the person may be registered elsewhere */
export function contactOf(isDeleted: string): string {
  return `CASE WHEN c.id IS NULL THEN NULL WHEN ${isDeleted} THEN ${erasedObject} ELSE ${contactObject} END`;
}
