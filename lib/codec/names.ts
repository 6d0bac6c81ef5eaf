/**
 * The XML element of a JSON member: `registrationState` → `registration-state`, `phone1` → `phone1`.
 * Every upper-case letter becomes a hyphen and its lower case, so the rule can be turned round.
 * @throws RangeError for a name that would not come back (`a-b`, `URL`, `_id`); a schema with one is a programming error
 */
export function elementName(member: string): string {
  if (!isPlainName(member)) throw new RangeError(`"${member}" cannot be an XML element: member names are camelCase letters and digits`);
  return member.replace(UPPER, (letter) => `-${letter.toLowerCase()}`);
}

/** The JSON member of an XML element, `elementName` turned round. Accepts any element name. */
export function memberName(element: string): string {
  return element.includes("-") ? element.replace(HYPHENATED, (_, letter: string) => letter.toUpperCase()) : element;
}

/** Whether a member name survives the way to an element name and back. */
export function isPlainName(member: string): boolean {
  return PLAIN.test(member);
}

/**
 * The name of one entry of the list `plural`, where the schema states none: `visitors` → `visitor`, `activities` → `activity`,
 * `addresses` → `address`. A name that is no plural (`staff`) gives `item`.
 */
export function singularOf(plural: string): string {
  if (/[^aeiou]ies$/.test(plural)) return `${plural.slice(0, -3)}y`;
  if (plural.endsWith("sses")) return plural.slice(0, -2);
  if (/[^s]s$/.test(plural)) return plural.slice(0, -1);
  return "item";
}

const PLAIN = /^[a-z][a-zA-Z0-9]*$/;
const UPPER = /[A-Z]/g;
const HYPHENATED = /-([a-z])/g;
