import type { z } from "zod";
import { excerpt, isRecord } from "@/lib/codec/decoded";

/**
 * One entry of `errors[]`.
 * - `field`: dotted path (`contact.email`, `addresses.0.city`), "" for the body itself
 * - `error`: one of `FIELD_ERRORS`, or the code a schema's own check gives in `params.error`
 * - `description`: what is wrong and what would be right; quotes at most 100 characters of the input
 */
export type FieldError = { field: string; error: string; description: string };

/** The codes of `errors[].error`, with what they mean. */
export const FIELD_ERRORS = {
  required: "the member must be there",
  invalid_type: "text where a number belongs, and the like",
  invalid_format: "text that is no e-mail address, date, id, …",
  invalid_value: "none of the values there are, or one that breaks a rule",
  too_long: "text or list with too many characters or entries",
  too_short: "text or list with too few characters or entries",
  too_big: "number above its range",
  too_small: "number below its range",
  unknown_member: "a member that does not exist, under strict handling",
} as const;

/**
 * What zod found, in the form of the contract, one entry for each member at fault.
 * A schema's own sentence (`.refine(…, "must lie in the future")`, `.regex(…, "…")`) is used as it is.
 * @param input  what was checked, for telling missing from wrong and for quoting
 */
export function fieldErrors(error: z.ZodError, input: unknown): FieldError[] {
  return error.issues.flatMap((issue) => fromIssue(issue, [], input));
}

function fromIssue(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[], input: unknown): FieldError[] {
  const path = [...prefix, ...issue.path];
  const got = valueAt(input, path);
  const field = path.map(String).join(".");
  const report = (error: string, description: string): FieldError[] => [{ field, error, description: isOwn(issue) ? issue.message : description }];
  switch (issue.code) {
    case "invalid_type":
      if (got === undefined) return report("required", "is required");
      return report("invalid_type", `must be ${article(kindName(issue.expected))}, got ${tell(got)}`);
    case "invalid_value":
      if (got === undefined) return report("required", `is required: ${oneOf(issue.values)}`);
      return report("invalid_value", `must be ${oneOf(issue.values)}, got ${tell(got)}`);
    case "invalid_format":
      return report("invalid_format", `must be ${FORMATS[issue.format] ?? `a valid ${issue.format.replaceAll("_", " ")}`}, got ${tell(got)}`);
    case "too_big":
      return report(isNumeric(issue.origin) ? "too_big" : "too_long", `must ${limit(issue, "less than", "at most", issue.maximum)}, got ${measure(issue.origin, got)}`);
    case "too_small":
      return report(isNumeric(issue.origin) ? "too_small" : "too_short", `must ${limit(issue, "more than", "at least", issue.minimum)}, got ${measure(issue.origin, got)}`);
    case "not_multiple_of":
      return report("invalid_value", `must be a multiple of ${issue.divisor}, got ${tell(got)}`);
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ field: [...path, key].map(String).join("."), error: "unknown_member", description: "is not a member here" }));
    case "invalid_union":
      return fromUnion(issue, path, input);
    case "invalid_key":
    case "invalid_element":
      return report("invalid_value", issue.code === "invalid_key" ? "has a name that is not allowed here" : "holds an entry that is not allowed here");
    case "custom":
      return [{ field, error: codeOf(issue.params), description: issue.message }];
  }
}

/** Of the options the one that came closest speaks; when none is even of the right kind, all are named. */
function fromUnion(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[], input: unknown): FieldError[] {
  const got = valueAt(input, path);
  const field = path.map(String).join(".");
  if (got === undefined) return [{ field, error: "required", description: "is required" }];
  if (isOwn(issue)) return [{ field, error: "invalid_value", description: issue.message }];
  if ("options" in issue && issue.options) return [{ field, error: "invalid_value", description: `must be ${oneOf(issue.options)}, got ${tell(got)}` }];
  const nearer = issue.errors.filter((issues) => !issues.some(({ code, path: at }) => code === "invalid_type" && at.length === 0));
  const [closest] = nearer.sort((left, right) => left.length - right.length);
  if (closest && closest.length > 0) return closest.flatMap((inner) => fromIssue(inner, path, input));
  const kinds = issue.errors.flatMap((issues) => issues.flatMap((inner) => (inner.code === "invalid_type" ? [article(kindName(inner.expected))] : [])));
  const description = kinds.length > 0 ? `must be ${[...new Set(kinds)].join(" or ")}, got ${tell(got)}` : `has a form that is not known here, got ${tell(got)}`;
  return [{ field, error: kinds.length > 0 ? "invalid_type" : "invalid_value", description }];
}

type Bounded = { origin: string; exact?: boolean; inclusive?: boolean };

/** `be at least 1`, `have at most 5 characters` */
function limit({ origin, exact, inclusive }: Bounded, beyond: string, upTo: string, value: number | bigint): string {
  const how = exact ? "exactly" : inclusive === false ? beyond : upTo;
  if (isNumeric(origin)) return `be ${how} ${value}`;
  const [one, many] = UNITS[origin] ?? ["entry", "entries"];
  return `have ${how} ${value} ${Number(value) === 1 ? one : many}`;
}

function measure(origin: string, got: unknown): string {
  if (isNumeric(origin)) return tell(got);
  if (typeof got === "string" || Array.isArray(got)) return String(got.length);
  return isRecord(got) ? String(Object.keys(got).length) : tell(got);
}

/** A value in a sentence: text and numbers quoted in short, anything else by its kind. */
function tell(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return value === "" ? "an empty text" : JSON.stringify(excerpt(value, QUOTED_CHARACTERS));
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}

function oneOf(values: readonly unknown[]): string {
  const told = values.map(String);
  return told.length === 1 ? `${told[0]}` : `one of ${told.join(", ")}`;
}

function kindName(expected: string): string {
  return KINDS[expected] ?? expected;
}

function article(name: string): string {
  if (name === "text" || name === "null" || name.includes(" or ")) return name;
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

function isNumeric(origin: string): boolean {
  return origin === "number" || origin === "int" || origin === "bigint" || origin === "date";
}

/** Zod's own sentences all begin in one of these ways; any other was written by the author of the schema. */
function isOwn(issue: z.core.$ZodIssue): boolean {
  return !/^(?:Invalid |Too (?:big|small)|Unrecognized key)/.test(issue.message);
}

function codeOf(params: Record<string, unknown> | undefined): string {
  return typeof params?.error === "string" ? params.error : "invalid_value";
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, step) => (typeof at === "object" && at !== null && Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined), input);
}

const QUOTED_CHARACTERS = 40;
const UNITS: Readonly<Record<string, readonly [string, string]>> = { string: ["character", "characters"], object: ["member", "members"], record: ["member", "members"] };
const KINDS: Readonly<Record<string, string>> = { string: "text", int: "integer", array: "list", record: "object", map: "object", boolean: "true or false" };
const FORMATS: Readonly<Record<string, string>> = {
  email: "an e-mail address like name@example.org",
  url: "an absolute URL like https://example.org/",
  datetime: "a time in UTC like 2026-03-09T23:59:59Z",
  date: "a date like 2026-03-09",
  time: "a time of day like 23:59:59",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  cidrv4: "an IPv4 range like 192.0.2.0/24",
  cidrv6: "an IPv6 range like 2001:db8::/32",
  regex: "of the expected form",
};
