import type { Plan, QueryMember } from "@/lib/api/plan";
import { isRecord } from "@/lib/codec/decoded";
import { fieldErrors } from "@/lib/codec/fields";
import { unknownMembers } from "@/lib/codec/ignored";
import { fromQuery } from "@/lib/codec/text";
import { unfitForXml } from "@/lib/codec/xml-text";
import { badParameter, invalid, invalidAll, VisitError, type FieldError } from "@/lib/core/errors";

type Values = Record<string, unknown>;

/**
 * The query as typed values. What the operation does not know is left out, what is empty is absent.
 * @throws malformed, naming every parameter at fault
 */
export function readQuery(plan: Plan, search: string): Values {
  if (search.length < 2 || plan.query.length === 0) return {};
  const sent = new URLSearchParams(search);
  const values: Values = {};
  const faults: FieldError[] = [];
  for (const member of plan.query) {
    const texts = [...sent.getAll(member.name), ...sent.getAll(`${member.name}[]`)];
    if (texts.length === 0) continue;
    const read = texts.some((text) => text.includes("\0")) ? nulFault : fromQuery(member.shape, texts);
    if (!read.ok) faults.push(queryFault(member, read.error, read.description, texts.join(",")));
    else if (read.value !== undefined) values[member.name] = read.value;
  }
  const unread = new Set(faults.map(({ field }) => field));
  const checked = plan.querySchema.safeParse(values);
  const errors = checked.success ? [] : fieldErrors(checked.error, values).filter(({ field }) => !unread.has(topOf(field)));
  faults.push(...queryFaults(plan, errors, values));
  if (faults.length > 0) throw badParameter(...faults);
  return values;
}

/** What a request means as the operation's input, and the members of its body that nobody asked for. */
export type Checked = { input: Values; ignored: string[] };

/**
 * Puts path, query and body together and has the schema judge them.
 * @param body      decoded; undefined where the operation takes none
 * @param isStrict  unknown members are faults
 * @throws malformed for the query, validation_failed for the body, not_found for an id that can be none, in this order
 */
export function checkInput(plan: Plan, params: Record<string, string>, query: Values, body: unknown, isStrict: boolean): Checked {
  const { operation, bodyShape, takesBody } = plan;
  if (takesBody && !isRecord(body)) throw invalid({ field: "", error: "invalid_type", description: "The body must be an object." });
  const ignored = takesBody ? unknownMembers(body, bodyShape) : [];
  const value: Values = { ...membersOf(plan, body), ...query, ...params };
  const result = operation.input.safeParse(value);
  const errors = result.success ? [] : fieldErrors(result.error, value);
  const inQuery = errors.filter(({ field }) => plan.query.some(({ name }) => name === topOf(field)));
  if (inQuery.length > 0) throw badParameter(...queryFaults(plan, inQuery, value));
  const inPath = errors.filter(({ field }) => plan.pathNames.includes(topOf(field)));
  const inBody = [
    ...(takesBody ? unfitForXml(body).map(unfit) : []),
    ...errors.filter((error) => !inPath.includes(error)),
    ...(isStrict ? ignored.map(unknown) : []),
  ];
  if (inBody.length > 0) throw invalidAll(inBody);
  if (!result.success || Object.values(params).some((text) => text.includes("\0") || text.length > 100)) {
    throw new VisitError("not_found", `There is no such ${plan.rootName}.`);
  }
  return { input: result.data, ignored };
}

/** The body without what the path and the query say: there a body has no voice. */
function membersOf({ pathNames, query }: Plan, body: unknown): Values {
  if (!isRecord(body)) return {};
  const members = { ...body };
  for (const name of pathNames) delete members[name];
  for (const { name } of query) delete members[name];
  return members;
}

function queryFaults({ query }: Plan, errors: readonly FieldError[], values: Values): FieldError[] {
  return errors.map(({ field, error, description }) => {
    const member = query.find(({ name }) => name === topOf(field));
    return member ? queryFault(member, error, description, String(values[member.name])) : { field, error, description };
  });
}

/** A number with a range is told its range, whatever was wrong with it. */
function queryFault({ name, range }: QueryMember, error: string, description: string, got: string): FieldError {
  if (!range) return { field: name, error, description: `${name} ${description}` };
  const bounds = range.to === Number.MAX_SAFE_INTEGER ? `${range.from} or more` : `between ${range.from} and ${range.to}`;
  return { field: name, error, description: `${name} must be ${bounds}, got ${got.length > 40 ? `${got.slice(0, 39)}…` : got}` };
}

function unfit(field: string): FieldError {
  return { field, error: "invalid_value", description: "must not hold characters that XML cannot carry (control characters, lone surrogates, U+FFFE, U+FFFF)" };
}

function unknown(field: string): FieldError {
  return { field, error: "unknown_member", description: "is unknown or cannot be set here" };
}

function topOf(field: string): string {
  return field.split(".", 1)[0] ?? field;
}

const nulFault = { ok: false, error: "invalid_value", description: "must not hold the character U+0000" } as const;
